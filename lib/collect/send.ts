/** Sends one request once. */

import { whyUnreached } from "lib/collect/why_unreached.ts";
import { MAX_ARTICLE_BYTES } from "lib/corpus/read_corpus_file.ts";

/** What came back. */
export type Outcome =
  | {
    /** "passing": asking again later may help. "redirect": ask there. */
    readonly kind: "answer" | "passing" | "redirect";
    readonly status: number;
    readonly headers: Headers;
    readonly body: Uint8Array;
  }
  | Lost;

/** No answer, or no complete one. */
export interface Lost {
  readonly kind: "lost";
  readonly why: string;
  /** True if the host began to answer. */
  readonly isReached: boolean;
}

/** Longest time for an answer, in milliseconds, where nobody says otherwise. */
const TIME_LIMIT_MS = 90_000;

const REDIRECTS = [301, 302, 303, 307, 308];

/**
 * Sends a GET request and reads the answer. Redirects are not followed.
 *
 * @param url Where to.
 * @param headers What to send along.
 * @param signal Aborts; its reason is thrown. Nothing else is: a connection
 * that breaks, also in the middle of the answer, is an outcome.
 * @param timeLimitMs Longest time for the whole answer, in milliseconds.
 */
export async function send(
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
  timeLimitMs = TIME_LIMIT_MS,
): Promise<Outcome> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(timeLimitMs)]);
  let isReached = false;
  const lost = (why: string): Lost => ({ kind: "lost", why, isReached });
  try {
    const response = await fetch(url, {
      headers,
      redirect: "manual",
      signal: limited,
    });
    isReached = true;
    const body = await readBody(response);
    if (body === null) return lost("the answer is too long");
    const { status } = response;
    const isPassing = status === 408 || status === 429 || status >= 500;
    const kind = isPassing
      ? "passing"
      : REDIRECTS.includes(status) && response.headers.has("location")
      ? "redirect"
      : "answer";
    return { kind, status, headers: response.headers, body };
  } catch (error) {
    signal.throwIfAborted();
    if (limited.aborted) return lost(`no answer in ${timeLimitMs / 1000} s`);
    const why = isReached ? null : whyUnreached(error);
    isReached ||= why === null;
    return lost(why ?? "the connection broke");
  }
}

/** Reads an answer; null if it is longer than any article. */
async function readBody(response: Response): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of response.body ?? []) {
    length += piece.length;
    if (length > MAX_ARTICLE_BYTES) return null;
    pieces.push(piece);
  }
  const body = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    body.set(piece, at);
    at += piece.length;
  }
  return body;
}

/**
 * How long a service asks to wait: its Retry-After header in seconds or as a
 * date, else the `retryAfter` of a JSON answer, in seconds.
 *
 * @param now Milliseconds since 1970.
 * @returns Milliseconds; null if it does not say.
 *
 * @example
 * ```ts
 * import { namedWaitMs } from "lib/collect/send.ts";
 * import assert from "node:assert/strict";
 * const body = new TextEncoder().encode('{"retryAfter":41210}');
 * assert.equal(namedWaitMs({ headers: new Headers(), body }, 0), 41_210_000);
 * const headers = new Headers({ "retry-after": "30" });
 * assert.equal(namedWaitMs({ headers, body }, 0), 30_000);
 * ```
 */
export function namedWaitMs(
  { headers, body }: {
    readonly headers: Headers;
    readonly body: Uint8Array;
  },
  now: number,
): number | null {
  const header = headers.get("retry-after");
  if (header !== null && /^\s*\d+(\.\d+)?\s*$/.test(header)) {
    return 1000 * Number(header);
  }
  const until = Date.parse(header ?? "");
  if (!Number.isNaN(until)) {
    const sent = Date.parse(headers.get("date") ?? "");
    return Math.max(0, until - (Number.isNaN(sent) ? now : sent));
  }
  const { retryAfter } = readJson(body);
  return typeof retryAfter === "number" && retryAfter >= 0
    ? 1000 * retryAfter
    : null;
}

/** The words with which a service explains a refusal; empty if it has none. */
export function refusalText(body: Uint8Array): string {
  const { message, error } = readJson(body);
  const text = typeof message === "string"
    ? message
    : typeof error === "string"
    ? error
    : "";
  return text.replace(/\s+/g, " ").slice(0, 200);
}

function readJson(body: Uint8Array): Record<string, unknown> {
  try {
    const value = JSON.parse(new TextDecoder().decode(body.slice(0, 65_536)));
    return value !== null && typeof value === "object" ? value : {};
  } catch {
    return {};
  }
}
