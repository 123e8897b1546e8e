import { criticalValue } from "lib/stats/distributions.ts";
import type { Interval, IntervalOptions } from "lib/stats/estimate.ts";
import { checkProportion } from "lib/stats/valid_input.ts";

/**
 * Wilson's score interval for a proportion, the default for shares: unlike
 * estimate +- 1.96 SE it stays inside 0 to 1 and covers at small n
 * (Wilson 1927, doi:10.1080/01621459.1927.10502953; compared with others by
 * Brown, Cai & DasGupta 2001, doi:10.1214/ss/1009213286).
 *
 * With p = successes / n and z the normal quantile, the centre is
 * (p + z²/2n) / (1 + z²/n) and the half-width
 * z / (1 + z²/n) · sqrt(p(1 - p)/n + z²/4n²).
 *
 * @param successes Papers that have the property.
 * @param n Papers looked at.
 * @returns The share and its limits, 0 to 1; the lower limit is exactly 0 at
 * 0 successes, the upper exactly 1 at n successes.
 * @throws {RangeError} If n is 0 (no share exists), successes exceed n, a
 * count is negative or not whole, or confidence is outside (0, 1).
 *
 * @example 3 of 10 papers reuse a model
 * ```ts
 * import { wilsonInterval } from "lib/stats/wilson.ts";
 * import assert from "node:assert/strict";
 * const share = wilsonInterval(3, 10);
 * assert.equal(share.estimate, 0.3);
 * assert.equal(share.low.toFixed(4), "0.1078");
 * assert.equal(share.high.toFixed(4), "0.6032");
 * ```
 */
export function wilsonInterval(
  successes: number,
  n: number,
  { confidence = 0.95 }: IntervalOptions = {},
): Interval {
  checkProportion(successes, n, "a Wilson interval");
  const z2 = criticalValue(confidence) ** 2;
  const p = successes / n;
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const halfWidth = Math.sqrt(z2 * (p * (1 - p) / n + z2 / (4 * n * n))) /
    (1 + z2 / n);
  return {
    estimate: p,
    low: successes === 0 ? 0 : centre - halfWidth,
    high: successes === n ? 1 : centre + halfWidth,
    n,
    method: "wilson",
    confidence,
    flags: [],
  };
}
