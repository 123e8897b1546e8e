import { startLearnedPace } from "lib/annotate/gate/learned_pace.ts";
import { startQuotaPace } from "lib/annotate/gate/quota_pace.ts";
import { readQuota, retryAfterMs } from "lib/annotate/gate/rate_headers.ts";

/** A request when it was sent. */
export interface Sent {
  readonly sentAt: number;
  /** True if the limit of requests in flight was (nearly) reached. */
  readonly isFull: boolean;
  /** What {@link Pacing.take} returned. */
  readonly marks: { readonly requests: number; readonly tokens: number };
}

/** What a request's end says about the server's limits. */
interface News extends Sent {
  readonly kind: "ok" | "rate_limited" | "overloaded" | "transient" | "final";
  readonly headers: Headers | null;
  readonly endedAt: number;
}

/** Keeps to a server's rate limits, announced or not. All times in milliseconds. */
export interface Pacing {
  /** Until the next request may be sent; 0 if it may be now. */
  waitMs(now: number): number;
  /** Until a pause that holds all requests is over. */
  pausedMs(now: number): number;
  /** Notes that a request with so many tokens is sent now. */
  take(tokens: number, now: number): Sent["marks"];
  /** Whether a request was sent faster than usual, to see what happens. */
  isProbe(sentAt: number): boolean;
  /** Holds all requests for a time. */
  pause(ms: number, now: number): void;
  /** Learns from a request that ended; returns the wait that the server named. */
  learn(news: News): number | null;
}

/** So much of a wait that the server asks for counts when the rate that it accepts is measured. */
const COUNTED_MS = 2000;

/** Starts without knowing any limit. */
export function openPacing(): Pacing {
  const learned = startLearnedPace();
  const quotas = { requests: startQuotaPace(), tokens: startQuotaPace() };
  let pausedUntil = -Infinity;
  let lost = 0; // in pauses, the rest of the current one included
  let lostFrom = -Infinity; // in the current one
  const pausedMs = (now: number) => Math.max(0, pausedUntil - now);
  const pause = (ms: number, now: number, counted = 0) => {
    if (ms <= pausedMs(now)) return;
    const from = Math.max(now + counted, pausedUntil);
    lost += Math.max(0, now + ms - from);
    pausedUntil = now + ms;
    lostFrom = from;
  };
  /** Time in which the server accepted what it would accept. */
  const active = (now: number) =>
    now - lost + Math.max(0, pausedUntil - Math.max(now, lostFrom));
  return {
    pause,
    pausedMs,
    isProbe: learned.isProbe,
    waitMs(now) {
      return Math.max(
        pausedMs(now),
        learned.waitMs(now),
        quotas.requests.waitMs(now),
        quotas.tokens.waitMs(now),
      );
    },
    take(tokens, now) {
      learned.take(now);
      return {
        requests: quotas.requests.take(1, now),
        tokens: quotas.tokens.take(tokens, now),
      };
    },
    learn({ kind, headers, sentAt, endedAt, marks }) {
      const hasFailed = kind !== "ok" && kind !== "final";
      const named = headers !== null && hasFailed
        ? retryAfterMs(headers, endedAt)
        : null;
      if (kind === "rate_limited") {
        learned.refused(sentAt, endedAt, active(endedAt), named ?? 0);
      } else if (kind === "ok" || kind === "final") {
        learned.accepted(sentAt, endedAt, active(endedAt));
      }
      if (headers === null) return null;
      if (named !== null) pause(named, endedAt, COUNTED_MS);
      for (const unit of ["requests", "tokens"] as const) {
        const quota = readQuota(headers, unit);
        if (quota === null) continue;
        if (kind !== "rate_limited") {
          quotas[unit].learn(quota, { mark: marks[unit], sentAt, endedAt });
        } else if (named === null && quota.remaining === 0) {
          // Refused with nothing left: it is not refilled before the reset.
          pause(quota.resetMs, endedAt, COUNTED_MS);
        }
      }
      return named;
    },
  };
}
