import { correctedShare, correctionFlags } from "lib/stats/corrected_share.ts";
import { criticalValue } from "lib/stats/distributions.ts";
import {
  clamp,
  type IntervalOptions,
  type Provenance,
} from "lib/stats/estimate.ts";
import type { Proportion } from "lib/stats/newcombe.ts";
import { checkProportion } from "lib/stats/valid_input.ts";

/** Prevalence corrected with estimated error rates. */
export interface RoganGladen extends Provenance {
  readonly apparent: number;
  readonly estimateRaw: number;
  /** Corrected share, clamped to 0 to 1. */
  readonly estimate: number;
  readonly se: number;
  /** Limits, not clamped. */
  readonly lowRaw: number;
  readonly highRaw: number;
}

/**
 * Corrects the share of papers that an annotator says yes to for its errors,
 * its sensitivity and specificity being estimated on other, labelled papers
 * (Rogan & Gladen 1978, doi:10.1093/oxfordjournals.aje.a112510; variance by
 * the delta method, eq. 4 of Lang & Reiczigel 2014,
 * doi:10.1016/j.prevetmed.2013.09.015, whose (1 + theta)² is a misprint).
 *
 * With apparent share ap and J = Se + Sp - 1: theta = (ap + Sp - 1) / J,
 * Var = (ap(1 - ap)/n + theta² Se(1 - Se)/n_Se + (1 - theta)² Sp(1 - Sp)/n_Sp)
 * / J². Only where the error rates hold for the papers of the sample; with
 * labels on a random part of it, use `ppiMean()`.
 *
 * @param sample Papers the annotator says yes to, of all it was asked about.
 * @param rates Human-yes papers it finds (sensitivity) and human-no papers it
 * leaves out (specificity), each with the number of labelled papers.
 * @returns The corrected share, raw and clamped, with normal limits, not
 * clamped. Flags as `roganGladenKnown()`, and `degenerate_se` if the
 * standard error is 0.
 * @throws {RangeError} As `roganGladenKnown()`; also if no human-yes or no
 * human-no paper is labelled.
 *
 * @example
 * ```ts
 * import { roganGladen } from "lib/stats/rogan_gladen.ts";
 * import assert from "node:assert/strict";
 * const { estimate, se } = roganGladen({ successes: 219, n: 1000 }, {
 *   sensitivity: { successes: 44, n: 50 },
 *   specificity: { successes: 94, n: 100 },
 * });
 * assert.equal(estimate.toFixed(4), "0.1939");
 * assert.equal(se.toFixed(4), "0.0303");
 * ```
 */
export function roganGladen(
  sample: Proportion,
  { sensitivity, specificity }: {
    readonly sensitivity: Proportion;
    readonly specificity: Proportion;
  },
  { confidence = 0.95 }: IntervalOptions = {},
): RoganGladen {
  const z = criticalValue(confidence);
  for (const { successes, n } of [sample, sensitivity, specificity]) {
    checkProportion(successes, n, "a corrected prevalence");
  }
  const { theta, variance, youden } = correctedShare(
    { share: sample.successes / sample.n, n: sample.n },
    { share: sensitivity.successes / sensitivity.n, n: sensitivity.n },
    { share: specificity.successes / specificity.n, n: specificity.n },
  );
  const se = Math.sqrt(variance);
  const lowRaw = theta - z * se;
  const highRaw = theta + z * se;
  const flags = correctionFlags(theta, theta, theta, youden);
  return {
    apparent: sample.successes / sample.n,
    estimateRaw: theta,
    estimate: clamp(theta),
    se,
    lowRaw,
    highRaw,
    n: sample.n,
    method: "rogan_gladen",
    confidence,
    flags: se === 0 ? [...flags, "degenerate_se"] : flags,
  };
}
