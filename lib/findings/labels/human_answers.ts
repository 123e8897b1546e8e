import type { LabelRow } from "lib/findings/labels/label_row.ts";
import { byCodeUnit } from "lib/order.ts";
import type { Question } from "lib/questions/question.ts";

/**
 * What each human says in answer to one question, by paper. No row at all is
 * the answer that there is nothing to name.
 */
export type HumanAnswers = ReadonlyMap<
  string,
  ReadonlyMap<string, readonly LabelRow[]>
>;

/**
 * Collects the answers of all humans to one question.
 *
 * A human who says no to the question that a list of names depends on says
 * that there is nothing to name; one who says yes to it and gives no name has
 * not answered, and is not there.
 *
 * @param rows Labels of all questions.
 * @returns Answers by DOI and annotator, both in order.
 */
export function humanAnswers(
  rows: readonly LabelRow[],
  question: Question,
): HumanAnswers {
  const answers = new Map<string, Map<string, LabelRow[]>>();
  const answerOf = ({ doi, annotator }: LabelRow) => {
    const paper = answers.get(doi) ?? new Map<string, LabelRow[]>();
    const answer = paper.get(annotator) ?? [];
    answers.set(doi, paper.set(annotator, answer));
    return answer;
  };
  const inOrder = rows.toSorted((a, b) =>
    byCodeUnit(a.doi, b.doi) || byCodeUnit(a.annotator, b.annotator)
  );
  for (const row of inOrder) {
    if (row.question === question.id) answerOf(row).push(row);
    else if (
      question.kind === "mentions" && row.value === "no" &&
      row.question === question.dependsOn?.question
    ) answerOf(row);
  }
  return answers;
}

/** Gives the name of a model that all its spellings share. */
export type CanonicalName = (name: string) => string;

/**
 * Makes a text for each label of an answer that is the same for the same
 * answer: "yes", or a model with its category.
 */
export function answerKeys(
  rows: readonly LabelRow[],
  question: Question,
  canonicalName: CanonicalName,
): string[] {
  const keys = rows.map(({ value, model }) => {
    if (question.kind === "yes-no") return value;
    const name = canonicalName(model);
    return question.category === null ? name : `${name} (${value})`;
  });
  return [...new Set(keys)].sort(byCodeUnit);
}
