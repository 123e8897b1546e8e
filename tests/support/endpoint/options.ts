/** What a model server can be told to be. All but `answer` fits into JSON. */

import type { SeenRequest } from "tests/support/endpoint/seen_request.ts";

/** One way in which a request can fail. */
export const FAULTS = [
  /** 429 that asks for a wait of 20 ms. */
  "rate_limited",
  /** 429 of an account without money, which no retry mends. */
  "no_quota",
  "internal_error",
  "bad_gateway_html",
  "overloaded",
  /** 500 with the error as a bare text. */
  "error_string",
  /** 200 with an error instead of choices. */
  "error_with_200",
  /** No answer until the client has waited `hangMs`, then a lost connection. */
  "hang",
  /** The connection is lost in the middle of the body. */
  "cut_off",
  /** A body that is not JSON. */
  "malformed_body",
  /** JSON of another shape than the schema's. */
  "wrong_schema",
  /** Prose instead of JSON. */
  "prose",
  /** An answer that ends in the middle, with finish_reason length. */
  "truncated",
  /** The beginning of an answer, then blanks up to the limit. */
  "whitespace_runaway",
  "refusal",
  "content_filter",
] as const;

/** One of {@link FAULTS}. */
export type Fault = (typeof FAULTS)[number];

/** Limits of a server; a request beyond one is answered 429. */
export interface Limits {
  readonly requestsPerSecond?: number;
  /** Requests that may come at once; as many as in a second by default. */
  readonly burst?: number;
  readonly tokensPerMinute?: number;
  /** Requests worked on at the same time. */
  readonly concurrency?: number;
  /** Whether responses carry x-ratelimit-* headers; they do by default. */
  readonly headers?: boolean;
  /** How a refusal says when to come back; not at all by default. */
  readonly retryAfter?: "seconds" | "ms" | "date";
}

/** What becomes of a line of a batch. */
export type LineFate =
  | "answered"
  | "lost"
  | "duplicated"
  | "failed"
  | "expired";

/** How the batches API behaves. */
export interface BatchOptions {
  /** Looks at a batch that each of its states lasts; 1 by default, 0 for steps by `advance()` alone. */
  readonly looks?: number;
  /** Shares of the lines, by seed. */
  readonly lines?: Partial<Record<LineFate, number>>;
  /** By custom_id, before the shares. */
  readonly fates?: Readonly<Record<string, LineFate>>;
  /** Puts the output in another order. */
  readonly reorder?: boolean;
  /** State in which batches end; completed by default. */
  readonly end?: "completed" | "expired" | "failed" | "cancelled";
}

/** How a model server behaves. */
export interface ModelServerOptions {
  readonly seed?: number | string;
  /**
   * Gives the answer: a text is sent as it is, anything else as JSON. By
   * default the answer follows the JSON schema of the request and quotes the
   * paper.
   */
  readonly answer?: (request: SeenRequest) => unknown;
  /** Milliseconds until an answer. */
  readonly latencyMs?: number;
  /** Milliseconds by which it is longer at the most. */
  readonly jitterMs?: number;
  readonly limits?: Limits;
  /** Share of requests with each fault. Which ones depends on seed, body and how often it came. */
  readonly faults?: Partial<Record<Fault, number>>;
  /** Milliseconds that a "hang" lasts; 60 s by default. */
  readonly hangMs?: number;
  /** Parameters that the model refuses, in OpenAI's words. */
  readonly refuses?: readonly ("temperature" | "seed" | "max_tokens")[];
  /** The best response format that the server knows; json_schema by default. */
  readonly format?: "json_schema" | "json_object" | "text";
  /** Whose words a refused format is told in. */
  readonly formatWords?: "openai" | "vllm" | "llama.cpp" | "lm-studio";
  /** Longest prompt in tokens. */
  readonly contextTokens?: number;
  /** Whose words a too long prompt is told in; "silent" cuts it and says nothing, as Ollama does. */
  readonly contextWords?: "openai" | "vllm" | "llama.cpp" | "silent";
  /** Serves prefixes of earlier prompts from a cache; with the schema as part of them, as OpenAI does. */
  readonly prefixCache?: "with-schema" | "without-schema";
  /** Characters of a token; 4 by default. */
  readonly charactersPerToken?: number;
  readonly models?: readonly string[];
  /** Keeps the bodies of requests in the log; it does by default. */
  readonly keepBodies?: boolean;
  readonly batches?: BatchOptions;
}
