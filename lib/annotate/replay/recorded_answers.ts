import { canonicalJson } from "lib/annotate/annotation_key.ts";
import type { AnnotatorIdentity, Reply } from "lib/annotate/annotator.ts";
import type { Question } from "lib/questions/question.ts";

/** Answers that were recorded: a run's store, or annotations as JSON lines. */
export interface RecordedAnswers {
  /** Everybody who answered. */
  readonly identities: readonly AnnotatorIdentity[];
  /** What one of them answered; undefined if that is not recorded. */
  find(
    identity: AnnotatorIdentity,
    textHash: string,
    question: Question,
  ): Reply | undefined;
  /** Frees what it holds; it does so itself when the process ends. */
  close(): void;
}

/** The recorded answer to a question is found under this. */
export function recordedUnder(
  identity: string,
  textHash: string,
  question: string,
  version: number,
): string {
  return [textHash, question, version, identity].join("\n");
}

/** An identity as one text. */
export function identityText(
  { annotator, model, endpoint, parameters }: AnnotatorIdentity,
): string {
  return canonicalJson({ annotator, model, endpoint, parameters });
}
