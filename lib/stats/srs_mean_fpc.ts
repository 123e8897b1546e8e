import type { IntervalOptions, NormalEstimate } from "lib/stats/estimate.ts";
import { stratifiedMean } from "lib/stats/stratified_mean.ts";
import { checkSomeObservations } from "lib/stats/valid_input.ts";

/**
 * Mean (or share) over all papers from a simple random sample, with the finite
 * population correction (Cochran 1977, Sampling Techniques, ch. 2): the case
 * of `stratifiedMean()` with one stratum.
 *
 * With n of N papers sampled and s² their variance with divisor n - 1:
 * SE² = (1 - n/N) s²/n, 0 if all papers were sampled.
 *
 * @param y Value per sampled paper: 1 or 0 for a share.
 * @param population Papers in all.
 * @returns The mean with its normal limits, not clamped; null where the
 * standard error is 0.
 * @throws {RangeError} If there is no sampled paper, one of several, more than
 * there are papers, or confidence is outside (0, 1).
 *
 * @example Half of the papers sampled
 * ```ts
 * import { srsMeanFpc } from "lib/stats/srs_mean_fpc.ts";
 * import assert from "node:assert/strict";
 * const { estimate, se } = srsMeanFpc([1, 0, 0, 0], 8);
 * assert.equal(estimate, 0.25);
 * assert.equal(se.toFixed(4), "0.1768"); // sqrt(0.5 · 0.25 / 4)
 * ```
 */
export function srsMeanFpc(
  y: readonly number[],
  population: number,
  options: IntervalOptions = {},
): NormalEstimate {
  checkSomeObservations(y.length, "a mean");
  const { seNoFpc: _, ...estimate } = stratifiedMean({
    y,
    stratum: y.map(() => "all"),
    populations: { all: population },
  }, options);
  return { ...estimate, method: "srs_mean_fpc" };
}
