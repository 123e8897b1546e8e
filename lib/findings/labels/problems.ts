/** Something in a labels file that could not be used as it stands. */
export interface LabelProblem {
  /** Row as a spreadsheet counts it, the header being row 1. */
  readonly row: number;
  readonly column: string;
  /** What stands there; empty for an empty cell. */
  readonly found: string;
  /** What is wrong with it, and what became of the row. */
  readonly problem: string;
}

/**
 * Says in sentences what could not be used, one sentence for each column and
 * kind of problem; every row is named.
 *
 * @param file Name of the file.
 * @param most Rows that a sentence names; it says how many more there are.
 *
 * @example
 * ```ts
 * import { describeProblems } from "lib/findings/labels/problems.ts";
 * import assert from "node:assert/strict";
 * const empty = { column: "value", found: "", problem: "empty, left out" };
 * assert.deepEqual(
 *   describeProblems([{ ...empty, row: 4 }, { ...empty, row: 5 }, {
 *     row: 9,
 *     column: "question",
 *     found: "uses_r",
 *     problem: "none of the study's questions, left out",
 *   }], "l.csv"),
 *   [
 *     "l.csv, column value, rows 4 to 5: empty, left out",
 *     'l.csv, column question, row 9 "uses_r": none of the study\'s questions, left out',
 *   ],
 * );
 * ```
 */
export function describeProblems(
  problems: readonly LabelProblem[],
  file: string,
  most = Infinity,
): string[] {
  const kinds = Map.groupBy(
    problems,
    ({ column, problem }) => JSON.stringify([column, problem]),
  );
  return [...kinds.values()].map((same) => {
    const { column, problem } = same[0]!;
    const places = placesOf(same);
    const more = places.length - most;
    const named = places.slice(0, most).join(", ") +
      (more > 0 ? ` and ${more} more` : "");
    return `${file}, column ${column}, ${named}: ${problem}`;
  });
}

/** Names rows; neighbours with the same content are named together. */
function placesOf(problems: readonly LabelProblem[]): string[] {
  const runs: { first: number; last: number; found: string }[] = [];
  for (const { row, found } of problems) {
    const run = runs.at(-1);
    if (run?.found === found && (run.last === row || run.last + 1 === row)) {
      run.last = row;
    } else runs.push({ first: row, last: row, found });
  }
  return runs.map(({ first, last, found }) =>
    (first === last ? `row ${first}` : `rows ${first} to ${last}`) +
    (found === "" ? "" : ` "${shorten(found)}"`)
  );
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
