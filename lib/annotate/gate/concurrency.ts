/** How many requests may be in flight, and how that number follows what comes back. */

/** One ended request, as far as the number of requests in flight is concerned. */
export interface Ended {
  readonly kind: "ok" | "rate_limited" | "overloaded" | "transient" | "final";
  /** Milliseconds. */
  readonly sentAt: number;
  readonly endedAt: number;
  /** True if the limit was (nearly) reached when it was sent. */
  readonly isFull: boolean;
}

/** A limit for the requests in flight. */
export interface Concurrency {
  readonly limit: number;
  /** Learns from a request that ended. */
  ended(request: Ended): void;
}

const START = 4;
const MOST = 256;
/** Requests over which a level is judged, at least. */
const LEAST_SAMPLE = 8;
/** Rounds for which a level is watched once the limit is near. */
const CAREFUL_ROUNDS = 4;
/** Share of failures from which on a level does not grow. */
const FAILURE_SHARE = 0.1;
/** Part of the expected gain that a higher level must show. */
const LEAST_GAIN = 0.25;
/** Standard errors by which a gain must differ from that to be clear. */
const CLEAR = 2;
/** Levels to wait before the next try after one that gained nothing; doubled each time. */
const FIRST_HOLD = 16;

/** A limit that stays as it is. */
export function fixedConcurrency(limit: number): Concurrency {
  return { limit, ended() {} };
}

/**
 * A limit that starts at 4 and doubles until the server refuses requests, or
 * until more of them at once only make each slower; from then on it grows by
 * about one a round. A refusal (429, 503) halves it once per episode:
 * refusals of requests sent before the cut are part of the same episode. The
 * limit then doubles back to nine tenths of where the episode began.
 *
 * The speed of a level is its number over the mean time of an answer
 * (Little's law), taken from requests sent at that level while it was full.
 * It is compared with the highest level that was clearly faster than those
 * below it; where the times scatter too much to tell, the limit grows on.
 */
export function adaptiveConcurrency(): Concurrency {
  let limit = START;
  let doubleUntil = Infinity;
  let cutAt = -Infinity;
  let isUnproven = false; // no full round has passed since the last cut
  let reference: Level | null = null;
  let hold = 0;
  let nextHold = FIRST_HOLD;
  let level = { since: -Infinity, failures: 0, times: [] as number[] };

  const setLimit = (next: number, now: number) => {
    limit = Math.min(MOST, Math.max(1, next));
    level = { since: now, failures: 0, times: [] };
  };
  const cut = ({ sentAt, endedAt }: Ended) => {
    if (sentAt <= cutAt) return;
    if (!isUnproven) doubleUntil = Math.max(2, Math.floor(0.9 * limit));
    isUnproven = true;
    cutAt = endedAt;
    reference = null;
    hold = 0;
    setLimit(Math.floor(limit / 2), endedAt);
  };
  const judge = (now: number) => {
    const { times, failures } = level;
    const tried = { limit, ...meanTime(times) };
    const gain = reference === null || limit <= reference.limit
      ? "clear"
      : compare(reference, tried);
    if (failures > FAILURE_SHARE * (times.length + failures)) {
      return setLimit(limit, now);
    }
    if (gain === "none") {
      setLimit(reference!.limit, now);
      doubleUntil = limit;
      hold = nextHold;
      nextHold *= 2;
      return;
    }
    if (gain === "clear") reference = tried;
    if (hold > 0) {
      hold--;
      return setLimit(limit, now);
    }
    const step = limit < doubleUntil
      ? Math.min(limit, doubleUntil - limit)
      : Math.max(Math.min(4, Math.ceil(limit / 4)), Math.ceil(limit / 8));
    setLimit(limit + step, now);
  };
  return {
    get limit() {
      return limit;
    },
    ended(request) {
      const { kind, sentAt, endedAt, isFull } = request;
      if (kind === "rate_limited" || kind === "overloaded") return cut(request);
      if (!isFull || sentAt < level.since) return;
      if (kind === "transient") level.failures++;
      else level.times.push(endedAt - sentAt);
      const answers = level.times.length;
      if (answers >= limit) isUnproven = false;
      const rounds = limit < doubleUntil ? 1 : CAREFUL_ROUNDS;
      const needed = Math.max(LEAST_SAMPLE, rounds * limit);
      if (answers > 0 && answers + level.failures >= needed) judge(endedAt);
    },
  };
}

/** How long answers took at a level. */
interface Level {
  readonly limit: number;
  /** Mean in milliseconds, 1 at least. */
  readonly mean: number;
  /** Squared standard error of the mean, as a share of it. */
  readonly variance: number;
}

function meanTime(times: readonly number[]): Omit<Level, "limit"> {
  const mean = Math.max(1, times.reduce((sum, ms) => sum + ms) / times.length);
  const squares = times.reduce((sum, ms) => sum + (ms - mean) ** 2, 0);
  return { mean, variance: squares / (mean * times.length) ** 2 };
}

/** Whether a higher level shows the speed that it should have gained. */
function compare(reference: Level, tried: Level): "clear" | "unclear" | "none" {
  const more = tried.limit / reference.limit;
  const gain = more * reference.mean / tried.mean;
  const error = gain * Math.sqrt(reference.variance + tried.variance);
  const distance = gain - (1 + LEAST_GAIN * (more - 1));
  if (Math.abs(distance) < CLEAR * error) return "unclear";
  return distance >= 0 ? "clear" : "none";
}
