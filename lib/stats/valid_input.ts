/**
 * What a statistic accepts. Each check throws one sentence that says what
 * could not be computed, which rule was broken and by what value, so that bad
 * input never becomes a wrong number.
 */

/**
 * Checks a count, such as papers or successes.
 *
 * @throws {TypeError} If it is not a number.
 * @throws {RangeError} If it is negative, not whole, or too large to be exact.
 */
export function checkCount(value: number, name: string, what: string): void {
  checkNumber(value, name, what);
  if (!Number.isInteger(value) || value < 0) {
    throw new RangeError(
      `Cannot compute ${what} as ${name} must be a whole number >= 0: current value is ${value}`,
    );
  }
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(
      `Cannot compute ${what} as ${name} must not exceed ${Number.MAX_SAFE_INTEGER}: current value is ${value}`,
    );
  }
}

/**
 * Checks a count of successes and the number of trials it is part of.
 *
 * @throws {TypeError} If one of them is not a number.
 * @throws {RangeError} If one is not a count, successes exceed trials, or
 * there is no trial: a share of nothing does not exist.
 */
export function checkProportion(
  successes: number,
  n: number,
  what: string,
): void {
  checkCount(successes, "the number of successes", what);
  checkCount(n, "n", what);
  if (successes > n) {
    throw new RangeError(
      `Cannot compute ${what} as successes must not exceed n: current values are ${successes} and ${n}`,
    );
  }
  checkSomeObservations(n, what);
}

/** Throws a RangeError if there is nothing to compute from. */
export function checkSomeObservations(n: number, what: string): void {
  if (n === 0) {
    throw new RangeError(`Cannot compute ${what}: no observations`);
  }
}

/** Throws unless the confidence level lies strictly between 0 and 1. */
export function checkConfidence(confidence: number): void {
  checkNumber(confidence, "confidence", "an interval");
  if (confidence <= 0 || confidence >= 1) {
    throw new RangeError(
      `Cannot compute an interval as confidence must lie between 0 and 1, both excluded: current value is ${confidence}`,
    );
  }
}

/** Throws unless the value is a share, 0 to 1, both included. */
export function checkShare(value: number, name: string, what: string): void {
  checkNumber(value, name, what);
  if (value < 0 || value > 1) {
    throw new RangeError(
      `Cannot compute ${what} as ${name} must lie between 0 and 1: current value is ${value}`,
    );
  }
}

/** Beyond it squares and their sums might no longer be finite. */
const LARGEST = 1e100;

/** Throws unless the value is a finite number of at most 1e100, either sign. */
export function checkNumber(value: number, name: string, what: string): void {
  if (typeof value !== "number") {
    throw new TypeError(
      `Cannot compute ${what} as ${name} must be a number: current value is ${value}`,
    );
  }
  if (!Number.isFinite(value)) {
    throw new RangeError(
      `Cannot compute ${what} as ${name} must be finite: current value is ${value}`,
    );
  }
  if (Math.abs(value) > LARGEST) {
    throw new RangeError(
      `Cannot compute ${what} as ${name} must lie between -${LARGEST} and ${LARGEST}: current value is ${value}`,
    );
  }
}

/** Throws unless every value of a list is a finite number. */
export function checkNumbers(
  values: readonly number[],
  name: string,
  what: string,
): void {
  checkList(values, name, what);
  values.forEach((value, i) => checkNumber(value, `${name}[${i}]`, what));
}

/** Throws unless every value of a list is a whole number >= 0. */
export function checkCounts(
  values: readonly number[],
  name: string,
  what: string,
): void {
  checkList(values, name, what);
  values.forEach((value, i) => checkCount(value, `${name}[${i}]`, what));
}

/** Throws unless the lists, given by name, are equally long. */
export function checkSameLength(
  lists: Readonly<Record<string, ArrayLike<unknown>>>,
  what: string,
): void {
  const lengths = Object.values(lists).map((list) => list.length);
  if (new Set(lengths).size > 1) {
    throw new RangeError(
      `Cannot compute ${what} as ${
        Object.keys(lists).join(", ")
      } must be equally long: current lengths are ${lengths.join(", ")}`,
    );
  }
}

/**
 * Checks a table of counts and adds it up.
 *
 * @returns Row sums, column sums and the total.
 * @throws {TypeError} If it is no list of lists of numbers.
 * @throws {RangeError} If it is ragged, holds something else than counts, or
 * holds no observation.
 */
export function checkTable(
  table: readonly (readonly number[])[],
  what: string,
): { rows: number[]; columns: number[]; n: number } {
  checkList(table, "the table", what);
  table.forEach((row, i) => checkCounts(row, `row ${i + 1}`, what));
  const width = table[0]?.length ?? 0;
  if (table.some((row) => row.length !== width)) {
    throw new RangeError(
      `Cannot compute ${what} as all rows of the table must be equally long: current lengths are ${
        table.map((row) => row.length).join(", ")
      }`,
    );
  }
  const rows = table.map((row) => row.reduce((sum, count) => sum + count, 0));
  const columns = Array.from(
    { length: width },
    (_, j) => table.reduce((sum, row) => sum + (row[j] ?? 0), 0),
  );
  const n = rows.reduce((sum, count) => sum + count, 0);
  checkSomeObservations(n, what);
  return { rows, columns, n };
}

/** As {@link checkTable}, for a table with the same categories on both sides. */
export function checkSquareTable(
  table: readonly (readonly number[])[],
  what: string,
): { rows: number[]; columns: number[]; n: number } {
  const margins = checkTable(table, what);
  if (margins.rows.length !== margins.columns.length) {
    throw new RangeError(
      `Cannot compute ${what} as the table must be square: current size is ${margins.rows.length} by ${margins.columns.length}`,
    );
  }
  return margins;
}

function checkList(
  values: readonly unknown[],
  name: string,
  what: string,
): void {
  if (!Array.isArray(values)) {
    throw new TypeError(`Cannot compute ${what} as ${name} must be a list`);
  }
}
