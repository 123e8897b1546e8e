import type { PaperFacts } from "lib/findings/claims/paper_facts.ts";

/** How the papers of a run were drawn, as its intervals need it. */
export interface Design {
  readonly papers: number;
  /** Papers of the corpus that each paper stands for: 1 / its inclusion probability. */
  readonly weights: Float64Array;
  /** True unless every paper of the corpus was taken. */
  readonly isSample: boolean;
  /** Papers that were drawn together, by index; of a sample only. */
  readonly strata: readonly (readonly number[])[];
}

/** Values per paper, in the order of the design. */
export type Values = ArrayLike<number>;

/**
 * Reads the design of a run from its papers. Strata of which one paper was
 * drawn tell nothing of how their papers differ: they are taken together.
 */
export function designOf(
  papers: readonly Pick<PaperFacts, "stratum" | "inclusionProbability">[],
): Design {
  const weights = Float64Array.from(
    papers,
    ({ inclusionProbability }) => 1 / inclusionProbability,
  );
  const isSample = weights.some((weight) => weight !== 1);
  return {
    papers: papers.length,
    weights,
    isSample,
    strata: isSample ? strataOf(papers) : [],
  };
}

function strataOf(papers: readonly { readonly stratum: string }[]): number[][] {
  const groups = [
    ...Map.groupBy(papers.keys(), (i) => papers[i]!.stratum).values(),
  ];
  const single = groups.filter(({ length }) => length === 1).flat();
  return [
    ...groups.filter(({ length }) => length > 1),
    ...(single.length > 0 ? [single] : []),
  ];
}

/** Adds up weighted values: an estimate of the sum over the corpus. */
export function weightedSum({ weights }: Design, values: Values): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i]! * values[i]!;
  return sum;
}

/**
 * Covariance of two weighted sums over the sampled papers, whose target is not
 * this corpus alone but papers of its kind: chance enters when such papers are
 * written, and again when some of them are drawn.
 *
 * The first part is k/(k-1) · sum w e f: N independent papers, estimated with
 * the weights w = 1 / inclusion probability. The second is that of a stratified
 * draw without replacement, sum over strata h of
 * (1 - p_h) n_h/(n_h - 1) · sum w²(e - mean e)(f - mean f)
 * (Cochran 1977, Sampling Techniques, 5A.2; Särndal, Swensson & Wretman 1992,
 * ch. 9, for the sum of both). If every paper was taken the second part is 0.
 *
 * @param design How the papers were drawn.
 * @param first Values that add up to 0 with the weights, such as the residuals
 * of a ratio.
 * @param second Likewise.
 * @param k Papers that the estimate rests on, at least 2.
 */
export function covariance(
  { weights, strata }: Design,
  first: Values,
  second: Values,
  k: number,
): number {
  let written = 0;
  for (let i = 0; i < weights.length; i++) {
    written += weights[i]! * first[i]! * second[i]!;
  }
  written *= k / (k - 1);
  let drawn = 0;
  for (const members of strata) {
    const n = members.length;
    if (n < 2) continue;
    let [sumOne, sumTwo] = [0, 0];
    for (const i of members) {
      sumOne += first[i]!;
      sumTwo += second[i]!;
    }
    let products = 0;
    for (const i of members) {
      const notDrawn = 1 - 1 / weights[i]!;
      products += notDrawn * weights[i]! ** 2 *
        (first[i]! - sumOne / n) * (second[i]! - sumTwo / n);
    }
    drawn += n / (n - 1) * products;
  }
  return written + drawn;
}
