import {
  type AnswerCell,
  postStratifiedShare,
  type ShareOf,
  usedCells,
} from "lib/stats/answer_cell.ts";
import { criticalValue } from "lib/stats/distributions.ts";
import type { Interval, IntervalOptions } from "lib/stats/estimate.ts";
import { findRoot } from "lib/stats/find_root.ts";
import { varianceUnder } from "lib/stats/restricted_cells.ts";

/** Options of {@link scoreShare}. */
export interface ScoreShareOptions extends IntervalOptions {
  /** What the share is a share of; "all" by default. */
  readonly of?: ShareOf | undefined;
}

/**
 * Share of papers that a human would say yes to, from an annotator's answers
 * on all papers and human labels on a random part of the papers with each
 * answer: the post-stratified estimate of double sampling (Tenenbein 1970,
 * doi:10.1080/01621459.1970.10481170) with its score interval.
 *
 * With W_k the share of papers with answer k, theta = sum W_k positives_k/n_k
 * over sum W_k of_k/n_k. The interval holds every share from which the labels'
 * excess is less than z standard errors away, the standard error being the one
 * that share implies, see `varianceUnder()`: Wilson's idea, and with one
 * answer, or with every paper labelled, Wilson's interval itself. The papers
 * count as a sample of their kind, so that the interval of a perfect annotator
 * is no narrower than that of the papers.
 *
 * @param cells One for each answer of the annotator. Cells without papers are
 * left out.
 * @returns The share and its limits, 0 to 1; `n` counts labels.
 * @throws {RangeError} If an answer that papers have has no label, the counts
 * of a cell contradict each other, no labelled paper belongs to what the share
 * is of, or confidence is outside (0, 1).
 *
 * @example 200 of 1000 papers answered yes; 4 of 40 and 3 of 60 labels contradict
 * ```ts
 * import { scoreShare } from "lib/stats/score_share.ts";
 * import assert from "node:assert/strict";
 * const share = scoreShare([
 *   { papers: 200, labels: 40, of: 40, positives: 36 },
 *   { papers: 800, labels: 60, of: 60, positives: 3 },
 * ]);
 * assert.equal(share.estimate.toFixed(4), "0.2200"); // 0.2 · 0.9 + 0.8 · 0.05
 * assert.equal(share.low.toFixed(4), "0.1779");
 * assert.equal(share.high.toFixed(4), "0.2944");
 * ```
 */
export function scoreShare(
  cells: readonly AnswerCell[],
  { of = "all", confidence = 0.95 }: ScoreShareOptions = {},
): Interval {
  const what = "a score interval";
  const used = usedCells(cells, what);
  const z = criticalValue(confidence);
  const estimate = postStratifiedShare(used);
  if (estimate === null) {
    throw new RangeError(
      `Cannot compute ${what} as no labelled paper belongs to what the share is of`,
    );
  }
  let [papers, labels, members] = [0, 0, 0];
  for (const cell of used) {
    papers += cell.papers;
    labels += cell.labels;
    members += cell.papers * cell.of / cell.labels;
  }
  members /= papers;
  const scoreAt = (share: number) =>
    Math.abs(estimate - share) * members /
      Math.sqrt(varianceUnder(share, used, of)) - z;
  const limit = (end: 0 | 1) =>
    findRoot(scoreAt, {
      from: estimate,
      valueAtFrom: -z,
      guess: guessLimit(estimate, labels * members, end === 0 ? -z : z),
      bound: end,
      tolerance: 1e-9,
    });
  return {
    estimate,
    low: estimate === 0 ? 0 : limit(0),
    high: estimate === 1 ? 1 : limit(1),
    n: labels,
    method: "score",
    confidence,
    flags: [],
  };
}

/** Wilson's limit for as many labels: near enough to start from. */
function guessLimit(share: number, labels: number, z: number): number {
  const root = Math.sqrt(share * (1 - share) / labels + (z / labels / 2) ** 2);
  return (share + z * z / labels / 2 + z * root) / (1 + z * z / labels);
}
