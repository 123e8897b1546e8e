import {
  mean,
  sampleCovariance,
  sampleVariance,
  variance,
} from "simple-statistics";
import { criticalValue } from "lib/stats/distributions.ts";
import type {
  Flag,
  Interval,
  IntervalOptions,
  NormalEstimate,
} from "lib/stats/estimate.ts";
import { isSmallCell } from "lib/stats/small_cell.ts";
import {
  checkNumber,
  checkNumbers,
  checkSameLength,
} from "lib/stats/valid_input.ts";
import { wilsonInterval } from "lib/stats/wilson.ts";

/** Papers with both answers, and papers with the annotator's only. */
export interface PpiInput {
  /** Human label per labelled paper: 1 or 0, or any number. */
  readonly y: readonly number[];
  /** The annotator's answer for the same papers. */
  readonly yhat: readonly number[];
  /** The annotator's answer for all other papers. */
  readonly yhatUnlabelled: readonly number[];
}

/** Options of prediction-powered inference. */
export interface PpiOptions extends IntervalOptions {
  /**
   * How much the annotator's answers count: 1 is plain prediction-powered
   * inference, 0 uses the human labels alone, "tuned" (default) takes the value
   * that makes the standard error smallest, within 0 to 1.
   */
  readonly lambda?: number | "tuned" | undefined;
}

/** Mean of the human label over all papers, with help of the annotator. */
export interface PpiMean extends NormalEstimate {
  readonly lambda: number;
  /** Wilson interval from the human labels alone, to fall back to; null unless labels are 0 or 1. */
  readonly humanOnly: Interval | null;
}

/**
 * Prediction-powered mean: the share of papers that a human would say yes to,
 * from an annotator's answers on all papers and human labels on a random part
 * (Angelopoulos et al. 2023, doi:10.1126/science.adi6000; the tuned lambda:
 * Angelopoulos, Duchi & Zrnic 2023, arXiv:2311.01453, as in their `ppi_py`).
 *
 * With n labelled papers (Y_i, F_i) and N others F_j:
 * theta = lambda · mean(F_j) + mean(Y_i - lambda F_i),
 * SE² = lambda² Var(F_j)/N + Var(Y_i - lambda F_i)/n, variances with divisors
 * N and n. Tuned: lambda = Cov(Y, F) / ((1 + n/N) Var(F of all)), the
 * covariance with divisor n, the variance with n + N - 1, clipped to 0 to 1;
 * 0 if the annotator always says the same or every paper is labelled.
 *
 * The normal interval covers too rarely with few positives or disagreements:
 * see the flags, and `humanOnly` for those cells.
 *
 * @returns The mean with its normal limits, not clamped. Flags: `small_cell`
 * as `isSmallCell()`; `degenerate_se` if
 * Y - lambda F does not vary among the labelled papers (limits are null if the
 * whole standard error is 0).
 * @throws {RangeError} If fewer than two papers are labelled, the lists of
 * labelled papers differ in length, a value is not finite, lambda is not 0
 * while no other paper exists, or confidence is outside (0, 1).
 *
 * @example The annotator misses one of the labelled positives
 * ```ts
 * import { ppiMean } from "lib/stats/ppi_mean.ts";
 * import assert from "node:assert/strict";
 * const { estimate } = ppiMean({
 *   y: [1, 1, 0, 0],
 *   yhat: [1, 0, 0, 0],
 *   yhatUnlabelled: [1, 0, 0, 0, 1, 0, 0, 0],
 * }, { lambda: 1 });
 * assert.equal(estimate, 0.5); // 0.25 found + 0.25 missed
 * ```
 */
export function ppiMean(
  { y, yhat, yhatUnlabelled }: PpiInput,
  { lambda = "tuned", confidence = 0.95 }: PpiOptions = {},
): PpiMean {
  const what = "a prediction-powered mean";
  checkNumbers(y, "y", what);
  checkNumbers(yhat, "yhat", what);
  checkNumbers(yhatUnlabelled, "yhatUnlabelled", what);
  checkSameLength({ y, yhat }, what);
  const z = criticalValue(confidence);
  const n = y.length;
  const others = yhatUnlabelled.length;
  if (n < 2) {
    throw new RangeError(
      `Cannot compute ${what} as two or more papers must be labelled: current number is ${n}`,
    );
  }
  const weight = lambda === "tuned"
    ? tunedLambda(y, yhat, yhatUnlabelled)
    : lambda;
  checkNumber(weight, "lambda", what);
  if (others === 0 && weight !== 0) {
    throw new RangeError(
      `Cannot compute ${what} with lambda ${weight}: every paper is labelled, no other is left`,
    );
  }
  const residuals = y.map((label, i) => label - weight * yhat[i]!);
  const human = varianceOf(residuals) / n;
  const annotator = weight === 0
    ? 0
    : weight ** 2 * varianceOf(yhatUnlabelled) / others;
  const se = Math.sqrt(human + annotator);
  const estimate = mean(residuals) +
    (weight === 0 ? 0 : weight * mean([...yhatUnlabelled]));
  const flags: Flag[] = human === 0 ? ["degenerate_se"] : [];
  const binary = y.every((label) => label === 0 || label === 1);
  if (isSmallCell(y, yhat)) flags.push("small_cell");
  return {
    estimate,
    lambda: weight,
    se,
    low: se === 0 ? null : estimate - z * se,
    high: se === 0 ? null : estimate + z * se,
    humanOnly: binary
      ? wilsonInterval(y.filter((label) => label === 1).length, n, {
        confidence,
      })
      : null,
    n,
    method: lambda === "tuned" ? "ppi_tuned" : "ppi",
    confidence,
    flags,
  };
}

/** The lambda with the smallest standard error, within 0 to 1. */
function tunedLambda(
  y: readonly number[],
  yhat: readonly number[],
  yhatUnlabelled: readonly number[],
): number {
  const n = y.length;
  const others = yhatUnlabelled.length;
  const all = [...yhat, ...yhatUnlabelled];
  if (others === 0 || all.every((answer) => answer === all[0])) return 0;
  const covariance = sampleCovariance([...y], [...yhat]) * (n - 1) / n;
  const spread = sampleVariance(all);
  const lambda = covariance / ((1 + n / others) * spread);
  return Math.min(1, Math.max(0, lambda));
}

/** Variance with divisor n; exactly 0 if all values are equal. */
function varianceOf(values: readonly number[]): number {
  return values.every((value) => value === values[0])
    ? 0
    : variance([...values]);
}
