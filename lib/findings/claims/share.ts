import {
  covariance,
  type Design,
  type Values,
  weightedSum,
} from "lib/findings/claims/design.ts";
import { wilsonLimits } from "lib/stats/effective_wilson.ts";

/** An estimated share that can give limits at any level. */
export interface Share {
  readonly share: number;
  /** Independent observations that would give the same standard error. */
  readonly effective: number;
  readonly se: number;
  /** Papers that it rests on. */
  readonly papers: number;
}

/** A share that was estimated from papers. */
export interface PaperShare extends Share {
  /** Estimated sums over the corpus: of what is counted, and of all. */
  readonly part: number;
  readonly all: number;
  /** What each paper adds to the error of the share. */
  readonly residuals: Float64Array;
}

/**
 * Estimates a share from papers that each bring a part and a whole: 1 of 1 if
 * a paper is counted, 2 of 3 if two of its three mentions are.
 *
 * The share is the ratio R = sum w part / sum w all. Papers, not mentions, were
 * drawn, so its standard error is that of a ratio over papers, with the design
 * of the sample (see {@link covariance}). R(1 - R) / SE² is the effective
 * number of observations (Kish 1965), which enters Wilson's interval (Dean &
 * Pagano 2015, doi:10.1093/jssam/smv024); it is at most the sum of `all`, and
 * the number of papers where the sample shows no variation. Where every paper
 * was taken and counts once, this is Wilson's interval of
 * the papers.
 *
 * @param design How the papers were drawn.
 * @param part Per paper, 0 or more.
 * @param all Per paper, at least its part.
 * @returns The share, or null if there is nothing to take a share of.
 *
 * @example Each paper once, all taken: 3 of 10
 * ```ts
 * import { designOf } from "lib/findings/claims/design.ts";
 * import { limitsOf, shareOf } from "lib/findings/claims/share.ts";
 * import assert from "node:assert/strict";
 * const paper = { stratum: "PLOS 2020", inclusionProbability: 1 };
 * const design = designOf(Array(10).fill(paper));
 * const share = shareOf(design, [1, 1, 1, 0, 0, 0, 0, 0, 0, 0], Array(10).fill(1))!;
 * assert.equal(share.share, 0.3);
 * assert.equal(limitsOf(share, 1.96)[0].toFixed(3), "0.108");
 * ```
 */
export function shareOf(
  design: Design,
  part: Values,
  all: Values,
): PaperShare | null {
  const whole = weightedSum(design, all);
  if (whole === 0) return null;
  const counted = weightedSum(design, part);
  const share = counted / whole;
  let papers = 0;
  let observations = 0;
  const residuals = Float64Array.from(design.weights, (_, i) => {
    if (all[i]! > 0) papers++;
    observations += all[i]!;
    return (part[i]! - share * all[i]!) / whole;
  });
  const variance = papers < 2
    ? 0
    : Math.max(0, covariance(design, residuals, residuals, papers));
  // Below this it is rounding: no share of so few papers is that certain.
  const varies = variance > 1e-18;
  const freedom = observations === papers ? papers / (papers - 1) : 1;
  return {
    share,
    effective: varies
      ? Math.min(observations, freedom * share * (1 - share) / variance)
      : Math.min(observations, papers),
    se: varies ? Math.sqrt(variance) : 0,
    papers,
    part: counted,
    all: whole,
    residuals,
  };
}

/**
 * Wilson's limits of a share.
 *
 * @param share The share and its effective number of observations, above 0.
 * @param z Standard errors that the interval reaches to each side, 0 or more.
 * @returns Lower and upper limit, 0 to 1.
 */
export function limitsOf(
  { share, effective }: Pick<Share, "share" | "effective">,
  z: number,
): [low: number, high: number] {
  const { low, high } = wilsonLimits(share, effective, z);
  return [Math.max(0, low), Math.min(1, high)];
}

/**
 * Correlation of two shares that may rest on the same papers.
 *
 * @returns -1 to 1; null if one of them shows no variation.
 */
export function correlationOf(
  design: Design,
  first: PaperShare,
  second: PaperShare,
): number | null {
  if (first.se === 0 || second.se === 0) return null;
  const k = Math.max(first.papers, second.papers);
  const shared = covariance(design, first.residuals, second.residuals, k);
  return Math.min(1, Math.max(-1, shared / (first.se * second.se)));
}
