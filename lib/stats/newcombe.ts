import {
  clamp,
  type Interval,
  type IntervalOptions,
} from "lib/stats/estimate.ts";
import { wilsonInterval } from "lib/stats/wilson.ts";

/** Successes out of n trials. */
export interface Proportion {
  readonly successes: number;
  readonly n: number;
}

/**
 * Difference of two proportions from independent groups, with Newcombe's
 * hybrid score interval (Newcombe 1998, method 10,
 * doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I).
 *
 * With d = p1 - p2 and Wilson limits l, u of each share, the limits are
 * d - sqrt((p1 - l1)² + (u2 - p2)²) and d + sqrt((u1 - p1)² + (p2 - l2)²).
 * Not for two annotators on the same papers, which are paired, nor for fields
 * that share papers.
 *
 * @returns The difference first - second with its limits, -1 to 1; `n` is the
 * sum of both groups.
 * @throws {RangeError} If a group is empty, or successes exceed n, a count is
 * negative or not whole, or confidence is outside (0, 1).
 *
 * @example 56 of 70 against 48 of 80, Newcombe's own example
 * ```ts
 * import { newcombeDifference } from "lib/stats/newcombe.ts";
 * import assert from "node:assert/strict";
 * const { low, high } = newcombeDifference(
 *   { successes: 56, n: 70 },
 *   { successes: 48, n: 80 },
 * );
 * assert.equal(low.toFixed(4), "0.0524");
 * assert.equal(high.toFixed(4), "0.3339");
 * ```
 */
export function newcombeDifference(
  first: Proportion,
  second: Proportion,
  { confidence = 0.95 }: IntervalOptions = {},
): Interval {
  const one = wilsonInterval(first.successes, first.n, { confidence });
  const two = wilsonInterval(second.successes, second.n, { confidence });
  const difference = one.estimate - two.estimate;
  const low = difference -
    Math.hypot(one.estimate - one.low, two.high - two.estimate);
  const high = difference +
    Math.hypot(one.high - one.estimate, two.estimate - two.low);
  return {
    estimate: difference,
    // Only rounding takes the limits beyond -1 and 1.
    low: clamp(low, -1, 1),
    high: clamp(high, -1, 1),
    n: first.n + second.n,
    method: "newcombe",
    confidence,
    flags: [],
  };
}
