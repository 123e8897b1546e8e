import { type Pace, startPace } from "lib/annotate/gate/pace.ts";
import type { Quota } from "lib/annotate/gate/rate_headers.ts";

/** Part of an announced quota that is aimed at: the rest is for requests that arrive early. */
const AIM = 0.95;

/**
 * Least rate, as a share of what an evenly refilled quota would give: with
 * nothing left, a quota that is refilled bit by bit may have room long before
 * it is full again.
 */
const LEAST = 0.25;

/** A pace that follows the quota announced in response headers. */
export interface QuotaPace extends Pick<Pace, "waitMs"> {
  /** Notes that so many units are sent now; returns a mark for {@link learn}. */
  take(units: number, now: number): number;
  /** Takes over what the response to a request says. */
  learn(quota: Quota, request: SentRequest): void;
}

/** The request that a quota came with. */
export interface SentRequest {
  /** What {@link QuotaPace.take} returned for it. */
  readonly mark: number;
  readonly sentAt: number;
  readonly endedAt: number;
}

/**
 * Starts a pace that spends what is left of a quota evenly until its reset.
 * For a quota that is renewed at once (a fixed window) this uses all of it;
 * for one that is refilled all the time (a token bucket) it settles where as
 * much is sent as is refilled, with half the bucket as a reserve. What was
 * sent after the request that brought the news counts as spent. The rate is
 * kept for a while after the reset, until there is news, and then given up.
 */
export function startQuotaPace(): QuotaPace {
  const pace = startPace();
  let taken = 0;
  let fullAt = 0;
  let validUntil = 0;
  return {
    take(units, now) {
      taken += units;
      pace.take(units, now);
      return taken;
    },
    learn({ limit, remaining, resetMs }, { mark, sentAt, endedAt }) {
      const left = resetMs - (endedAt - sentAt);
      // Half of its time is over: it says too little about what is left.
      if (left < resetMs / 2 || left <= 0) return;
      const free = Math.max(0, remaining - (taken - mark));
      const refill = (limit - free) / left;
      pace.setRate(Math.max(AIM * free / left, LEAST * refill), endedAt);
      fullAt = endedAt + left;
      validUntil = fullAt + left;
    },
    waitMs(now) {
      if (now > validUntil) pace.setRate(null, now);
      const wait = pace.waitMs(now);
      // At the reset the quota is full whatever was sent before.
      return now < fullAt ? Math.min(wait, fullAt - now) : wait;
    },
  };
}
