import type { LabelRow } from "lib/findings/labels/label_row.ts";
import type { LabelProblem } from "lib/findings/labels/problems.ts";
import type { Question } from "lib/questions/question.ts";

/**
 * Looks for labels that contradict another answer of the same annotator about
 * the same paper: a yes, or a name, where the question before is answered no,
 * such as a model that is reused in a paper that reuses none. Both are kept, as
 * nobody knows which is meant.
 *
 * @param rows Labels in the order of their file.
 * @param questions The study's questions.
 * @returns A problem for each such label.
 *
 * @example
 * ```ts
 * import { findConflicts } from "lib/findings/labels/find_conflicts.ts";
 * import { loadQuestions } from "lib/questions/load_questions.ts";
 * import assert from "node:assert/strict";
 * const say = (row: number, question: string, value: string) =>
 *   ({ doi: "10.1/a", annotator: "ann", question, value, model: "", passage: "", row });
 * const rows = [say(2, "uses_dl", "no"), say(3, "uses_ptms", "yes")];
 * assert.deepEqual(findConflicts(rows, await loadQuestions()), [{
 *   row: 3,
 *   column: "value",
 *   found: "yes",
 *   problem: "given although the same annotator answers uses_dl of this paper with no; both are kept",
 * }]);
 * ```
 */
export function findConflicts(
  rows: readonly LabelRow[],
  questions: readonly Question[],
): LabelProblem[] {
  const before = new Map(
    questions.map(({ id, dependsOn }) => [id, dependsOn?.question]),
  );
  const keyOf = ({ doi, annotator }: LabelRow, question: string) =>
    JSON.stringify([doi, annotator, question]);
  const denied = new Set(
    rows.filter(({ value, model }) => value === "no" && model === "")
      .map((row) => keyOf(row, row.question)),
  );
  return rows.flatMap((row) => {
    const isNo = row.value === "no" && row.model === "";
    const question = before.get(row.question);
    if (isNo || !question || !denied.has(keyOf(row, question))) return [];
    return [{
      row: row.row ?? 0,
      column: "value",
      found: row.value,
      problem:
        `given although the same annotator answers ${question} of this paper with no; both are kept`,
    }];
  });
}
