/** Reads what a response's headers say about waiting and about quotas. */

/** A quota as a server announces it with a response. */
export interface Quota {
  /** What a full quota holds. */
  readonly limit: number;
  /** What is left of it after this request. */
  readonly remaining: number;
  /** Milliseconds until the quota is full again. */
  readonly resetMs: number;
}

const UNIT_MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Reads a duration such as "6m0s", "1.5s", "120ms" or "20" (seconds).
 *
 * @returns Milliseconds; null if the text is no duration.
 *
 * @example
 * ```ts
 * import { parseDuration } from "lib/annotate/gate/rate_headers.ts";
 * import assert from "node:assert/strict";
 * assert.equal(parseDuration("6m0s"), 360_000);
 * assert.equal(parseDuration("soon"), null);
 * ```
 */
export function parseDuration(text: string): number | null {
  const trimmed = text.trim();
  if (/^\d+(\.\d+)?$/.test(trimmed)) return Number(trimmed) * 1000;
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(trimmed)) return null;
  let sum = 0;
  for (const [, amount, unit] of trimmed.matchAll(/([\d.]+)(ms|s|m|h|d)/g)) {
    sum += Number(amount) * UNIT_MS[unit as keyof typeof UNIT_MS];
  }
  return sum;
}

/**
 * How long a server asks to wait: `retry-after-ms`, or `retry-after` as
 * seconds or as a date (RFC 9110, section 10.2.3). A date is compared with
 * the response's own `date` where there is one, so that clocks may differ.
 *
 * @param headers Headers of the response.
 * @param now Milliseconds since 1970.
 * @returns Milliseconds, 0 or more; null if the server asks for nothing.
 */
export function retryAfterMs(headers: Headers, now: number): number | null {
  const ms = headers.get("retry-after-ms");
  if (ms !== null && /^\s*\d+(\.\d+)?\s*$/.test(ms)) return Number(ms);
  const text = headers.get("retry-after");
  if (text === null) return null;
  const duration = parseDuration(text);
  if (duration !== null) return duration;
  const until = Date.parse(text);
  if (Number.isNaN(until)) return null;
  const sent = Date.parse(headers.get("date") ?? "");
  return Math.max(0, until - (Number.isNaN(sent) ? now : sent));
}

/**
 * Reads `x-ratelimit-{limit,remaining,reset}-{requests,tokens}`.
 *
 * @param headers Headers of the response.
 * @param kind Which of the two quotas.
 * @returns The quota; null unless all three headers are there and readable.
 */
export function readQuota(
  headers: Headers,
  kind: "requests" | "tokens",
): Quota | null {
  const read = (name: string) => headers.get(`x-ratelimit-${name}-${kind}`);
  const [limit, remaining, reset] = [
    read("limit"),
    read("remaining"),
    read("reset"),
  ];
  if (limit === null || remaining === null || reset === null) return null;
  const quota = {
    limit: Number(limit),
    remaining: Number(remaining),
    resetMs: parseDuration(reset) ?? NaN,
  };
  const isReadable = quota.limit > 0 && quota.remaining >= 0 &&
    quota.resetMs >= 0;
  return isReadable ? quota : null;
}
