import type { AnnotationStatus, Usage } from "lib/annotate/annotator.ts";
import { isDue } from "lib/annotate/run.ts";
import { extractJson } from "lib/annotate/llm/extract_json.ts";
import { readUsage } from "lib/annotate/llm/usage.ts";
import { readAnswer } from "lib/questions/answer_schema.ts";
import type { Answer, Question } from "lib/questions/question.ts";

/** What is known of the request that a completion answers. */
export interface ReadSettings {
  /** Characters of all messages that were sent. */
  readonly sentCharacters: number;
  /** Calibrated characters per token of such texts. */
  readonly charactersPerToken?: number;
  /** The shape that was asked for. */
  readonly shape?: "own" | "shared";
}

/** What a completion says, before anybody asked again. */
export interface ReadReply {
  readonly status: AnnotationStatus;
  /** Present if and only if the status is "answered". */
  readonly answer: Answer | null;
  readonly raw: string | null;
  /** One sentence on what went wrong; null if answered. */
  readonly message: string | null;
  readonly usage: Usage | null;
  /** served_model, if the server named it. */
  readonly notes: Readonly<Record<string, string>>;
}

/** Thrown where a response is no chat completion at all. */
export class NotACompletion extends TypeError {
  override readonly name = "NotACompletion";
}

/**
 * Reads a chat completion as the answer to one question.
 *
 * @param completion The parsed body of a response with status 200.
 * @param asked The question.
 * @param settings What is known of the request.
 * @returns The answer, or the named reason why there is none.
 * @throws {NotACompletion} If it has no choices.
 *
 * @example
 * ```ts
 * import { readCompletion } from "lib/annotate/llm/read_completion.ts";
 * import { loadQuestions } from "lib/questions/load_questions.ts";
 * import assert from "node:assert/strict";
 * const [usesDl] = await loadQuestions();
 * const content = '{"evidence": null, "result": false}';
 * const completion = { choices: [{ finish_reason: "stop", message: { content } }] };
 * const { status, answer } = readCompletion(completion, usesDl!, { sentCharacters: 900 });
 * assert.equal(status, "answered");
 * assert.deepEqual(answer, { kind: "yes-no", result: false, evidence: null });
 * ```
 */
export function readCompletion(
  completion: unknown,
  asked: Question,
  settings: ReadSettings,
): ReadReply {
  const { value, ...reply } = readContent(completion, settings);
  if (reply.status !== "answered") return { ...reply, answer: null };
  const isPart = settings.shape === "shared";
  return readPart(reply, asked, isPart ? partOf(value, asked.id) : value);
}

/**
 * Reads a chat completion as the answers to several questions, each a part of
 * one object.
 *
 * @param completion As in {@link readCompletion}.
 * @param asked The questions, each after the one that it depends on.
 * @param settings As in {@link readCompletion}.
 * @returns A reply for each question whose condition is met by the answers.
 * Usage stands in the first reply alone, so that it is counted once.
 * @throws {NotACompletion} If it has no choices.
 */
export function readCompletions(
  completion: unknown,
  asked: readonly Question[],
  settings: ReadSettings,
): Map<string, ReadReply> {
  const { value, ...reply } = readContent(completion, settings);
  const ids = new Set(asked.map(({ id }) => id));
  const answers = new Map<string, Answer | null>();
  const replies = new Map<string, ReadReply>();
  for (const question of asked) {
    const depends = question.dependsOn !== null &&
      ids.has(question.dependsOn.question);
    if (depends && !isDue(question, answers)) continue;
    const shared = replies.size === 0 ? reply : { ...reply, usage: null };
    const read = reply.status === "answered"
      ? readPart(shared, question, partOf(value, question.id))
      : { ...shared, answer: null };
    replies.set(question.id, read);
    answers.set(question.id, read.answer);
  }
  return replies;
}

type Content = Omit<ReadReply, "answer"> & { readonly value: unknown };

/** Tokens of a prompt below which a server has no reason to cut it. */
const SHORT_PROMPT = 2000;
/** Share of our own count below which the server has not read everything. */
const READ_SHARE = 0.6;

/** Everything about a completion that does not depend on the question. */
function readContent(completion: unknown, settings: ReadSettings): Content {
  const { choices, model, usage: counts } = (completion ?? {}) as Completion;
  const choice = Array.isArray(choices) ? choices[0] : undefined;
  if (typeof choice?.message !== "object" || choice.message === null) {
    throw new NotACompletion("has no choices");
  }
  const { refusal, content } = choice.message;
  const usage = readUsage(counts);
  const raw = typeof content === "string" ? content : refusal ?? null;
  const notes: Record<string, string> = {};
  if (typeof model === "string" && model !== "") notes.served_model = model;
  const end = (
    status: AnnotationStatus,
    message: string | null,
    value: unknown = null,
  ): Content => ({ status, message, value, raw, usage, notes });

  const estimate = Math.round(
    settings.sentCharacters / (settings.charactersPerToken ?? 4),
  );
  if (
    usage?.promptTokens && estimate > SHORT_PROMPT &&
    usage.promptTokens < READ_SHARE * estimate
  ) {
    return end(
      "silent_truncation",
      `The server read ${usage.promptTokens} of about ${estimate} tokens and said nothing; give it a longer context (Ollama: OLLAMA_CONTEXT_LENGTH, llama.cpp: --ctx-size, vLLM: --max-model-len) and run again with --retry-failed`,
    );
  }
  if (refusal) return end("refused", "The model refused to answer");
  if (choice.finish_reason === "content_filter") {
    return end(
      "content_filter",
      "The server's content filter held the answer back",
    );
  }
  if (choice.finish_reason === "length") {
    return isBlankTail(raw)
      ? end(
        "whitespace_runaway",
        "The model wrote white space up to the token limit; start vLLM with --structured-outputs-config '{\"disable_any_whitespace\": true}' and run again with --retry-failed",
      )
      : end("length", "The answer was cut off at the token limit");
  }
  const value = extractJson(raw ?? "");
  return value === undefined
    ? end("invalid_answer", "the answer: is not JSON")
    : end("answered", null, value);
}

function readPart(
  reply: Omit<ReadReply, "answer">,
  question: Question,
  value: unknown,
): ReadReply {
  try {
    return { ...reply, answer: readAnswer(question, value) };
  } catch (error) {
    const message = (error as Error).message;
    return { ...reply, status: "invalid_answer", answer: null, message };
  }
}

function partOf(value: unknown, id: string): unknown {
  const parts = typeof value === "object" && value !== null ? value : {};
  return Object.hasOwn(parts, id)
    ? (parts as Record<string, unknown>)[id]
    : undefined;
}

function isBlankTail(content: string | null): boolean {
  return content !== null && content.length > 0 &&
    content.trimEnd().length < content.length / 2;
}

interface Completion {
  readonly choices?: {
    readonly finish_reason?: string;
    readonly message?: {
      readonly content?: string | null;
      readonly refusal?: string | null;
    } | null;
  }[];
  readonly model?: unknown;
  readonly usage?: unknown;
}
