import type { Limits } from "tests/support/endpoint/options.ts";
import { apiError } from "tests/support/endpoint/seen_request.ts";

/** Decides which requests are one too many. */
export interface RateLimiter {
  /** Returns the refusal, or null if the request may pass. */
  refuse(tokens: number, inFlight: number): Response | null;
  /** The x-ratelimit headers as they are now. */
  headers(): Record<string, string>;
}

/** A quota that is refilled evenly, as OpenAI's are. */
interface Bucket {
  readonly capacity: number;
  readonly perMs: number;
  level: number;
  at: number;
}

/** Starts to limit; every quota is full. */
export function startLimiter(limits: Limits = {}): RateLimiter {
  const { requestsPerSecond, tokensPerMinute, concurrency = Infinity } = limits;
  const now = () => performance.now();
  const bucket = (capacity: number, perMs: number): Bucket => ({
    capacity,
    perMs,
    level: capacity,
    at: now(),
  });
  const requests = requestsPerSecond === undefined ? null : bucket(
    limits.burst ?? Math.max(1, requestsPerSecond),
    requestsPerSecond / 1000,
  );
  const tokens = tokensPerMinute === undefined
    ? null
    : bucket(tokensPerMinute, tokensPerMinute / 60_000);
  const settle = (quota: Bucket) => {
    const time = now();
    const refilled = quota.level + quota.perMs * (time - quota.at);
    quota.level = Math.min(quota.capacity, refilled);
    quota.at = time;
  };
  const headers = () => {
    const all: Record<string, string> = {};
    if (limits.headers === false) return all;
    for (const [unit, quota] of Object.entries({ requests, tokens })) {
      if (quota === null) continue;
      settle(quota);
      const { capacity, level, perMs } = quota;
      all[`x-ratelimit-limit-${unit}`] = String(capacity);
      all[`x-ratelimit-remaining-${unit}`] = String(Math.floor(level));
      all[`x-ratelimit-reset-${unit}`] = duration((capacity - level) / perMs);
    }
    return all;
  };
  /** Milliseconds until a quota has room. */
  const missing = (quota: Bucket | null, needed: number) => {
    if (quota === null) return 0;
    settle(quota);
    return Math.max(0, (needed - quota.level) / quota.perMs);
  };
  return {
    headers,
    refuse(needed, inFlight) {
      const wait = Math.max(missing(requests, 1), missing(tokens, needed));
      if (wait === 0 && inFlight <= concurrency) {
        if (requests) requests.level--;
        if (tokens) tokens.level -= needed;
        return null;
      }
      const response = apiError(429, {
        message: `Rate limit reached. Please try again in ${duration(wait)}.`,
        type: inFlight > concurrency ? "concurrency" : "requests",
        code: "rate_limit_exceeded",
      });
      const all = { ...headers(), ...retryAfter(limits.retryAfter, wait) };
      for (const [name, value] of Object.entries(all)) {
        response.headers.set(name, value);
      }
      return response;
    },
  };
}

function retryAfter(
  form: Limits["retryAfter"],
  waitMs: number,
): Record<string, string> {
  if (form === undefined) return {};
  if (form === "ms") return { "retry-after-ms": String(Math.ceil(waitMs)) };
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  if (form === "seconds") return { "retry-after": String(seconds) };
  const date = new Date(Date.now() + 1000 * seconds);
  return { "retry-after": date.toUTCString(), date: new Date().toUTCString() };
}

/** A duration as OpenAI writes it: "120ms", "1.5s", "6m0s". */
function duration(ms: number): string {
  if (ms < 1000) return `${Math.ceil(ms)}ms`;
  const seconds = Math.ceil(ms / 10) / 100;
  if (seconds < 60) return `${seconds}s`;
  return `${Math.floor(seconds / 60)}m${Math.ceil(seconds % 60)}s`;
}
