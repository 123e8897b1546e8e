import { correctionFlags, youdenIndex } from "lib/stats/corrected_share.ts";
import {
  clamp,
  type IntervalOptions,
  type Provenance,
} from "lib/stats/estimate.ts";
import type { Proportion } from "lib/stats/newcombe.ts";
import { checkShare } from "lib/stats/valid_input.ts";
import { wilsonInterval } from "lib/stats/wilson.ts";

/** Prevalence corrected with error rates taken as known. */
export interface RoganGladenKnown extends Provenance {
  /** Share that the annotator says yes to. */
  readonly apparent: number;
  /** Corrected share; outside 0 to 1 if it contradicts the error rates. */
  readonly estimateRaw: number;
  /** Corrected share, clamped to 0 to 1, as are the limits. */
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Corrects the share of papers that an annotator says yes to for its errors,
 * its sensitivity and specificity being known exactly
 * (Rogan & Gladen 1978, doi:10.1093/oxfordjournals.aje.a112510).
 *
 * With apparent share ap = positives / n and J = Se + Sp - 1, the prevalence is
 * (ap + Sp - 1) / J; the Wilson limits of ap are mapped the same way. The
 * interval ignores that error rates are estimates and is far too narrow if
 * they are: then use `roganGladen()` or `langReiczigel()`.
 *
 * @param sample Papers the annotator says yes to, of all it was asked about.
 * @param rates Share of human-yes papers it finds (sensitivity) and of
 * human-no papers it leaves out (specificity).
 * @returns The corrected share with its limits. Flags: `inconsistent_rates`
 * if ap < 1 - Sp or ap > Se, `clamped`, and `weak_classifier` if J < 0.2.
 * @throws {RangeError} If Se + Sp <= 1 (answers then say nothing), n is 0,
 * positives exceed n, a rate is outside 0 to 1, or confidence is outside
 * (0, 1).
 *
 * @example 10 % found by an annotator with 95 % specificity
 * ```ts
 * import { roganGladenKnown } from "lib/stats/rogan_gladen_known.ts";
 * import assert from "node:assert/strict";
 * const { estimate } = roganGladenKnown(
 *   { successes: 100, n: 1000 },
 *   { sensitivity: 0.9, specificity: 0.95 },
 * );
 * assert.equal(estimate.toFixed(4), "0.0588");
 * ```
 */
export function roganGladenKnown(
  sample: Proportion,
  { sensitivity, specificity }: {
    readonly sensitivity: number;
    readonly specificity: number;
  },
  { confidence = 0.95 }: IntervalOptions = {},
): RoganGladenKnown {
  const what = "a corrected prevalence";
  checkShare(sensitivity, "sensitivity", what);
  checkShare(specificity, "specificity", what);
  const youden = youdenIndex(sensitivity, specificity);
  const apparent = wilsonInterval(sample.successes, sample.n, { confidence });
  const corrected = (share: number) => (share + specificity - 1) / youden;
  const estimateRaw = corrected(apparent.estimate);
  const low = corrected(apparent.low);
  const high = corrected(apparent.high);
  return {
    apparent: apparent.estimate,
    estimateRaw,
    estimate: clamp(estimateRaw),
    low: clamp(low),
    high: clamp(high),
    n: sample.n,
    method: "rogan_gladen_known",
    confidence,
    flags: correctionFlags(estimateRaw, low, high, youden),
  };
}
