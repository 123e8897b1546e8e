import { criticalValue } from "lib/stats/distributions.ts";

/**
 * Wilson's limits of a share whose observations are not independent or not
 * equally likely, with the number of independent ones that would give the same
 * standard error (Dean & Pagano 2015, doi:10.1093/jssam/smv024).
 *
 * @param share From 0 to 1.
 * @param effective Effective number of observations, above 0, whole or not.
 * @param confidence Two-sided level, strictly between 0 and 1.
 * @returns Limits from 0 to 1; the lower is exactly 0 at a share of 0, the
 * upper exactly 1 at a share of 1.
 */
export function effectiveWilson(
  share: number,
  effective: number,
  confidence: number,
): { readonly low: number; readonly high: number } {
  return wilsonLimits(share, effective, criticalValue(confidence));
}

/**
 * As {@link effectiveWilson}, at a number of standard errors instead of a level.
 *
 * @param z Standard errors that the interval reaches to both sides, 0 or more.
 */
export function wilsonLimits(
  share: number,
  effective: number,
  z: number,
): { readonly low: number; readonly high: number } {
  const z2 = z ** 2;
  const centre = (share + z2 / (2 * effective)) / (1 + z2 / effective);
  const halfWidth = Math.sqrt(
    z2 * (share * (1 - share) / effective + z2 / (4 * effective ** 2)),
  ) / (1 + z2 / effective);
  return {
    low: share === 0 ? 0 : centre - halfWidth,
    high: share === 1 ? 1 : centre + halfWidth,
  };
}
