import type { Evidence } from "lib/annotate/annotator.ts";
import { isPositive } from "lib/annotate/evidence.ts";
import type { Annotation } from "lib/annotate/store.ts";
import type { Question } from "lib/questions/question.ts";

/** One answer of an annotator, as far as it is judged. */
export type GivenAnswer = Pick<
  Annotation,
  "question" | "status" | "answer" | "evidence" | "grounded" | "notes"
>;

/** One annotator's answers about labelled papers. */
export interface AnnotatorAnswers {
  /** Its name in tables. */
  readonly id: string;
  /** Answers by DOI; a paper that is not there was not in the annotator's run. */
  readonly papers: ReadonlyMap<string, readonly GivenAnswer[]>;
}

/** What came of one question about one paper. */
export type Outcome =
  | { readonly kind: "answered"; readonly given: GivenAnswer }
  /** The annotator was asked this, or what it depends on, and gave no answer. */
  | { readonly kind: "failed"; readonly given: GivenAnswer | null }
  /** An earlier answer, which is given, made the question needless. */
  | { readonly kind: "not asked"; readonly given: GivenAnswer };

/**
 * Says what came of a question: answered, asked in vain, or not asked since the
 * question that it depends on has another answer than it needs.
 *
 * @param answers All answers of one annotator about one paper.
 * @param question The question.
 * @param questions The study's questions.
 */
export function outcomeOf(
  answers: readonly GivenAnswer[],
  question: Question,
  questions: readonly Question[],
): Outcome {
  const given = answers.find((answer) => answer.question === question.id);
  if (given !== undefined) {
    return { kind: given.answer === null ? "failed" : "answered", given };
  }
  const before = questions.find(({ id }) =>
    id === question.dependsOn?.question
  );
  if (before === undefined) return { kind: "failed", given: null };
  const earlier = outcomeOf(answers, before, questions);
  if (earlier.kind !== "answered") return earlier;
  const { answer } = earlier.given;
  return answer !== null && isPositive(answer)
    ? { kind: "failed", given: null }
    : { kind: "not asked", given: earlier.given };
}

/** Whether a quote stands in its paper; null if there is none, or nobody looked for it. */
export function isLocated(evidence: Evidence | undefined): boolean | null {
  return evidence === undefined || evidence.match === "unchecked"
    ? null
    : evidence.match !== "none";
}
