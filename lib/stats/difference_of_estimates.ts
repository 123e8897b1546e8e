import { criticalValue } from "lib/stats/distributions.ts";
import type { IntervalOptions, NormalEstimate } from "lib/stats/estimate.ts";
import { checkNumbers } from "lib/stats/valid_input.ts";

/** An estimate with its standard error. */
export interface Measured {
  readonly estimate: number;
  readonly se: number;
  readonly n: number;
}

/**
 * Difference of two corrected estimates that share no paper, neither labelled
 * nor unlabelled: first - second, SE = sqrt(SE1² + SE2²). Where they share
 * papers, resample these (`bootstrapPapers()`).
 *
 * @returns The difference with its normal limits, not clamped; null, and
 * flagged `degenerate_se`, if either standard error is 0.
 * @throws {RangeError} If a value is not finite, a standard error is negative,
 * or confidence is outside (0, 1).
 *
 * @example
 * ```ts
 * import { differenceOfEstimates } from "lib/stats/difference_of_estimates.ts";
 * import assert from "node:assert/strict";
 * const { se } = differenceOfEstimates(
 *   { estimate: 0.5, se: 0.03, n: 100 },
 *   { estimate: 0.3, se: 0.04, n: 80 },
 * );
 * assert.equal(se, 0.05);
 * ```
 */
export function differenceOfEstimates(
  first: Measured,
  second: Measured,
  { confidence = 0.95 }: IntervalOptions = {},
): NormalEstimate {
  const what = "a difference of estimates";
  const z = criticalValue(confidence);
  checkNumbers([first.estimate, second.estimate], "estimates", what);
  checkNumbers([first.se, second.se], "standard errors", what);
  if (first.se < 0 || second.se < 0) {
    throw new RangeError(
      `Cannot compute ${what} as standard errors must be >= 0: current values are ${first.se} and ${second.se}`,
    );
  }
  const estimate = first.estimate - second.estimate;
  const se = Math.hypot(first.se, second.se);
  const degenerate = first.se === 0 || second.se === 0;
  return {
    estimate,
    se,
    low: degenerate ? null : estimate - z * se,
    high: degenerate ? null : estimate + z * se,
    n: first.n + second.n,
    method: "independent_difference",
    confidence,
    flags: degenerate ? ["degenerate_se"] : [],
  };
}
