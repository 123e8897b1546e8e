import { criticalValue } from "lib/stats/distributions.ts";
import type { Flag, NormalEstimate } from "lib/stats/estimate.ts";
import {
  type PpiInput,
  type PpiMean,
  ppiMean,
  type PpiOptions,
} from "lib/stats/ppi_mean.ts";
import { isSmallCell } from "lib/stats/small_cell.ts";
import { checkCount, checkSomeObservations } from "lib/stats/valid_input.ts";

/** One stratum of papers. */
export interface PpiStratum extends PpiInput {
  readonly stratum: string;
  /** Papers of the stratum, labelled or not. */
  readonly population: number;
}

/** Mean over strata, with each stratum's own mean. */
export interface StratifiedPpiMean extends NormalEstimate {
  readonly strata: readonly (PpiMean & { readonly stratum: string })[];
}

/**
 * Prediction-powered mean of papers labelled by stratum: the annotator's error
 * rates may differ between strata, and each has its own lambda
 * (Fisch et al. 2024, arXiv:2406.04291).
 *
 * With W_h the stratum's share of all papers:
 * theta = sum W_h theta_h, SE² = sum W_h² SE_h².
 *
 * @param strata Papers of each stratum; labels must be a random part of each.
 * @param options As `ppiMean()`, applied in each stratum.
 * @returns The mean with its normal limits, not clamped (null if the standard
 * error is 0), and the strata's own. Flags: `degenerate_se` if any stratum has
 * it, `small_cell` as `isSmallCell()` over all labels.
 * @throws {RangeError} If there is no stratum, one has fewer than two labelled
 * papers (merge strata by a rule fixed beforehand) or fewer papers than
 * listed, or as `ppiMean()`.
 *
 * @example
 * ```ts
 * import { ppiMeanStratified } from "lib/stats/ppi_mean_stratified.ts";
 * import assert from "node:assert/strict";
 * const { estimate } = ppiMeanStratified([
 *   { stratum: "2020", population: 4, y: [1, 0], yhat: [1, 0], yhatUnlabelled: [1, 0] },
 *   { stratum: "2021", population: 12, y: [0, 0, 1], yhat: [0, 0, 1], yhatUnlabelled: [0, 1] },
 * ], { lambda: 0 });
 * assert.equal(estimate.toFixed(4), "0.3750"); // 1/4 of 1/2 and 3/4 of 1/3
 * ```
 */
export function ppiMeanStratified(
  strata: readonly PpiStratum[],
  { lambda = "tuned", confidence = 0.95 }: PpiOptions = {},
): StratifiedPpiMean {
  const z = criticalValue(confidence);
  checkSomeObservations(strata.length, "a stratified mean");
  const parts = strata.map((stratum) => {
    const listed = stratum.y.length + stratum.yhatUnlabelled.length;
    checkCount(stratum.population, "the population", "a stratified mean");
    if (stratum.population < listed) {
      throw new RangeError(
        `Cannot compute a stratified mean as stratum "${stratum.stratum}" lists more papers than it has: ${listed} of ${stratum.population}`,
      );
    }
    return {
      stratum: stratum.stratum,
      ...ppiMean(stratum, { lambda, confidence }),
    };
  });
  const population = strata.reduce(
    (sum, { population }) => sum + population,
    0,
  );
  let estimate = 0;
  let variance = 0;
  parts.forEach((part, h) => {
    const weight = strata[h]!.population / population;
    estimate += weight * part.estimate;
    variance += weight ** 2 * part.se ** 2;
  });
  const se = Math.sqrt(variance);
  const flags: Flag[] = [];
  if (parts.some((part) => part.flags.includes("degenerate_se"))) {
    flags.push("degenerate_se");
  }
  const labels = strata.flatMap(({ y }) => y);
  if (isSmallCell(labels, strata.flatMap(({ yhat }) => yhat))) {
    flags.push("small_cell");
  }
  return {
    estimate,
    se,
    low: se === 0 ? null : estimate - z * se,
    high: se === 0 ? null : estimate + z * se,
    strata: parts,
    n: parts.reduce((sum, { n }) => sum + n, 0),
    method: "ppi_stratified",
    confidence,
    flags,
  };
}
