import { categoriesOf, hasCategory } from "lib/findings/mention_category.ts";
import type { Target } from "lib/findings/adjusted/target.ts";
import {
  type GivenAnswer,
  outcomeOf,
} from "lib/findings/validation/answers.ts";
import type { Answer, Question } from "lib/questions/question.ts";

/** Where a paper stands: it has the property, has it not, or is outside what the share is of. */
export type Standing = "yes" | "no" | "outside";

/** Where an annotator puts a paper; "failed" if it was asked in vain. */
export type AnnotatorStanding = Standing | "failed";

/**
 * Where an annotator's answers put a paper. A question that was not asked,
 * since the one before it was answered no, leaves the paper outside a share of
 * papers with a yes to that one, and is a no in a share of all papers.
 *
 * @param answers All answers of the annotator about the paper.
 * @param target The share.
 * @param questions The study's questions.
 */
export function annotatorStanding(
  answers: readonly GivenAnswer[],
  { question, category, gate }: Target,
  questions: readonly Question[],
): AnnotatorStanding {
  const outcome = outcomeOf(answers, question, questions);
  if (outcome.kind === "failed") return "failed";
  if (outcome.kind === "answered") {
    return hasIt(outcome.given.answer!, question, category) ? "yes" : "no";
  }
  if (gate === null) return "no";
  const before = outcomeOf(answers, gate, questions);
  const answer = before.kind === "answered" ? before.given.answer : null;
  return answer?.kind === "yes-no" && answer.result ? "no" : "outside";
}

function hasIt(answer: Answer, question: Question, category: string): boolean {
  if (answer.kind === "yes-no") return answer.result;
  return hasCategory(question) &&
    categoriesOf(question, answer.mentions).includes(category);
}
