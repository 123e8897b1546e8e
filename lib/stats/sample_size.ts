import { youdenIndex } from "lib/stats/corrected_share.ts";
import { criticalValue } from "lib/stats/distributions.ts";
import type { IntervalOptions } from "lib/stats/estimate.ts";
import { checkCount, checkNumber, checkShare } from "lib/stats/valid_input.ts";

/** How many papers to label for a share. */
export interface SampleSizeProportion {
  /** For a normal interval and an endless number of papers. */
  readonly n: number;
  readonly nRounded: number;
  /** For a Wilson interval of that half-width. */
  readonly nWilson: number;
  /** For a normal interval and the given number of papers; absent without it. */
  readonly nFpc?: number;
  readonly nFpcRounded?: number;
}

/**
 * How many papers to label so that the interval of a share reaches so far to
 * either side (Cochran 1977, Sampling Techniques, 4.4).
 *
 * With p the share, e the margin and q = p(1 - p): n = z² q / e²; with N
 * papers in all n / (1 + (n - 1)/N); for a Wilson half-width
 * n = (z/e)²/2 · (q - 2e² + sqrt(e² - q(4e² - q))).
 *
 * @param target.margin Half-width of the interval, above 0 and at most 0.5.
 * @param target.p Expected share; 0.5 by default, which needs most papers.
 * @param target.population Papers in all, if the sample is a part of them.
 * @returns Papers, exact and rounded up.
 * @throws {RangeError} If the margin, p or confidence is out of range, the
 * population is not a whole number above 0, or no number of papers is enough.
 *
 * @example
 * ```ts
 * import { sampleSizeProportion } from "lib/stats/sample_size.ts";
 * import assert from "node:assert/strict";
 * assert.equal(sampleSizeProportion({ margin: 0.05 }).nRounded, 385);
 * ```
 */
export function sampleSizeProportion(
  { margin, p = 0.5, population }: {
    readonly margin: number;
    readonly p?: number | undefined;
    readonly population?: number | undefined;
  },
  { confidence = 0.95 }: IntervalOptions = {},
): SampleSizeProportion {
  const z = criticalValue(confidence);
  checkMargin(margin);
  checkShare(p, "p", WHAT);
  const q = p * (1 - p);
  const e2 = margin ** 2;
  const n = z ** 2 * q / e2;
  checkNumber(n, "the number of papers", WHAT);
  const sizes = {
    n,
    nRounded: roundUp(n),
    nWilson: z ** 2 / e2 / 2 *
      (q - 2 * e2 + Math.sqrt(e2 - q * (4 * e2 - q))),
  };
  if (population === undefined) return sizes;
  checkCount(population, "the population", WHAT);
  if (population === 0) {
    throw new RangeError(`Cannot compute ${WHAT}: the population is empty`);
  }
  const nFpc = n / (1 + (n - 1) / population);
  return { ...sizes, nFpc, nFpcRounded: roundUp(nFpc) };
}

/**
 * How many papers to label, whatever their label, so that sensitivity and
 * specificity are known to within a margin: rare classes drive it
 * (Buderer 1996, doi:10.1111/j.1553-2712.1996.tb03538.x).
 *
 * z² Se(1 - Se) / (e² prev) for sensitivity, z² Sp(1 - Sp) / (e² (1 - prev))
 * for specificity.
 *
 * @param target.margin Half-width of the interval, above 0 and at most 0.5.
 * @returns Papers in total, not rounded.
 * @throws {RangeError} If a rate is outside 0 to 1, prevalence is not strictly
 * between, the margin or confidence is out of range, or no number of papers is
 * enough.
 *
 * @example
 * ```ts
 * import { sampleSizeSeSp } from "lib/stats/sample_size.ts";
 * import assert from "node:assert/strict";
 * const { nForSensitivity } = sampleSizeSeSp(
 *   { sensitivity: 0.9, specificity: 0.95, prevalence: 0.2, margin: 0.05 },
 * );
 * assert.equal(Math.ceil(nForSensitivity), 692);
 * ```
 */
export function sampleSizeSeSp(
  { sensitivity, specificity, prevalence, margin }: {
    readonly sensitivity: number;
    readonly specificity: number;
    readonly prevalence: number;
    readonly margin: number;
  },
  { confidence = 0.95 }: IntervalOptions = {},
): { nForSensitivity: number; nForSpecificity: number } {
  const z = criticalValue(confidence);
  checkMargin(margin);
  checkShare(sensitivity, "sensitivity", WHAT);
  checkShare(specificity, "specificity", WHAT);
  checkShare(prevalence, "prevalence", WHAT);
  if (prevalence === 0 || prevalence === 1) {
    throw new RangeError(
      `Cannot compute ${WHAT} as prevalence must lie between 0 and 1, both excluded: current value is ${prevalence}`,
    );
  }
  const size = (rate: number, share: number) => {
    const n = z ** 2 * rate * (1 - rate) / (margin ** 2 * share);
    checkNumber(n, "the number of papers", WHAT);
    return n;
  };
  return {
    nForSensitivity: size(sensitivity, prevalence),
    nForSpecificity: size(specificity, 1 - prevalence),
  };
}

/**
 * How many papers an annotator of known error rates must answer for, so that
 * the corrected prevalence (`roganGladenKnown()`) is known to within a margin:
 * z² ap(1 - ap) / (e² J²) with J = Se + Sp - 1 and the expected apparent share
 * ap = prev Se + (1 - prev)(1 - Sp).
 *
 * @param target.margin Half-width of the interval, above 0 and at most 0.5.
 * @returns Papers, not rounded.
 * @throws {RangeError} If a rate is outside 0 to 1, Se + Sp <= 1, the margin or
 * confidence is out of range, or no number of papers is enough.
 *
 * @example
 * ```ts
 * import { sampleSizeCorrected } from "lib/stats/sample_size.ts";
 * import assert from "node:assert/strict";
 * const n = sampleSizeCorrected(
 *   { sensitivity: 0.9, specificity: 0.9, prevalence: 0.5, margin: 0.05 },
 * );
 * assert.equal(Math.ceil(n), 601); // 385 / 0.8²
 * ```
 */
export function sampleSizeCorrected(
  { sensitivity, specificity, prevalence, margin }: {
    readonly sensitivity: number;
    readonly specificity: number;
    readonly prevalence: number;
    readonly margin: number;
  },
  { confidence = 0.95 }: IntervalOptions = {},
): number {
  const z = criticalValue(confidence);
  checkMargin(margin);
  checkShare(sensitivity, "sensitivity", WHAT);
  checkShare(specificity, "specificity", WHAT);
  checkShare(prevalence, "prevalence", WHAT);
  const youden = youdenIndex(sensitivity, specificity);
  const apparent = prevalence * sensitivity +
    (1 - prevalence) * (1 - specificity);
  const n = z ** 2 * apparent * (1 - apparent) / (margin * youden) ** 2;
  checkNumber(n, "the number of papers", WHAT);
  return n;
}

const WHAT = "a sample size";

function checkMargin(margin: number): void {
  checkNumber(margin, "the margin", WHAT);
  if (margin <= 0 || margin > 0.5) {
    throw new RangeError(
      `Cannot compute ${WHAT} as the margin must be above 0 and at most 0.5: current value is ${margin}`,
    );
  }
}

/** The next whole number, but for rounding errors. */
function roundUp(n: number): number {
  return Math.max(0, Math.ceil(n - 1e-9));
}
