import OpenAI from "@openai/openai";
import {
  type AnnotationStatus,
  type Annotator,
  AnnotatorStopped,
  type Reply,
  type Usage,
} from "lib/annotate/annotator.ts";
import { PROMPT_VERSION, promptFor } from "lib/annotate/prompt.ts";
import { readAnswer, wireJsonSchema } from "lib/questions/answer_schema.ts";
import type { Question } from "lib/questions/question.ts";

/** Where a language model is reached, and which. */
export interface LlmOptions {
  /** Name of the model as the server knows it. */
  readonly model: string;
  /** Base URL of an OpenAI-compatible API, ending in "/v1" as a rule. */
  readonly baseUrl?: string;
  /** Key for the server; local servers need none. */
  readonly apiKey?: string;
  /** Milliseconds that one answer may take; 10 minutes by default. */
  readonly timeoutMs?: number;
}

const OPENAI_URL = "https://api.openai.com/v1";

/**
 * An annotator that puts each question to a language model behind any
 * OpenAI-compatible chat API, with the answer's JSON schema as structured
 * output.
 *
 * @param options The server and the model.
 * @returns The annotator.
 * @throws {AnnotatorStopped} If no key is given for OpenAI itself, or the base
 * URL is not a URL.
 */
export function llmAnnotator(options: LlmOptions): Annotator {
  const { model, apiKey, timeoutMs = 600_000 } = options;
  const endpoint = publicUrl(options.baseUrl || OPENAI_URL);
  if (!apiKey && new URL(endpoint).hostname.endsWith("openai.com")) {
    throw new AnnotatorStopped(
      "Cannot ask OpenAI as OPENAI_API_KEY is not set; set it, or point OPENAI_BASE_URL at a server of your own",
    );
  }
  const client = new OpenAI({
    apiKey: apiKey || "none",
    baseURL: options.baseUrl || OPENAI_URL,
    timeout: timeoutMs,
    organization: null,
    project: null,
    logLevel: "off",
  });
  const server = { endpoint, model, hasKey: Boolean(apiKey) };
  return {
    identity: {
      annotator: "openai",
      model,
      endpoint,
      parameters: { response_format: "json_schema", prompt: PROMPT_VERSION },
    },
    async ask(paper, question, signal) {
      try {
        const completion = await client.chat.completions.create({
          model,
          messages: promptFor(paper, question),
          response_format: {
            type: "json_schema",
            json_schema: {
              name: question.id,
              strict: true,
              schema: wireJsonSchema(question),
            },
          },
        }, { signal });
        return readCompletion(completion, question, server);
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        return replyToError(error, server);
      }
    },
  };
}

interface Server {
  readonly endpoint: string;
  readonly model: string;
  readonly hasKey: boolean;
}

/** A URL without credentials, query and trailing slash, fit to be stored. */
function publicUrl(url: string): string {
  if (!URL.canParse(url) || !/^https?:/.test(url)) {
    throw new AnnotatorStopped(
      "Cannot reach a server as OPENAI_BASE_URL is not an http or https URL",
    );
  }
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/\/+$/, "");
}

function failure(status: AnnotationStatus, message: string): Reply {
  return { status, answer: null, raw: null, message, usage: null, notes: {} };
}

/** Turns what the server sent with status 200 into a reply. */
function readCompletion(
  completion: OpenAI.ChatCompletion,
  question: Question,
  { endpoint }: Server,
): Reply {
  const choice = completion?.choices?.[0];
  if (choice === undefined) {
    const error = (completion as { error?: { message?: string } } | null)
      ?.error;
    if (error) return failure("server_error", String(error.message ?? error));
    throw new AnnotatorStopped(
      `Cannot use ${endpoint} as its answer is not that of an OpenAI-compatible chat API; check OPENAI_BASE_URL`,
    );
  }
  const { refusal, content } = choice.message;
  const notes: Record<string, string> = {};
  if (completion.model) notes.served_model = completion.model;
  const reply = {
    answer: null,
    raw: content ?? refusal ?? null,
    usage: readUsage(completion.usage),
    notes,
  };
  const fail = (status: AnnotationStatus, message: string): Reply => ({
    ...reply,
    status,
    message,
  });
  if (refusal) return fail("refused", "The model refused to answer");
  if (choice.finish_reason === "content_filter") {
    return fail(
      "content_filter",
      "The server's content filter held the answer back",
    );
  }
  if (choice.finish_reason === "length") {
    return fail("length", "The answer was cut off at the token limit");
  }
  try {
    const answer = readAnswer(question, JSON.parse(content ?? ""));
    return { ...reply, status: "answered", answer, message: null };
  } catch (error) {
    return fail("invalid_answer", (error as Error).message);
  }
}

function readUsage(usage: OpenAI.CompletionUsage | undefined): Usage | null {
  if (!usage) return null;
  return {
    promptTokens: usage.prompt_tokens ?? null,
    cachedTokens: usage.prompt_tokens_details?.cached_tokens ?? null,
    completionTokens: usage.completion_tokens ?? null,
  };
}

const QUOTA_CODES = /insufficient_quota|credit_balance|spend_limit|usage_limit/;
const TOO_LONG =
  /context_length_exceeded|exceed_context_size|maximum context length|context length/i;

/** Sorts an error into one that concerns this paper alone, and one that ends the run. */
function replyToError(error: unknown, server: Server): Reply {
  if (error instanceof AnnotatorStopped) throw error;
  if (error instanceof OpenAI.APIConnectionTimeoutError) {
    return failure("timeout", "The server did not answer in time");
  }
  if (error instanceof OpenAI.APIConnectionError) {
    throw new AnnotatorStopped(
      `Cannot reach ${server.endpoint}; check OPENAI_BASE_URL and that the server runs`,
    );
  }
  if (!(error instanceof OpenAI.APIError)) throw error;
  const { status } = error;
  const said = `${error.code ?? ""} ${error.type ?? ""} ${error.message}`;
  if (status === 401 || status === 403) {
    throw new AnnotatorStopped(
      server.hasKey
        ? `Cannot go on as ${server.endpoint} refused the key in OPENAI_API_KEY (HTTP ${status})`
        : `Cannot go on as ${server.endpoint} wants a key (HTTP ${status}); set OPENAI_API_KEY`,
    );
  }
  if (status === 404) {
    throw new AnnotatorStopped(
      `Cannot go on as ${server.endpoint} knows no model "${server.model}", or no chat API is there (HTTP 404); check --model and OPENAI_BASE_URL`,
    );
  }
  if (status === 429 && QUOTA_CODES.test(said)) {
    throw new AnnotatorStopped(
      `Cannot go on as the account at ${server.endpoint} has no quota left; top it up and run the same command again`,
    );
  }
  if (TOO_LONG.test(said)) {
    return failure("too_long", "The paper is longer than the model's context");
  }
  if (status === 400 && /response_format|json_schema/.test(said)) {
    throw new AnnotatorStopped(
      `Cannot go on as ${server.endpoint} does not accept a JSON schema for the answers of "${server.model}"`,
    );
  }
  return failure("server_error", `HTTP ${status}: ${oneLine(error.message)}`);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").slice(0, 300);
}
