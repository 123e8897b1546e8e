import { mean } from "simple-statistics";
import { criticalValue } from "lib/stats/distributions.ts";
import type {
  Flag,
  IntervalOptions,
  NormalEstimate,
} from "lib/stats/estimate.ts";
import { isSmallCell } from "lib/stats/small_cell.ts";
import {
  checkNumber,
  checkNumbers,
  checkSameLength,
  checkSomeObservations,
} from "lib/stats/valid_input.ts";

/** Every paper of the target, labelled or not. */
export interface DslInput {
  /** Human label; null where the paper is not labelled. */
  readonly y: readonly (number | null)[];
  /** Whether the paper is labelled: true or 1, false or 0. */
  readonly labelled: readonly (boolean | number)[];
  /** Known probability with which the paper was drawn for labelling, above 0. */
  readonly probability: readonly (number | null)[];
  /** The annotator's answer. */
  readonly yhat: readonly number[];
}

/** Mean of the human label over all papers of the target. */
export interface DslMean extends NormalEstimate {
  /** Labelled papers. */
  readonly labelled: number;
  /** Largest 1 / probability among the labelled papers: one paper speaks for so many. */
  readonly largestWeight: number;
}

/**
 * Design-based supervised learning: the mean human label of all papers where
 * the labelled ones were drawn with known, unequal probabilities
 * (Egami, Hinck, Stewart & Wei 2023, arXiv:2306.04746).
 *
 * With R_i = 1 for labelled papers, pi_i their probability and F_i the
 * annotator's answer, each paper gets Z_i = F_i + (R_i/pi_i)(Y_i - F_i);
 * theta = mean Z and SE² = sum (Z_i - theta)² / N² over all N papers.
 * Answers and probabilities are used as given: nothing is refitted or
 * rescaled. With equal probabilities n/N it is `ppiMean()` at lambda 1.
 *
 * @returns The mean with its normal limits, not clamped; null, and flagged
 * `degenerate_se`, if the standard error is 0; flagged `small_cell` as
 * `isSmallCell()`. `n` counts all papers.
 * @throws {RangeError} If no paper is labelled, the lists differ in length, a
 * labelled paper has no label or no probability, a probability is not above 0
 * and at most 1 (papers that could not be drawn are not covered by the
 * labels), or confidence is outside (0, 1).
 *
 * @example One of two positives was drawn, with probability 1/2
 * ```ts
 * import { dslMean } from "lib/stats/dsl_mean.ts";
 * import assert from "node:assert/strict";
 * const { estimate } = dslMean({
 *   y: [1, null, 0, null],
 *   labelled: [true, false, true, false],
 *   probability: [0.5, 0.5, 0.5, 0.5],
 *   yhat: [0, 0, 0, 0],
 * });
 * assert.equal(estimate, 0.5);
 * ```
 */
export function dslMean(
  { y, labelled, probability, yhat }: DslInput,
  { confidence = 0.95 }: IntervalOptions = {},
): DslMean {
  const what = "a design-based mean";
  checkSameLength({ y, labelled, probability, yhat }, what);
  checkNumbers(yhat, "yhat", what);
  const z = criticalValue(confidence);
  const n = yhat.length;
  const weights: number[] = [];
  const labels: number[] = [];
  const answers: number[] = [];
  const completed = yhat.map((answer, i) => {
    const share = probability[i] ?? null;
    if (share !== null) checkProbability(share, i, what);
    if (!labelled[i]) return answer;
    const label = y[i] ?? null;
    if (label === null || share === null) {
      throw new RangeError(
        `Cannot compute ${what} as labelled paper ${i + 1} has no ${
          label === null ? "label" : "probability"
        }`,
      );
    }
    checkNumber(label, `y[${i}]`, what);
    checkNumber(1 / share, `1 / probability[${i}]`, what);
    weights.push(1 / share);
    labels.push(label);
    answers.push(answer);
    return answer + (label - answer) / share;
  });
  checkSomeObservations(weights.length, what);
  const estimate = mean(completed);
  const squares = completed.reduce((sum, x) => sum + (x - estimate) ** 2, 0);
  const constant = completed.every((x) => x === completed[0]);
  const se = constant ? 0 : Math.sqrt(squares) / n;
  const flags: Flag[] = se === 0 ? ["degenerate_se"] : [];
  if (isSmallCell(labels, answers)) flags.push("small_cell");
  return {
    estimate,
    se,
    low: se === 0 ? null : estimate - z * se,
    high: se === 0 ? null : estimate + z * se,
    labelled: weights.length,
    largestWeight: weights.reduce((most, weight) => Math.max(most, weight), 0),
    n,
    method: "dsl",
    confidence,
    flags,
  };
}

function checkProbability(share: number, i: number, what: string): void {
  checkNumber(share, `probability[${i}]`, what);
  if (share <= 0 || share > 1) {
    throw new RangeError(
      `Cannot compute ${what} as each probability must be above 0 and at most 1: probability[${i}] is ${share}`,
    );
  }
}
