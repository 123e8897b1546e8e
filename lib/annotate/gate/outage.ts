import { backoffMs } from "lib/annotate/gate/backoff.ts";
import type { Random } from "lib/stats/random.ts";

/** Failures in a row from which on a server counts as out, at least. */
const LEAST_FAILURES = 5;

/** Watches for a server that answers nothing at all. */
export interface OutageWatch {
  /** True while one request at a time tests whether the server is back. */
  readonly isOut: boolean;
  /** Notes an answer: the server is there. */
  answered(): void;
  /**
   * Notes a failure. One of a request sent before the last pause began adds
   * nothing.
   *
   * @param inFlight Requests in flight, this one counted.
   * @returns Milliseconds for which all requests should wait.
   */
  failed(sentAt: number, now: number, inFlight: number): number;
}

/**
 * Starts to watch. Once as many requests in a row have failed as are in flight,
 * and five at least, all requests wait and only one at a time is
 * sent, so that an outage does not use up the attempts of every answer.
 *
 * @param random Seeded random numbers.
 */
export function watchOutage(random: Random): OutageWatch {
  let failures = 0;
  let pauses = 0;
  let pausedAt = -Infinity;
  return {
    get isOut() {
      return pauses > 0;
    },
    answered() {
      failures = 0;
      pauses = 0;
    },
    failed(sentAt, now, inFlight) {
      if (sentAt <= pausedAt) return 0;
      failures++;
      const isOut = failures >= Math.max(LEAST_FAILURES, inFlight);
      if (pauses === 0 && !isOut) return 0;
      pauses++;
      pausedAt = now;
      return backoffMs(random, pauses);
    },
  };
}
