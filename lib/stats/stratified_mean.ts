import { mean, sampleVariance } from "simple-statistics";
import { criticalValue } from "lib/stats/distributions.ts";
import type { IntervalOptions, NormalEstimate } from "lib/stats/estimate.ts";
import {
  checkCount,
  checkNumbers,
  checkSameLength,
  checkSomeObservations,
} from "lib/stats/valid_input.ts";

/** A random sample drawn by stratum. */
export interface StratifiedSample {
  /** Value per sampled paper: 1 or 0 for a share. */
  readonly y: readonly number[];
  /** Stratum of each sampled paper. */
  readonly stratum: readonly string[];
  /** Papers that each stratum has in all. */
  readonly populations: Readonly<Record<string, number>>;
}

/** Mean of a stratified sample. */
export interface StratifiedMean extends NormalEstimate {
  /** Standard error as if strata were endless; null if a stratum has one paper. */
  readonly seNoFpc: number | null;
}

/**
 * Mean (or share) over all papers from a random sample drawn by stratum
 * (Cochran 1977, Sampling Techniques, ch. 5).
 *
 * With W_h = N_h/N the stratum's share of all papers, n_h of them sampled and
 * s_h² their variance with divisor n_h - 1: mean = sum W_h mean_h,
 * SE² = sum W_h² (1 - n_h/N_h) s_h²/n_h. The factor 1 - n_h/N_h, the finite
 * population correction (fpc), makes a completely sampled stratum certain.
 *
 * @returns The mean with its normal limits, not clamped; null where the
 * standard error is 0, which is flagged `degenerate_se` unless every stratum
 * was sampled completely.
 * @throws {RangeError} If there is no stratum, the lists differ in length, a
 * stratum is not declared or has more sampled papers than papers, no sampled
 * paper, or one of several, or confidence is outside (0, 1).
 *
 * @example
 * ```ts
 * import { stratifiedMean } from "lib/stats/stratified_mean.ts";
 * import assert from "node:assert/strict";
 * const { estimate } = stratifiedMean({
 *   y: [1, 0, 1, 1],
 *   stratum: ["PLOS", "PLOS", "BMJ", "BMJ"],
 *   populations: { PLOS: 30, BMJ: 10 },
 * });
 * assert.equal(estimate, 0.625); // 3/4 of 1/2 and 1/4 of 1
 * ```
 */
export function stratifiedMean(
  sample: StratifiedSample,
  { confidence = 0.95 }: IntervalOptions = {},
): StratifiedMean {
  const z = criticalValue(confidence);
  const strata = strataOf(sample, "a stratified mean");
  let estimate = 0;
  let variance = 0;
  let varianceNoFpc: number | null = 0;
  for (const { weight, mean, variance: own, fpc, n } of strata) {
    estimate += weight * mean;
    variance += weight ** 2 * fpc * (own ?? 0) / n;
    varianceNoFpc = own === null || varianceNoFpc === null
      ? null
      : varianceNoFpc + weight ** 2 * own / n;
  }
  const se = Math.sqrt(variance);
  const census = strata.every(({ fpc }) => fpc === 0);
  return {
    estimate,
    se,
    low: se === 0 ? null : estimate - z * se,
    high: se === 0 ? null : estimate + z * se,
    seNoFpc: varianceNoFpc === null ? null : Math.sqrt(varianceNoFpc),
    n: sample.y.length,
    method: "stratified_mean",
    confidence,
    flags: se === 0 && !census ? ["degenerate_se"] : [],
  };
}

/** What a stratified estimate needs of each stratum. */
export interface StratumSummary {
  /** The stratum's share of all papers. */
  readonly weight: number;
  readonly n: number;
  readonly mean: number;
  /** With divisor n - 1; null if the stratum has one paper in all. */
  readonly variance: number | null;
  /** 1 - sampled share; 0 if all papers of the stratum were sampled. */
  readonly fpc: number;
}

/**
 * Summarises each stratum of a sample.
 *
 * @throws {TypeError | RangeError} As {@link stratifiedMean}.
 */
export function strataOf(
  { y, stratum, populations }: StratifiedSample,
  what: string,
): StratumSummary[] {
  checkSameLength({ y, stratum }, what);
  checkNumbers(y, "y", what);
  const total = Object.values(populations).reduce((sum, N) => sum + N, 0);
  const values = Map.groupBy(y.keys(), (i) => stratum[i]!);
  for (const name of values.keys()) {
    if (!Object.hasOwn(populations, name)) {
      throw new RangeError(
        `Cannot compute ${what} as stratum "${name}" has no known number of papers`,
      );
    }
  }
  checkSomeObservations(y.length, what);
  return Object.entries(populations).flatMap(([name, population]) => {
    checkCount(population, `the number of papers of "${name}"`, what);
    const sampled = (values.get(name) ?? []).map((i) => y[i]!);
    const n = sampled.length;
    if (n === 0 && population === 0) return [];
    if (n > population) {
      throw new RangeError(
        `Cannot compute ${what} as stratum "${name}" has more sampled papers than papers: ${n} of ${population}`,
      );
    }
    if (n === 0 || (n === 1 && population > 1)) {
      throw new RangeError(
        `Cannot compute ${what}: stratum "${name}" has ${n} sampled of ${population} papers, too few for a variance`,
      );
    }
    return {
      weight: population / total,
      n,
      mean: mean(sampled),
      variance: n === 1 ? null : sampleVariance(sampled),
      fpc: 1 - n / population,
    };
  });
}
