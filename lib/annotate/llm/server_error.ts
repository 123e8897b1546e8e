/** What a server said instead of an answer. */
export interface ServerError {
  /** As sent, or as named in the body of a response that claims success. */
  readonly httpStatus: number | null;
  readonly code: string;
  readonly type: string;
  readonly param: string;
  /** In one line; empty if the server said nothing. */
  readonly message: string;
  /** Present if the request was too long for the model. */
  readonly context: ContextError | null;
}

/** What an error says of the lengths; null where it says nothing. */
export interface ContextError {
  /** Tokens that the model can hold, prompt and answer together. */
  readonly contextTokens: number | null;
  /** Tokens of the prompt that was sent. */
  readonly promptTokens: number | null;
}

/**
 * Reads an error as OpenAI, vLLM, llama.cpp, Ollama, LM Studio and FastAPI
 * servers word it: an object or a string under `error`, a flat object, or a
 * list under `detail`. What such a list repeats of the request is left out.
 *
 * @param httpStatus Status of the response.
 * @param text Its body.
 * @returns What it says, without anything the server did not say.
 *
 * @example
 * ```ts
 * import { readServerError } from "lib/annotate/llm/server_error.ts";
 * import assert from "node:assert/strict";
 * const body = '{"error": "the prompt is longer than the context length"}';
 * const { message, context } = readServerError(400, body);
 * assert.equal(message, "the prompt is longer than the context length");
 * assert.deepEqual(context, { contextTokens: null, promptTokens: null });
 * ```
 */
export function readServerError(httpStatus: number, text: string): ServerError {
  const body = parseObject(text);
  if (body === null) {
    const isPage = /^\s*<(?:!doctype|html|\?xml)/i.test(text);
    return {
      httpStatus,
      code: "",
      type: "",
      param: "",
      message: isPage ? "the server sent a web page" : oneLine(text),
      context: null,
    };
  }
  const error = typeof body.error === "object" && body.error !== null
    ? body.error as Record<string, unknown>
    : { ...body, message: body.error ?? body.message };
  const detail = readDetail(body.detail);
  const code = String(error.code ?? "");
  const type = String(error.type ?? "");
  const message = oneLine(String(error.message ?? detail.message));
  const named = Number(code);
  return {
    httpStatus: httpStatus === 200 && named >= 400 && named < 600
      ? named
      : httpStatus,
    code,
    type,
    param: String(error.param ?? detail.param),
    message,
    context: readContext(`${code} ${type} ${message}`, error),
  };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : null;
  } catch {
    return null;
  }
}

/** The `detail` of a FastAPI server: a sentence, or a list of complaints. */
function readDetail(detail: unknown): { message: string; param: string } {
  if (typeof detail === "string") return { message: detail, param: "" };
  const first = Array.isArray(detail) ? detail[0] : undefined;
  if (typeof first?.msg !== "string") return { message: "", param: "" };
  const place = Array.isArray(first.loc)
    ? first.loc.filter((part: unknown) => part !== "body").map(String)
    : [];
  return {
    message: `${place.join(".")}: ${first.msg}`,
    param: place[0] ?? "",
  };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, 300);
}

const TOO_LONG =
  /context_length_exceeded|exceed_context_size|context (?:length|size|window)|maximum model length|input tokens exceed|prompt is too long|too many tokens/i;

/** In the wordings of OpenAI, vLLM, llama.cpp and LM Studio. */
const CONTEXT_TOKENS = [
  /context (?:length|size|window)(?: is| of)?(?: only)? \(?(\d+)/i,
  /maximum model length of (\d+)/i,
  /limit of (\d+) tokens/i,
];
const PROMPT_TOKENS = [
  /\((\d+) in the (?:messages|prompt)/i,
  /your (?:request|prompt) (?:has|contains at least|contains) (\d+) (?:input )?tokens/i,
  /resulted in (\d+) tokens/i,
  /prompt \(length (\d+)\)/i,
  /request \((\d+) tokens\)/i,
  /requested (\d+) tokens/i,
];

function readContext(
  said: string,
  error: Record<string, unknown>,
): ContextError | null {
  if (!TOO_LONG.test(said)) return null;
  return {
    contextTokens: count(error.n_ctx) ?? firstNumber(CONTEXT_TOKENS, said),
    promptTokens: count(error.n_prompt_tokens) ??
      firstNumber(PROMPT_TOKENS, said),
  };
}

function firstNumber(patterns: readonly RegExp[], said: string): number | null {
  for (const pattern of patterns) {
    const found = pattern.exec(said.replaceAll(/(\d),(?=\d{3})/g, "$1"))?.[1];
    if (found !== undefined) return count(Number(found));
  }
  return null;
}

function count(value: unknown): number | null {
  return Number.isSafeInteger(value) && (value as number) > 0
    ? value as number
    : null;
}
