/** What all corrections for an annotator's error rates share. */

import type { Flag } from "lib/stats/estimate.ts";

/** A share and the number of papers it was seen in. */
interface SeenShare {
  readonly share: number;
  readonly n: number;
}

/**
 * The corrected share theta and its delta-method variance.
 *
 * @throws {RangeError} If Se + Sp <= 1.
 */
export function correctedShare(
  apparent: SeenShare,
  sensitivity: SeenShare,
  specificity: SeenShare,
): { theta: number; variance: number; youden: number } {
  const youden = youdenIndex(sensitivity.share, specificity.share);
  const theta = (apparent.share + specificity.share - 1) / youden;
  const spread = ({ share, n }: SeenShare) => share * (1 - share) / n;
  const variance = (spread(apparent) + theta ** 2 * spread(sensitivity) +
    (1 - theta) ** 2 * spread(specificity)) / youden ** 2;
  return { theta, variance, youden };
}

/**
 * Youden's J = sensitivity + specificity - 1, above 0.
 *
 * @throws {RangeError} If it is not: the answers then say nothing.
 */
export function youdenIndex(sensitivity: number, specificity: number): number {
  const youden = sensitivity + specificity - 1;
  if (youden < 1e-12) { // 0 but for rounding, or below
    throw new RangeError(
      `Cannot correct a prevalence as sensitivity + specificity must exceed 1: current values are ${sensitivity} and ${specificity}`,
    );
  }
  return youden;
}

/** Flags of a corrected share and its limits before they are clamped. */
export function correctionFlags(
  theta: number,
  low: number,
  high: number,
  youden: number,
): Flag[] {
  const flags: Flag[] = [];
  if (theta < 0 || theta > 1) flags.push("inconsistent_rates");
  if ([theta, low, high].some((x) => x < 0 || x > 1)) flags.push("clamped");
  if (youden < 0.2) flags.push("weak_classifier");
  return flags;
}
