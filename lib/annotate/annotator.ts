/**
 * Annotators: whatever answers questions about papers. An LLM, the lexicon
 * baseline and a recorded run all stand behind the same interface.
 */

import type { Paper, SectionKind } from "lib/corpus/paper.ts";
import type { Answer, Question } from "lib/questions/question.ts";

/** How a question's turn ended: an answer, or a named reason why there is none. */
export type AnnotationStatus =
  | "answered"
  | "refused"
  | "content_filter"
  | "length"
  | "invalid_answer"
  | "too_long"
  | "timeout"
  | "server_error";

/** A quote that an answer rests on, located in the paper's text. */
export interface Evidence {
  readonly quote: string;
  /** How it was found: letter by letter, after normalising, or not at all. */
  readonly match: "exact" | "normalised" | "none";
  /** Offsets in the paper's text; null if the quote is not in the paper. */
  readonly start: number | null;
  readonly end: number | null;
  readonly section: SectionKind | null;
}

/** Tokens of one request as the server counted them; null where it did not say. */
export interface Usage {
  readonly promptTokens: number | null;
  readonly cachedTokens: number | null;
  readonly completionTokens: number | null;
}

/** What an annotator returns for one question about one paper. */
export interface Reply {
  readonly status: AnnotationStatus;
  /** Present if and only if the status is "answered". */
  readonly answer: Answer | null;
  /** What the annotator said, word by word; kept so that it can be read again. */
  readonly raw: string | null;
  /** One sentence on what went wrong; null if answered. */
  readonly message: string | null;
  readonly usage: Usage | null;
  /** What the server made us drop or fall back to, and the model it named. */
  readonly notes: Readonly<Record<string, string>>;
}

/** Who answers, as far as it decides the answer: part of an annotation's key. */
export interface AnnotatorIdentity {
  /** "lexicon", "openai", … */
  readonly annotator: string;
  /** Version of the rules or name of the model. */
  readonly model: string;
  /** Base URL without credentials; empty if there is no server. */
  readonly endpoint: string;
  /** Requested parameters. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Answers questions about papers. */
export interface Annotator {
  readonly identity: AnnotatorIdentity;
  /**
   * Answers one question about one paper.
   *
   * @returns A reply for everything that concerns this paper alone, failures
   * included.
   * @throws {AnnotatorStopped} If going on with other papers makes no sense.
   */
  ask(paper: Paper, question: Question, signal?: AbortSignal): Promise<Reply>;
}

/** The annotator cannot go on: its message is one sentence for the user. */
export class AnnotatorStopped extends Error {
  override readonly name = "AnnotatorStopped";
}
