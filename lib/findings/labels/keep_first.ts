import type { LabelRow } from "lib/findings/labels/label_row.ts";
import type { LabelProblem } from "lib/findings/labels/problems.ts";
import type { Question } from "lib/questions/question.ts";

/**
 * Looks for labels that one annotator gave twice: the same label counts once;
 * different answers to one yes-no question contradict each other, and none of
 * them is used. Several models, or several categories of one model, are no
 * contradiction.
 *
 * @param rows Labels in the order of their file.
 * @param problems Takes every repetition and contradiction.
 * @returns The labels that are left, in the same order.
 */
export function keepFirstOfRepeats(
  rows: readonly LabelRow[],
  questions: readonly Question[],
  problems: LabelProblem[],
): LabelRow[] {
  const yesNo = new Set(
    questions.filter(({ kind }) => kind === "yes-no").map(({ id }) => id),
  );
  const groups = Map.groupBy(
    rows,
    ({ doi, annotator, question }) =>
      JSON.stringify([doi, annotator, question]),
  );
  const left: LabelRow[] = [];
  for (const [first, ...others] of groups.values()) {
    const other = others.find(({ value }) => value !== first!.value);
    if (yesNo.has(first!.question) && other !== undefined) {
      problems.push(contradiction(first!, other));
      continue;
    }
    left.push(...firstOfEach([first!, ...others], problems));
  }
  return left.sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
}

function firstOfEach(
  rows: readonly LabelRow[],
  problems: LabelProblem[],
): LabelRow[] {
  const byLabel = Map.groupBy(
    rows,
    ({ value, model }) => JSON.stringify([value, model]),
  );
  return [...byLabel.values()].map(([first, ...repeats]) => {
    for (const { row, value } of repeats) {
      problems.push({
        row: row ?? 0,
        column: "value",
        found: value,
        problem: `the same label as in row ${first!.row}, counted once`,
      });
    }
    return first!;
  });
}

function contradiction(first: LabelRow, other: LabelRow): LabelProblem {
  const { annotator, question, doi } = first;
  return {
    row: other.row ?? 0,
    column: "value",
    found: other.value,
    problem:
      `"${annotator}" answers ${question} of ${doi} "${first.value}" in row ${first.row}, none of these answers is used`,
  };
}
