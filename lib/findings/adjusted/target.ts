import type { LabelRow } from "lib/findings/labels.ts";
import { hasCategory } from "lib/findings/mention_category.ts";
import type { Question, YesNoQuestion } from "lib/questions/question.ts";

/** A share that labels can adjust. */
export interface Target {
  readonly question: Question;
  /** A value of the question's closed list; empty for a yes-no question. */
  readonly category: string;
  /** The share is of papers with a yes to this question; null if of all papers. */
  readonly gate: YesNoQuestion | null;
}

/**
 * Lists the shares that labels say something about: for a yes-no question its
 * share of yes, among all papers and, if it is asked only after another one,
 * among the papers with a yes to that; for a closed list the share of papers
 * with each value among those with a yes to the question before it.
 *
 * @param questions The study's questions.
 * @param labels Labels of humans.
 */
export function targetsOf(
  questions: readonly Question[],
  labels: readonly LabelRow[],
): Target[] {
  const labelled = new Set(labels.map(({ question }) => question));
  return questions.filter(({ id }) => labelled.has(id)).flatMap(
    (question): Target[] => {
      const gate = gateOf(question, questions);
      if (question.kind === "yes-no") {
        const ofAll = { question, category: "", gate: null };
        return gate ? [{ ...ofAll, gate }, ofAll] : [ofAll];
      }
      if (!hasCategory(question)) return [];
      return question.category.values.map(({ value }) => ({
        question,
        category: value,
        gate,
      }));
    },
  );
}

/** The next yes-no question that a question depends on, directly or not. */
function gateOf(
  question: Question,
  questions: readonly Question[],
): YesNoQuestion | null {
  const before = questions.find(({ id }) =>
    id === question.dependsOn?.question
  );
  if (before === undefined) return null;
  return before.kind === "yes-no" ? before : gateOf(before, questions);
}
