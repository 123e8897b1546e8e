import { sampleStandardDeviation } from "simple-statistics";
import {
  criticalValue,
  normalCdf,
  normalQuantile,
} from "lib/stats/distributions.ts";
import type { Flag, IntervalOptions, Provenance } from "lib/stats/estimate.ts";
import { checkNumber, checkNumbers } from "lib/stats/valid_input.ts";

/** Intervals from bootstrap replicates. */
export interface BootstrapInterval extends Provenance {
  readonly estimate: number;
  /** Standard deviation of the replicates; null for fewer than two. */
  readonly se: number | null;
  readonly percentile: readonly [low: number, high: number];
  /** Bias-corrected and accelerated limits; null where undefined. */
  readonly bca: readonly [low: number, high: number] | null;
  /** Bias correction, in standard deviations; null where undefined. */
  readonly z0: number | null;
  /** Acceleration; null where undefined. */
  readonly acceleration: number | null;
  /** Replicates with a value. */
  readonly replicates: number;
  /** Replicates in which the statistic was undefined. */
  readonly undefinedReplicates: number;
}

/** What an interval is made from. */
export interface BootstrapInput {
  /** Papers in the sample. */
  readonly n: number;
  /** The statistic of the whole sample. */
  readonly estimate: number;
  /** The statistic of each resample; null where it is undefined. */
  readonly replicates: ArrayLike<number | null>;
  /**
   * The statistic without each paper in turn, for BCa: values, each with the
   * number of papers that give it.
   */
  readonly leaveOneOut?: readonly {
    readonly value: number;
    readonly papers: number;
  }[];
}

/**
 * Turns bootstrap replicates into intervals.
 *
 * Percentile: quantiles of the replicates at alpha/2 and 1 - alpha/2, linear
 * between order statistics (type 7). BCa (Efron 1987,
 * doi:10.1080/01621459.1987.10478410; Efron & Tibshirani 1993, 14.3): with t
 * the estimate, t* the B replicates, t_i the leave-one-out values and tj their
 * mean, z0 = quantile of (#(t* < t) + #(t* <= t)) / 2B,
 * a = sum (tj - t_i)³ / (6 (sum (tj - t_i)²)^1.5), and the quantiles are taken
 * at Phi(z0 + (z0 ± z) / (1 - a(z0 ± z))), as scipy does.
 *
 * @returns Both intervals, in the unit of the statistic. BCa is null (flag
 * `bca_undefined`) if all replicates are equal or on one side of the estimate,
 * or leave-one-out values are missing or equal.
 * @throws {RangeError} If there is no replicate, the statistic is undefined in
 * more than 5 % of them, a value is not finite, or confidence is outside
 * (0, 1).
 *
 * @example
 * ```ts
 * import { bootstrapInterval } from "lib/stats/bootstrap_interval.ts";
 * import assert from "node:assert/strict";
 * const { percentile } = bootstrapInterval(
 *   { n: 9, estimate: 3, replicates: [1, 2, 3, 4, 5] },
 *   { confidence: 0.5 },
 * );
 * assert.deepEqual(percentile, [2, 4]);
 * ```
 */
export function bootstrapInterval(
  { n, estimate, replicates, leaveOneOut = [] }: BootstrapInput,
  { confidence = 0.95 }: IntervalOptions = {},
): BootstrapInterval {
  const what = "a bootstrap interval";
  const z = criticalValue(confidence);
  checkNumber(estimate, "the estimate", what);
  const known = Array.from(replicates).filter((value) => value !== null);
  checkNumbers(known, "replicates", what);
  const missing = replicates.length - known.length;
  if (known.length === 0 || missing > 0.05 * replicates.length) {
    throw new RangeError(
      `Cannot compute ${what}: the statistic is undefined in ${missing} of ${replicates.length} replicates`,
    );
  }
  const sorted = Float64Array.from(known).sort();
  const tail = (1 - confidence) / 2;
  const z0 = biasCorrection(sorted, estimate);
  const acceleration = accelerationOf(leaveOneOut);
  const bca = z0 === null || acceleration === null
    ? null
    : bcaLimits(sorted, z0, acceleration, z);
  const flags: Flag[] = [];
  if (bca === null) flags.push("bca_undefined");
  if (missing > 0) flags.push("undefined_replicates");
  const constant = sorted[0] === sorted.at(-1);
  if (constant) flags.push("degenerate_se");
  return {
    estimate,
    se: known.length < 2 ? null : constant ? 0 : sampleStandardDeviation(known),
    percentile: [quantile(sorted, tail), quantile(sorted, 1 - tail)],
    bca,
    z0,
    acceleration,
    replicates: known.length,
    undefinedReplicates: missing,
    n,
    method: bca === null ? "bootstrap_percentile" : "bootstrap_bca",
    confidence,
    flags,
  };
}

/** Quantile of sorted values, linear between neighbours (type 7). */
function quantile(sorted: Float64Array, probability: number): number {
  const position = (sorted.length - 1) * probability;
  const below = sorted[Math.floor(position)]!;
  const above = sorted[Math.ceil(position)]!;
  return below + (position - Math.floor(position)) * (above - below);
}

function biasCorrection(sorted: Float64Array, estimate: number): number | null {
  if (sorted[0] === sorted.at(-1)) return null;
  let below = 0;
  let tied = 0;
  for (const value of sorted) {
    if (value < estimate) below++;
    else if (value === estimate) tied++;
  }
  const share = (below + tied / 2) / sorted.length;
  return share === 0 || share === 1 ? null : normalQuantile(share);
}

function accelerationOf(
  leaveOneOut: readonly { value: number; papers: number }[],
): number | null {
  const values = leaveOneOut.map(({ value }) => value);
  if (new Set(values).size < 2) return null;
  const n = leaveOneOut.reduce((sum, { papers }) => sum + papers, 0);
  const centre = leaveOneOut.reduce(
    (sum, { value, papers }) => sum + papers * value,
    0,
  ) / n;
  let cubes = 0;
  let squares = 0;
  for (const { value, papers } of leaveOneOut) {
    cubes += papers * (centre - value) ** 3;
    squares += papers * (centre - value) ** 2;
  }
  return cubes / (6 * squares ** 1.5);
}

function bcaLimits(
  sorted: Float64Array,
  z0: number,
  acceleration: number,
  z: number,
): [number, number] | null {
  const limits: number[] = [];
  for (const shifted of [z0 - z, z0 + z]) {
    const room = 1 - acceleration * shifted;
    if (room <= 0) return null; // the correction runs past the last replicate
    limits.push(quantile(sorted, normalCdf(z0 + shifted / room)));
  }
  return [limits[0]!, limits[1]!];
}
