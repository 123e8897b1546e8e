import { criticalValue } from "lib/stats/distributions.ts";
import type {
  Flag,
  IntervalOptions,
  NormalEstimate,
} from "lib/stats/estimate.ts";
import { isSmallCell } from "lib/stats/small_cell.ts";
import { strataOf, type StratifiedSample } from "lib/stats/stratified_mean.ts";
import {
  checkNumber,
  checkNumbers,
  checkSameLength,
} from "lib/stats/valid_input.ts";

/** Labels drawn by stratum, and the annotator's answers on all papers. */
export interface DifferenceSample extends StratifiedSample {
  /** The annotator's answer per labelled paper. */
  readonly yhat: readonly number[];
  /** Sum of the annotator's answers over all papers, labelled or not. */
  readonly yhatPopulationSum: number;
}

/**
 * Difference estimator: the mean human label of exactly these papers, where
 * the annotator answered for all of them and humans labelled a random part of
 * each stratum (Horvitz & Thompson 1952, doi:10.1080/01621459.1952.10483446;
 * Särndal, Swensson & Wretman 1992, 6.3). Use `ppiMean()` if the papers
 * stand for more than themselves.
 *
 * With F the annotator's answers, W_h = N_h/N, n_h labels in the stratum and
 * s_h² the variance of Y - F with divisor n_h - 1:
 * theta = mean of all F + sum W_h mean_h(Y - F),
 * SE² = sum W_h² (1 - n_h/N_h) s_h²/n_h. All F are known, so they add no
 * variance.
 *
 * @returns The mean with its normal limits, not clamped; null where the
 * standard error is 0, which is flagged `degenerate_se` unless every paper was
 * labelled; flagged `small_cell` as `isSmallCell()`.
 * @throws {RangeError} As `stratifiedMean()`.
 *
 * @example The annotator finds 30 of 100 and is wrong on 1 of 10 labels
 * ```ts
 * import { differenceEstimatorStratified } from "lib/stats/difference_estimator.ts";
 * import assert from "node:assert/strict";
 * const { estimate, se } = differenceEstimatorStratified({
 *   y: [1, 1, 1, 1, 0, 0, 0, 0, 0, 0],
 *   yhat: [1, 1, 1, 0, 0, 0, 0, 0, 0, 0],
 *   stratum: Array(10).fill("all"),
 *   populations: { all: 100 },
 *   yhatPopulationSum: 30,
 * });
 * assert.equal(estimate, 0.4);
 * assert.equal(se.toFixed(4), "0.0949"); // sqrt(0.9 · 0.1 / 10)
 * ```
 */
export function differenceEstimatorStratified(
  { y, yhat, stratum, populations, yhatPopulationSum }: DifferenceSample,
  { confidence = 0.95 }: IntervalOptions = {},
): NormalEstimate {
  const what = "a difference estimate";
  const z = criticalValue(confidence);
  checkSameLength({ y, yhat }, what);
  checkNumbers(y, "y", what);
  checkNumbers(yhat, "yhat", what);
  checkNumber(yhatPopulationSum, "the sum of the annotator's answers", what);
  const errors = y.map((label, i) => label - yhat[i]!);
  const strata = strataOf({ y: errors, stratum, populations }, what);
  const N = Object.values(populations).reduce((sum, size) => sum + size, 0);
  let estimate = yhatPopulationSum / N;
  let variance = 0;
  for (const { weight, mean, variance: own, fpc, n } of strata) {
    estimate += weight * mean;
    variance += weight ** 2 * fpc * (own ?? 0) / n;
  }
  const se = Math.sqrt(variance);
  const census = strata.every(({ fpc }) => fpc === 0);
  const flags: Flag[] = se === 0 && !census ? ["degenerate_se"] : [];
  if (isSmallCell(y, yhat)) flags.push("small_cell");
  return {
    estimate,
    se,
    low: se === 0 ? null : estimate - z * se,
    high: se === 0 ? null : estimate + z * se,
    n: y.length,
    method: "difference_estimator",
    confidence,
    flags,
  };
}
