import OpenAI from "@openai/openai";
import { AnnotatorStopped } from "lib/annotate/annotator.ts";
import {
  classifyError,
  type ErrorClass,
  type ServerName,
  whyItStops,
} from "lib/annotate/llm/classify_error.ts";
import { withoutKey } from "lib/annotate/llm/hide_credentials.ts";
import {
  readServerError,
  type ServerError,
} from "lib/annotate/llm/server_error.ts";

/** Where a server is reached. */
export interface ClientOptions {
  readonly baseUrl: string;
  readonly apiKey?: string;
  /** Milliseconds that one request may take, its answer included. */
  readonly timeoutMs: number;
  readonly server: ServerName;
}

/** What came back for one request. */
export type Received =
  | {
    readonly ok: true;
    /** The parsed body, with the key taken out should the server repeat it. */
    readonly completion: Record<string, unknown>;
    readonly httpStatus: number;
    readonly headers: Headers;
  }
  | {
    readonly ok: false;
    /** What the server said; null if it said nothing. */
    readonly error: ServerError | null;
    readonly failure: ErrorClass;
    readonly httpStatus: number | null;
    readonly headers: Headers | null;
  };

/** Sends one request, once. */
export interface ChatClient {
  /**
   * @throws {AnnotatorStopped} If no other request will pass either.
   * @throws The reason of the signal, if it is aborted.
   */
  send(
    body: OpenAI.ChatCompletionCreateParamsNonStreaming,
    signal?: AbortSignal,
  ): Promise<Received>;
}

/** A connection that was never made: nobody listens, or there is no such host. */
const UNREACHED =
  /\(Connect\)|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|refused|dns error/i;

/**
 * Opens a client of a chat API. It sends each request once and sorts whatever
 * comes back; sending again is the gate's business.
 */
export function openClient(options: ClientOptions): ChatClient {
  const { baseUrl, apiKey, timeoutMs, server } = options;
  if (apiKey && !/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new AnnotatorStopped(
      "Cannot use the key in OPENAI_API_KEY as it holds a character that no key has, such as a space or a line break",
    );
  }
  const errorBodies = new WeakMap<Headers, string>();
  const client = new OpenAI({
    apiKey: apiKey || "none",
    baseURL: baseUrl,
    maxRetries: 0,
    timeout: timeoutMs,
    organization: null,
    project: null,
    logLevel: "off",
    // The SDK keeps of an error body what stands under "error" alone.
    async fetch(url, init) {
      // A paper goes to the server that the user named, and nowhere else.
      const response = await fetch(url as string, {
        ...init as RequestInit,
        redirect: "manual",
      });
      if (response.ok) return response;
      const text = await response.text();
      const copy = new Response(text, response);
      errorBodies.set(copy.headers, text);
      return copy;
    },
  });
  const hidden = withoutKey(apiKey);
  let wasReached = false;
  let hasAnswered = false;

  const fail = (
    error: ServerError,
    httpStatus: number,
    headers: Headers,
  ): Received => {
    const stop = whyItStops(error, server);
    if (stop !== null) throw new AnnotatorStopped(stop);
    const failure = classifyError(error);
    return { ok: false, error, failure, httpStatus, headers };
  };

  const lost = (message: string, headers: Headers | null = null): Received => ({
    ok: false,
    error: null,
    failure: { status: "server_error", kind: "transient", message },
    httpStatus: headers && 200,
    headers,
  });

  const late = (): Received => ({
    ok: false,
    error: null,
    failure: {
      status: "timeout",
      kind: "transient",
      message: `The server did not answer within ${timeoutMs / 1000} s`,
    },
    httpStatus: null,
    headers: null,
  });

  const readBody = (text: string, headers: Headers): Received => {
    const body = parseJson(text);
    if (isCompletion(body)) {
      hasAnswered = true;
      return { ok: true, completion: body, httpStatus: 200, headers };
    }
    if (isObject(body) && body.error) {
      return fail(readServerError(200, text), 200, headers);
    }
    if (!hasAnswered && (body !== undefined || /^\s*</.test(text))) {
      throw new AnnotatorStopped(
        `Cannot use ${server.endpoint} as its answer is not that of an OpenAI-compatible chat API; check OPENAI_BASE_URL`,
      );
    }
    return lost("The server's answer is not a chat completion", headers);
  };

  return {
    async send(body, signal) {
      signal?.throwIfAborted();
      const deadline = new AbortController();
      const timer = setTimeout(() => deadline.abort(), timeoutMs);
      const either = signal
        ? AbortSignal.any([signal, deadline.signal])
        : deadline.signal;
      try {
        const response = await client.chat.completions
          .create(body, { signal: either }).asResponse();
        wasReached = true;
        const text = await textOf(response, either);
        if (signal?.aborted) throw signal.reason;
        if (deadline.signal.aborted) return late();
        return text === null
          ? lost("The server broke off its answer", response.headers)
          : readBody(hidden(text), response.headers);
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        if (!(error instanceof OpenAI.APIError)) throw error;
        if (
          deadline.signal.aborted ||
          error instanceof OpenAI.APIConnectionTimeoutError
        ) return late();
        if (error.status === undefined) {
          if (!wasReached && UNREACHED.test(causesOf(error))) {
            throw new AnnotatorStopped(
              `Cannot reach ${server.endpoint}; check OPENAI_BASE_URL and that the server runs`,
            );
          }
          return lost("The connection to the server was lost");
        }
        wasReached = true;
        if (error.status >= 300 && error.status < 400) {
          throw new AnnotatorStopped(
            `Cannot go on as ${server.endpoint} sends requests on to another address; set OPENAI_BASE_URL to that address if you trust it`,
          );
        }
        const said = hidden(errorBodies.get(error.headers!) ?? "");
        const read = readServerError(error.status, said);
        return fail(read, error.status, error.headers!);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** The text of a response, or null if it broke off. */
async function textOf(
  response: Response,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    return await response.text();
  } catch (error) {
    if (signal.aborted || error instanceof TypeError) return null;
    throw error;
  }
}

/** What an error and all that caused it say; it may name the URL, so it is read and never shown. */
function causesOf(error: unknown): string {
  const said: string[] = [];
  for (let at = error; at instanceof Error && said.length < 5; at = at.cause) {
    said.push(String(at));
  }
  return said.join(" ");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** True for an object with a choice that has a message. */
function isCompletion(body: unknown): body is Record<string, unknown> {
  if (!isObject(body) || !Array.isArray(body.choices)) return false;
  const [choice] = body.choices;
  return isObject(choice) && isObject(choice.message);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
