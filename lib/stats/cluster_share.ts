import { effectiveWilson } from "lib/stats/effective_wilson.ts";
import type { IntervalOptions } from "lib/stats/estimate.ts";
import { checkCount } from "lib/stats/valid_input.ts";

/** Sums over papers, each of which has `part` of its `all` mentions in a category. */
export interface ClusterSums {
  /** Papers with at least one mention. */
  readonly papers: number;
  /** Sum of part. */
  readonly part: number;
  /** Sum of all. */
  readonly all: number;
  /** Sum of part². */
  readonly partSquares: number;
  /** Sum of all². */
  readonly allSquares: number;
  /** Sum of part · all. */
  readonly products: number;
}

/**
 * Share of mentions that fall into a category, with an interval that respects
 * that papers were drawn and not mentions: two mentions of one paper are not
 * two independent observations.
 *
 * The share is the ratio R = sum(part) / sum(all). Its variance is that of a
 * ratio estimator over papers, n/(n-1) · sum((part - R · all)²) / sum(all)²
 * (Cochran 1977, Sampling Techniques, 6.3). R(1 - R) divided by it is the
 * effective number of mentions (Kish 1965), which enters Wilson's interval
 * (Dean & Pagano 2015, doi:10.1093/jssam/smv024). The effective number is
 * taken to be at most the number of mentions; where the variance is 0 it is
 * the number of papers, and where every paper has one mention it is exactly
 * that, so that the interval is Wilson's of the papers.
 *
 * @param sums Sums over the papers.
 * @returns Share and limits, 0 to 1; the limits are null for a single paper,
 * which says nothing about how papers differ.
 * @throws {RangeError} If there is no mention, or a sum is negative or not whole.
 *
 * @example One mention a paper is the ordinary Wilson interval
 * ```ts
 * import { clusterShare } from "lib/stats/cluster_share.ts";
 * import { wilsonInterval } from "lib/stats/wilson.ts";
 * import assert from "node:assert/strict";
 * const sums = { papers: 10, part: 3, all: 10, partSquares: 3, allSquares: 10, products: 3 };
 * const { share, low, high } = clusterShare(sums);
 * const wilson = wilsonInterval(3, 10);
 * assert.equal(share, wilson.estimate);
 * assert.equal(low!.toFixed(9), wilson.low.toFixed(9));
 * assert.equal(high!.toFixed(9), wilson.high.toFixed(9));
 * ```
 */
export function clusterShare(
  sums: ClusterSums,
  { confidence = 0.95 }: IntervalOptions = {},
): { share: number; low: number | null; high: number | null } {
  for (const [name, sum] of Object.entries(sums)) {
    checkCount(sum, name, "a share of mentions");
  }
  const { papers, part, all, partSquares, allSquares, products } = sums;
  if (all === 0) {
    throw new RangeError(
      "Cannot compute a share of mentions as there is no mention",
    );
  }
  const share = part / all;
  if (papers < 2) return { share, low: null, high: null };
  const residuals = partSquares - 2 * share * products +
    share ** 2 * allSquares;
  const variance = papers / (papers - 1) * Math.max(0, residuals) / all ** 2;
  // Wilson's interval of single observations has p(1-p)/n, without n/(n-1).
  const freedom = all === papers ? papers / (papers - 1) : 1;
  const effective = variance > 0
    ? Math.min(all, freedom * share * (1 - share) / variance)
    : Math.min(all, papers);
  return { share, ...effectiveWilson(share, effective, confidence) };
}
