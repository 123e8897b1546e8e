import { betaQuantile } from "lib/stats/distributions.ts";
import type { Interval, IntervalOptions } from "lib/stats/estimate.ts";
import { checkConfidence, checkProportion } from "lib/stats/valid_input.ts";

/**
 * The exact interval for a proportion: it covers at least as often as it says,
 * usually more often, so use it for "at most" claims and rare classes
 * (Clopper & Pearson 1934, doi:10.1093/biomet/26.4.404).
 *
 * With alpha = 1 - confidence, x = successes and B the Beta quantile, the
 * limits are B(alpha/2; x, n - x + 1) and B(1 - alpha/2; x + 1, n - x).
 *
 * @param successes Papers that have the property.
 * @param n Papers looked at.
 * @returns The share and its limits, 0 to 1; the lower limit is exactly 0 at
 * 0 successes, the upper exactly 1 at n successes.
 * @throws {RangeError} If n is 0, successes exceed n, a count is negative or
 * not whole, or confidence is outside (0, 1).
 *
 * @example No error seen in 10 papers: the rate may still be 31 %
 * ```ts
 * import { clopperPearsonInterval } from "lib/stats/clopper_pearson.ts";
 * import assert from "node:assert/strict";
 * assert.equal(clopperPearsonInterval(0, 10).high.toFixed(4), "0.3085");
 * ```
 */
export function clopperPearsonInterval(
  successes: number,
  n: number,
  { confidence = 0.95 }: IntervalOptions = {},
): Interval {
  checkProportion(successes, n, "a Clopper-Pearson interval");
  checkConfidence(confidence);
  const tail = (1 - confidence) / 2;
  return {
    estimate: successes / n,
    low: successes === 0 ? 0 : betaQuantile(tail, successes, n - successes + 1),
    high: successes === n
      ? 1
      : betaQuantile(1 - tail, successes + 1, n - successes),
    n,
    method: "clopper_pearson",
    confidence,
    flags: [],
  };
}
