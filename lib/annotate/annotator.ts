/**
 * Annotators: whatever answers questions about papers. An LLM, the lexicon
 * baseline and a recorded run all stand behind the same interface.
 */

import type { Paper, SectionKind } from "lib/corpus/paper.ts";
import type { Answer, Question } from "lib/questions/question.ts";

/** How a question's turn ended: an answer, or a named reason why there is none. */
export const ANNOTATION_STATUSES = [
  "answered",
  "refused",
  "content_filter",
  "length",
  "whitespace_runaway",
  "silent_truncation",
  "invalid_answer",
  "too_long",
  "rate_limited",
  "timeout",
  "server_error",
  "bad_request",
  "not_recorded",
] as const;

/** One of {@link ANNOTATION_STATUSES}. */
export type AnnotationStatus = (typeof ANNOTATION_STATUSES)[number];

/** A quote that an answer rests on, located in the paper's text. */
export interface Evidence {
  readonly quote: string;
  /**
   * How it was found: letter by letter, after normalising, by likeness, or not
   * at all; "unchecked" if it was not looked for, as no text was read.
   */
  readonly match: "exact" | "normalised" | "fuzzy" | "none" | "unchecked";
  /** Offsets in the paper's text; null if the quote was not found in the paper. */
  readonly start: number | null;
  readonly end: number | null;
  readonly section: SectionKind | null;
}

/** Tokens as the server counted them; null where it did not say. */
export interface Usage {
  /** Everything sent, the cached and written parts included. */
  readonly promptTokens: number | null;
  /** Of the prompt: read from the server's cache. */
  readonly cachedTokens: number | null;
  /** Of the prompt: written into the server's cache. */
  readonly writtenTokens: number | null;
  /** Of the completion: spent on reasoning that is not shown. */
  readonly reasoningTokens: number | null;
  /** Everything generated, reasoning included. */
  readonly completionTokens: number | null;
}

/** One request that was sent, whatever came of it. */
export interface Attempt {
  /**
   * What this request ended as. "adapted": a parameter or format was refused
   * and the request was changed and sent again; "repaired": the answer did not
   * fit and was asked for again.
   */
  readonly outcome: AnnotationStatus | "adapted" | "repaired";
  /** HTTP status; null if no response came. */
  readonly httpStatus: number | null;
  readonly usage: Usage | null;
  /** One sentence without key and paper text; null if nothing went wrong. */
  readonly message: string | null;
  /** Id of the batch that it went in; absent if it was sent by itself. */
  readonly batch?: string;
}

/** How the questions of a paper are put: one a request, or all in one. */
export type AskingMode = "single" | "one-pass";

/** What an annotator returns for one question about one paper. */
export interface Reply {
  readonly status: AnnotationStatus;
  /** Present if and only if the status is "answered". */
  readonly answer: Answer | null;
  /** What the annotator said, word by word; kept so that it can be read again. */
  readonly raw: string | null;
  /** One sentence on what went wrong; null if answered. */
  readonly message: string | null;
  /** Summed over the attempts. */
  readonly usage: Usage | null;
  /** Every request sent for this reply. */
  readonly attempts: readonly Attempt[];
  /**
   * What the server made us drop or fall back to, and the model it named:
   * served_model, format, dropped_parameters, text_cut, injection, mode.
   */
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
  /** "single": one question a request. "one-pass": all questions of a paper in one. */
  readonly mode: AskingMode;
  /** Says whether it can answer a question; absent if it can answer any. */
  canAnswer?(question: Question): boolean;
  /**
   * Answers one question about one paper.
   *
   * @returns A reply for everything that concerns this paper alone, failures
   * included.
   * @throws {AnnotatorStopped} If going on with other papers makes no sense.
   * @throws {LimitReached} If the request could pass a limit of money or calls.
   */
  ask(paper: Paper, question: Question, signal?: AbortSignal): Promise<Reply>;
  /**
   * Answers several questions about one paper in one request; only in
   * one-pass mode. A question whose condition is not met by the answers gets
   * no reply.
   *
   * @returns The replies by question id.
   * @throws As {@link Annotator.ask}.
   */
  askAll?(
    paper: Paper,
    questions: readonly Question[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, Reply>>;
}

/** The annotator cannot go on: its message is one sentence for the user. */
export class AnnotatorStopped extends Error {
  override readonly name = "AnnotatorStopped";
}

/** A limit of money or calls is reached: its message is one sentence for the user. */
export class LimitReached extends Error {
  override readonly name = "LimitReached";
}
