import { checkSameLength } from "lib/stats/valid_input.ts";

/**
 * Counts how often each pair of labels was given to one paper: the table that
 * kappa, AC1, chi-square and the multi-class scores start from.
 *
 * @param first One label per paper: the human, or the first rater (rows).
 * @param second The labels of the other, in the same paper order (columns).
 * @param labels All labels that could have been given, in the order of rows
 * and columns; declared and not inferred, as a label that nobody used still
 * counts for some statistics.
 * @returns Papers by label of the first (row) and of the second (column).
 * @throws {RangeError} If the lists differ in length, a label is declared
 * twice, or a given label is not declared.
 *
 * @example
 * ```ts
 * import { confusionTable } from "lib/stats/confusion_table.ts";
 * import assert from "node:assert/strict";
 * assert.deepEqual(
 *   confusionTable(["yes", "yes", "no"], ["yes", "no", "no"], ["yes", "no"]),
 *   [[1, 1], [0, 1]],
 * );
 * ```
 */
export function confusionTable(
  first: readonly string[],
  second: readonly string[],
  labels: readonly string[],
): number[][] {
  checkSameLength({ first, second }, "a confusion table");
  const index = labelIndex(labels);
  const table = labels.map(() => labels.map(() => 0));
  first.forEach((label, paper) => {
    const row = table[indexOf(index, label)]!;
    row[indexOf(index, second[paper]!)]! += 1;
  });
  return table;
}

/**
 * Numbers the declared labels.
 *
 * @throws {RangeError} If a label is declared twice.
 */
export function labelIndex(labels: readonly string[]): Map<string, number> {
  const index = new Map(labels.map((label, i) => [label, i]));
  if (index.size !== labels.length) {
    throw new RangeError(
      `Cannot count labels as each must be declared once: current list is ${
        labels.map((label) => `"${label}"`).join(", ")
      }`,
    );
  }
  return index;
}

/**
 * Number of a declared label.
 *
 * @throws {RangeError} If it is not declared.
 */
export function indexOf(
  index: ReadonlyMap<string, number>,
  label: string,
): number {
  const i = index.get(label);
  if (i === undefined) {
    throw new RangeError(
      `Cannot count the label "${label}" as it is not declared: declared are ${
        [...index.keys()].map((known) => `"${known}"`).join(", ")
      }`,
    );
  }
  return i;
}
