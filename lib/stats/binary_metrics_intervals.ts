import {
  type BinaryCounts,
  checkBinaryCounts,
} from "lib/stats/binary_metrics.ts";
import type { Interval, IntervalOptions } from "lib/stats/estimate.ts";
import { newcombeDifference } from "lib/stats/newcombe.ts";
import { wilsonInterval } from "lib/stats/wilson.ts";

/** Scores of a yes-no annotator with intervals; null where a score is 0/0. */
export interface BinaryMetricsIntervals {
  readonly accuracy: Interval;
  readonly precision: Interval | null;
  readonly recall: Interval | null;
  readonly specificity: Interval | null;
  readonly f1: Interval | null;
  readonly balancedAccuracy: Interval | null;
}

/**
 * Intervals for the scores of a yes-no annotator. Accuracy, precision, recall
 * and specificity are proportions: Wilson on their own numerator and
 * denominator.
 *
 * F1: J = tp / (tp + fp + fn) is a proportion and F1 = 2J / (1 + J) rises with
 * it, so the Wilson limits of J are mapped (compare Lam, Gopal & Qian 2023,
 * arXiv:2309.14621). Balanced accuracy is (1 + D) / 2 with
 * D = recall - (1 - specificity), whose Newcombe limits are mapped. MCC and
 * the large-sample standard error of F1 are in `f1_mcc_delta.ts`.
 *
 * @param counts Papers by human label and annotator's answer.
 * @returns Per score the estimate, its limits (0 to 1) and the papers it rests
 * on; null where the score itself is 0/0.
 * @throws {RangeError} If there is no paper, a count is negative or not whole,
 * or confidence is outside (0, 1).
 *
 * @example
 * ```ts
 * import { binaryMetricsIntervals } from "lib/stats/binary_metrics_intervals.ts";
 * import assert from "node:assert/strict";
 * const { recall, precision } = binaryMetricsIntervals(
 *   { tp: 3, fp: 0, fn: 7, tn: 20 },
 * );
 * assert.equal(recall?.n, 10);
 * assert.equal(recall?.high.toFixed(4), "0.6032");
 * assert.equal(precision?.high, 1);
 * ```
 */
export function binaryMetricsIntervals(
  counts: BinaryCounts,
  options: IntervalOptions = {},
): BinaryMetricsIntervals {
  const n = checkBinaryCounts(counts);
  const { tp, fp, fn, tn } = counts;
  const share = (successes: number, of: number) =>
    of === 0 ? null : wilsonInterval(successes, of, options);
  const jaccard = share(tp, tp + fp + fn);
  const rise = tp + fn === 0 || fp + tn === 0 ? null : newcombeDifference(
    { successes: tp, n: tp + fn },
    { successes: fp, n: fp + tn },
    options,
  );
  return {
    accuracy: wilsonInterval(tp + tn, n, options),
    precision: share(tp, tp + fp),
    recall: share(tp, tp + fn),
    specificity: share(tn, tn + fp),
    f1: jaccard && mapped(jaccard, (j) => 2 * j / (1 + j), "wilson_jaccard"),
    balancedAccuracy: rise && mapped(rise, (d) => (1 + d) / 2, "newcombe"),
  };
}

/** Maps an interval through a rising function. */
function mapped(
  interval: Interval,
  rising: (x: number) => number,
  method: string,
): Interval {
  return {
    ...interval,
    estimate: rising(interval.estimate),
    low: rising(interval.low),
    high: rising(interval.high),
    method,
  };
}
