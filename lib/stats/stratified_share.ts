import type { ClusterSums } from "lib/stats/cluster_share.ts";
import { effectiveWilson } from "lib/stats/effective_wilson.ts";
import type { IntervalOptions } from "lib/stats/estimate.ts";
import { checkCount, checkNumber } from "lib/stats/valid_input.ts";

/** Sums over the sampled papers of one stratum, see {@link ClusterSums}. */
export interface StratumSums extends ClusterSums {
  /** Papers drawn of the stratum, whether or not they have a mention. */
  readonly sampled: number;
  /** How likely each of its papers was to be drawn, above 0, at most 1. */
  readonly probability: number;
}

/**
 * Share in a sample whose papers were drawn by stratum with unequal
 * probabilities: each paper stands for 1 / its probability of papers. A paper
 * brings a part and a whole, 1 of 1 or 0 of 1 for a yes-no question, or two of
 * its three mentions.
 *
 * The share is the ratio R = sum w part / sum w all. Chance enters twice, as
 * such papers are written and as some of them are drawn, so the variance has
 * two parts, with e = (part - R all) / sum(w all): k/(k-1) · sum w e², the k
 * papers with a mention being independent, and that of a stratified draw
 * without replacement, (1 - p) n/(n-1) · sum w²(e - mean e)² in each stratum
 * (Cochran 1977, Sampling Techniques, 5A.2; Särndal, Swensson & Wretman 1992,
 * ch. 9, for the sum of both). Strata of which one paper was drawn are taken
 * together. R(1 - R) divided by the variance is the effective number of
 * observations (Kish 1965) of Wilson's interval; it is at most the number of
 * mentions, and where the variance is 0 that of papers.
 *
 * @param strata Every stratum of which papers were drawn, those without a
 * mention included.
 * @returns Share and limits, 0 to 1.
 * @throws {RangeError} If there is no mention, a sum is negative or not whole,
 * or a probability is not above 0 and at most 1.
 *
 * @example The stratum of which a tenth was drawn counts ten times
 * ```ts
 * import { stratifiedShare } from "lib/stats/stratified_share.ts";
 * import assert from "node:assert/strict";
 * const stratum = (papers: number, part: number, probability: number) => ({
 *   papers, part, all: papers, partSquares: part, allSquares: papers,
 *   products: part, sampled: papers, probability,
 * });
 * const { share } = stratifiedShare([stratum(4, 3, 0.1), stratum(20, 5, 1)]);
 * assert.equal(share, 35 / 60);
 * ```
 */
export function stratifiedShare(
  strata: readonly StratumSums[],
  { confidence = 0.95 }: IntervalOptions = {},
): { share: number; low: number; high: number } {
  for (const stratum of strata) checkStratum(stratum);
  let [papers, observations, weightedPart, weightedAll] = [0, 0, 0, 0];
  for (const { papers: own, part, all, probability } of strata) {
    papers += own;
    observations += all;
    weightedPart += part / probability;
    weightedAll += all / probability;
  }
  if (observations === 0) {
    throw new RangeError(
      "Cannot compute a weighted share as there is no observation",
    );
  }
  const share = weightedPart / weightedAll;
  const variance = papers < 2
    ? 0
    : varianceOf(strata, { share, papers, whole: weightedAll });
  // Wilson's interval of single observations has p(1-p)/n, without n/(n-1).
  const freedom = observations === papers ? papers / (papers - 1) : 1;
  // Below this it is rounding.
  const effective = variance > 1e-18
    ? Math.min(observations, freedom * share * (1 - share) / variance)
    : Math.min(observations, papers);
  return { share, ...effectiveWilson(share, effective, confidence) };
}

function varianceOf(
  strata: readonly StratumSums[],
  { share, papers, whole }: { share: number; papers: number; whole: number },
): number {
  let [written, drawn] = [0, 0];
  const single: { weight: number; residual: number }[] = [];
  for (const sums of strata) {
    const { sampled, probability } = sums;
    const weight = 1 / probability;
    const squares = (sums.partSquares - 2 * share * sums.products +
      share ** 2 * sums.allSquares) / whole ** 2;
    const sum = (sums.part - share * sums.all) / whole;
    written += weight * squares;
    if (sampled === 1) single.push({ weight, residual: sum });
    if (sampled < 2) continue;
    drawn += sampled / (sampled - 1) * (1 - probability) * weight ** 2 *
      (squares - sum ** 2 / sampled);
  }
  if (single.length > 1) {
    const n = single.length;
    const mean = single.reduce((sum, { residual }) => sum + residual, 0) / n;
    for (const { weight, residual } of single) {
      drawn += n / (n - 1) * (1 - 1 / weight) * weight ** 2 *
        (residual - mean) ** 2;
    }
  }
  return papers / (papers - 1) * written + drawn;
}

function checkStratum({ probability, ...counts }: StratumSums): void {
  const what = "a weighted share";
  for (const [name, count] of Object.entries(counts)) {
    checkCount(count, name, what);
  }
  checkNumber(probability, "a probability", what);
  if (probability <= 0 || probability > 1) {
    throw new RangeError(
      `Cannot compute ${what} as each probability must be above 0 and at most 1: current value is ${probability}`,
    );
  }
}
