import type { Corpus } from "lib/corpus/paper.ts";
import type { FigureContext, Subject } from "lib/figures/figure.ts";
import { otherQuestions } from "lib/figures/question_figures.ts";
import { annotatorTitle } from "lib/study/open_annotator.ts";
import type { Question } from "lib/questions/question.ts";
import type { StudySettings } from "lib/study/settings.ts";

/** The part of a corpus that figures name. */
export type CorpusFacts = Pick<
  Corpus,
  "description" | "synthetic" | "incompleteYear"
>;

/** Keeps what figures name, so that a corpus can be closed and forgotten. */
export function factsOf(
  { description, synthetic, incompleteYear }: Corpus,
): CorpusFacts {
  return { description, synthetic, incompleteYear };
}

/**
 * What the figures of a study say of their data.
 *
 * @param questions What the study asks.
 */
export function figureContext(
  settings: StudySettings,
  { description, synthetic, incompleteYear }: CorpusFacts,
  questions: readonly Question[],
): FigureContext {
  return {
    corpus: description,
    synthetic,
    annotator: annotatorTitle(settings),
    ...(typeof incompleteYear === "number" ? { incompleteYear } : {}),
    subjects: Object.fromEntries(
      otherQuestions(questions).map((question) => [
        question.id,
        subjectOf(question),
      ]),
    ),
  };
}

function subjectOf(question: Question): Subject {
  if (question.kind === "yes-no") {
    return { name: `question "${question.title}"`, noun: "" };
  }
  const { name: noun, category } = question;
  return { name: category?.name ?? `${noun}s`, noun };
}
