import { checkCount, checkSomeObservations } from "lib/stats/valid_input.ts";

/** A yes-no annotator against the human label, in papers. */
export interface BinaryCounts {
  /** Human yes, annotator yes. */
  readonly tp: number;
  /** Human no, annotator yes. */
  readonly fp: number;
  /** Human yes, annotator no. */
  readonly fn: number;
  /** Human no, annotator no. */
  readonly tn: number;
}

/** Scores of a yes-no annotator; null where a score is 0/0. */
export interface BinaryMetrics {
  readonly accuracy: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly specificity: number | null;
  readonly f1: number | null;
  readonly balancedAccuracy: number | null;
  readonly mcc: number | null;
}

/**
 * Scores a yes-no annotator against human labels.
 *
 * accuracy = (tp + tn) / n, precision = tp / (tp + fp),
 * recall (sensitivity) = tp / (tp + fn), specificity = tn / (tn + fp),
 * F1 = 2tp / (2tp + fp + fn), balanced accuracy = (recall + specificity) / 2,
 * MCC = (tp·tn - fp·fn) / sqrt((tp + fp)(tp + fn)(tn + fp)(tn + fn))
 * (Matthews 1975, doi:10.1016/0005-2795(75)90109-9).
 *
 * @param counts Papers by human label and annotator's answer.
 * @returns Shares from 0 to 1, MCC from -1 to 1. Null is 0/0: precision without
 * a predicted yes, recall without a human yes, F1 without either, balanced
 * accuracy if one human class is absent, MCC if any margin is 0. (scikit-learn
 * returns 0 for several of these.)
 * @throws {RangeError} If there is no paper or a count is negative or not
 * whole.
 *
 * @example
 * ```ts
 * import { binaryMetrics } from "lib/stats/binary_metrics.ts";
 * import assert from "node:assert/strict";
 * const scores = binaryMetrics({ tp: 3, fp: 1, fn: 2, tn: 4 });
 * assert.equal(scores.accuracy, 0.7);
 * assert.equal(scores.precision, 0.75);
 * assert.equal(scores.recall, 0.6);
 * ```
 */
export function binaryMetrics(counts: BinaryCounts): BinaryMetrics {
  checkBinaryCounts(counts);
  const { tp, fp, fn, tn } = counts;
  const recall = ratio(tp, tp + fn);
  const specificity = ratio(tn, tn + fp);
  return {
    accuracy: (tp + tn) / (tp + fp + fn + tn),
    precision: ratio(tp, tp + fp),
    recall,
    specificity,
    f1: ratio(2 * tp, 2 * tp + fp + fn),
    balancedAccuracy: recall === null || specificity === null
      ? null
      : (recall + specificity) / 2,
    mcc: ratio(
      tp * tn - fp * fn,
      Math.sqrt((tp + fp) * (tp + fn) * ((tn + fp) * (tn + fn))),
    ),
  };
}

/**
 * Checks the four counts and adds them up.
 *
 * @throws {TypeError | RangeError} As {@link binaryMetrics}.
 */
export function checkBinaryCounts(
  counts: BinaryCounts,
  what = "the scores of a yes-no annotator",
): number {
  const { tp, fp, fn, tn } = counts;
  for (const [name, count] of Object.entries({ tp, fp, fn, tn })) {
    checkCount(count, name, what);
  }
  const n = tp + fp + fn + tn;
  checkSomeObservations(n, what);
  return n;
}

function ratio(numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : numerator / denominator;
}
