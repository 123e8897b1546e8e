import type { LabelRow } from "lib/findings/labels/label_row.ts";
import type { Question } from "lib/questions/question.ts";

/**
 * Chances with which papers were drawn for labelling, by DOI: from the labels of
 * a question or else, first things last, of those that it depends on.
 *
 * @param question The question.
 * @param questions The study's questions.
 * @param labels Labels of all questions.
 * @returns Every paper with a label of one of these questions; null if its
 * labels do not say.
 */
export function chancesOfLabels(
  question: Question,
  questions: readonly Question[],
  labels: readonly LabelRow[],
): ReadonlyMap<string, number | null> {
  const found = new Map<string, number | null>();
  for (let id: string | undefined = question.id; id !== undefined;) {
    for (const { doi, inclusionProbability, ...row } of labels) {
      if (row.question !== id || found.get(doi)) continue;
      found.set(doi, inclusionProbability ?? null);
    }
    id = questions.find((other) => other.id === id)?.dependsOn?.question;
  }
  return found;
}
