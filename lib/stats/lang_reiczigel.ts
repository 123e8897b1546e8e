import { correctedShare, correctionFlags } from "lib/stats/corrected_share.ts";
import { criticalValue } from "lib/stats/distributions.ts";
import {
  clamp,
  type Interval,
  type IntervalOptions,
} from "lib/stats/estimate.ts";
import type { Proportion } from "lib/stats/newcombe.ts";
import { checkProportion } from "lib/stats/valid_input.ts";

/**
 * Interval for a prevalence corrected with estimated sensitivity and
 * specificity that also covers with few labels (Lang & Reiczigel 2014,
 * eqs 6, 7, 16 and 17, doi:10.1016/j.prevetmed.2013.09.015). Designed for
 * 95 %; the labelled papers must be others than those of the sample.
 *
 * The shares are shrunk first: n' = n + z², ap' = (x + z²/2)/n',
 * Se' = (x_Se + 1)/(n_Se + 2) with n_Se + 2, and Sp' likewise. With theta' and
 * Var' of `roganGladen()` from these and
 * d = 2z² (theta' Se'(1 - Se')/n_Se' - (1 - theta') Sp'(1 - Sp')/n_Sp'),
 * the limits are theta' + d ± z sqrt(Var'), clamped.
 *
 * @param sample Papers the annotator says yes to, of all it was asked about.
 * @param rates Human-yes papers it finds (sensitivity) and human-no papers it
 * leaves out (specificity), each with the number of labelled papers.
 * @returns The Rogan-Gladen estimate and the limits, all clamped to 0 to 1.
 * @throws {RangeError} If Se + Sp <= 1, before or after shrinking, a sample is
 * empty, successes exceed n, or confidence is outside (0, 1).
 *
 * @example
 * ```ts
 * import { langReiczigel } from "lib/stats/lang_reiczigel.ts";
 * import assert from "node:assert/strict";
 * const { low, high } = langReiczigel({ successes: 219, n: 1000 }, {
 *   sensitivity: { successes: 44, n: 50 },
 *   specificity: { successes: 94, n: 100 },
 * });
 * assert.equal(low.toFixed(4), "0.1261");
 * assert.equal(high.toFixed(4), "0.2528");
 * ```
 */
export function langReiczigel(
  sample: Proportion,
  { sensitivity, specificity }: {
    readonly sensitivity: Proportion;
    readonly specificity: Proportion;
  },
  { confidence = 0.95 }: IntervalOptions = {},
): Interval {
  const z = criticalValue(confidence);
  for (const { successes, n } of [sample, sensitivity, specificity]) {
    checkProportion(successes, n, "a corrected prevalence");
  }
  const { theta, youden } = correctedShare(
    { share: sample.successes / sample.n, n: sample.n },
    { share: sensitivity.successes / sensitivity.n, n: sensitivity.n },
    { share: specificity.successes / specificity.n, n: specificity.n },
  );
  const shrunk = ({ successes, n }: Proportion, added: number) => ({
    share: (successes + added / 2) / (n + added),
    n: n + added,
  });
  const se = shrunk(sensitivity, 2);
  const sp = shrunk(specificity, 2);
  const centre = correctedShare(shrunk(sample, z ** 2), se, sp);
  const shift = 2 * z ** 2 *
    (centre.theta * se.share * (1 - se.share) / se.n -
      (1 - centre.theta) * sp.share * (1 - sp.share) / sp.n);
  const halfWidth = z * Math.sqrt(centre.variance);
  const low = centre.theta + shift - halfWidth;
  const high = centre.theta + shift + halfWidth;
  return {
    estimate: clamp(theta),
    low: clamp(low),
    high: clamp(high),
    n: sample.n,
    method: "lang_reiczigel",
    confidence,
    flags: correctionFlags(theta, low, high, youden),
  };
}
