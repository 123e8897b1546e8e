import { criticalValue, normalPValue } from "lib/stats/distributions.ts";
import type { IntervalOptions, NormalEstimate } from "lib/stats/estimate.ts";
import { checkNumbers, checkSameLength } from "lib/stats/valid_input.ts";

/** Slope of a trend line with its test. */
export interface WeightedTrend extends NormalEstimate {
  readonly z: number;
  readonly pTwoSided: number;
}

/**
 * Trend of corrected shares: a straight line through independent estimates,
 * each weighted by 1/SE² (weighted least squares with known variances). It
 * serves shares that no Cochran-Armitage test takes, such as corrected ones,
 * where their errors are known apart from the shares. Errors estimated from the
 * shares themselves draw the line to the years with low shares.
 *
 * With weights w_i = 1/SE_i² and the weighted mean m of the scores:
 * slope = sum w_i(s_i - m) e_i / sum w_i(s_i - m)² and
 * SE = 1 / sqrt(sum w_i(s_i - m)²).
 *
 * @param estimates One estimate per group, such as a year's corrected share.
 * @param ses Their standard errors, above 0.
 * @param scores Score per group, such as its year.
 * @returns The slope, in units of the estimate per unit of the score, with its
 * normal interval; `n` is the number of groups.
 * @throws {RangeError} If the lists differ in length, a standard error is not
 * above 0, fewer than two different scores are given, or confidence is outside
 * (0, 1).
 *
 * @example Shares that rise by 0.02 a year
 * ```ts
 * import { weightedTrend } from "lib/stats/weighted_trend.ts";
 * import assert from "node:assert/strict";
 * const { estimate, se } = weightedTrend({
 *   estimates: [0.10, 0.12, 0.14],
 *   ses: [0.02, 0.02, 0.02],
 *   scores: [2019, 2020, 2021],
 * });
 * assert.equal(estimate.toFixed(6), "0.020000");
 * assert.equal(se.toFixed(6), "0.014142");
 * ```
 */
export function weightedTrend(
  { estimates, ses, scores }: {
    readonly estimates: readonly number[];
    readonly ses: readonly number[];
    readonly scores: readonly number[];
  },
  { confidence = 0.95 }: IntervalOptions = {},
): WeightedTrend {
  const what = "a trend of estimates";
  checkSameLength({ estimates, ses, scores }, what);
  checkNumbers(estimates, "estimates", what);
  checkNumbers(ses, "ses", what);
  checkNumbers(scores, "scores", what);
  const critical = criticalValue(confidence);
  if (ses.some((se) => se <= 0)) {
    throw new RangeError(
      `Cannot compute ${what} as each standard error must be above 0: current values are ${
        ses.join(", ")
      }`,
    );
  }
  if (new Set(scores).size < 2) {
    throw new RangeError(
      `Cannot compute ${what}: fewer than two different scores`,
    );
  }
  const weights = ses.map((se) => 1 / se ** 2);
  const sum = (value: (i: number) => number) =>
    weights.reduce((total, w, i) => total + w * value(i), 0);
  const mean = sum((i) => scores[i]!) / sum(() => 1);
  const spread = sum((i) => (scores[i]! - mean) ** 2);
  const slope = sum((i) => (scores[i]! - mean) * estimates[i]!) / spread;
  const se = 1 / Math.sqrt(spread);
  return {
    estimate: slope,
    se,
    low: slope - critical * se,
    high: slope + critical * se,
    z: slope / se,
    pTwoSided: normalPValue(slope / se),
    n: estimates.length,
    method: "weighted_least_squares",
    confidence,
    flags: [],
  };
}
