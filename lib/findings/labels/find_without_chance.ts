import { chancesOfLabels } from "lib/findings/labels/chances_of_labels.ts";
import type { LabelRow } from "lib/findings/labels/label_row.ts";
import type { LabelProblem } from "lib/findings/labels/problems.ts";
import { PROBABILITY_COLUMN } from "lib/findings/labels/records.ts";
import type { Question } from "lib/questions/question.ts";

/**
 * Looks for labels that do not say how likely their paper was to be labelled
 * where others of the same question do: nobody can tell how many papers they
 * stand for, so that no share is adjusted with them.
 *
 * @param rows Labels in the order of their file.
 * @returns One problem for each such label.
 */
export function findWithoutChance(
  rows: readonly LabelRow[],
  questions: readonly Question[],
): LabelProblem[] {
  return questions.flatMap((question) => {
    const chances = chancesOfLabels(question, questions, rows);
    if ([...chances.values()].every((chance) => chance === null)) return [];
    return rows.filter((label) =>
      label.question === question.id && chances.get(label.doi) === null
    ).map(({ row = 0 }) => ({
      row,
      column: PROBABILITY_COLUMN,
      found: "",
      problem:
        `unknown, where other labels say it: the label is not used to adjust ${question.id} (1 for a paper that was sure to be labelled)`,
    }));
  });
}
