/** What every estimate with an interval carries, whatever its method. */

/**
 * What a reader must know before using an estimate:
 * - `degenerate_se`: the standard error is 0, or misses a part, only because
 *   the sample shows no variation; the interval is withheld or too narrow;
 * - `clamped`: a limit or the estimate lay outside the possible range;
 * - `small_cell`: fewer observations than the method's theory needs;
 * - `inconsistent_rates`: the apparent prevalence contradicts the error rates;
 * - `weak_classifier`: sensitivity + specificity - 1 is below 0.2;
 * - `undefined_replicates`: some bootstrap replicates had no value;
 * - `bca_undefined`: only the percentile interval exists.
 */
export type Flag =
  | "degenerate_se"
  | "clamped"
  | "small_cell"
  | "inconsistent_rates"
  | "weak_classifier"
  | "undefined_replicates"
  | "bca_undefined";

/** How an estimate was made. */
export interface Provenance {
  /** Papers, ratings or trials that it rests on. */
  readonly n: number;
  /** Name of the method of the interval or standard error. */
  readonly method: string;
  /** Level of the two-sided interval, such as 0.95. */
  readonly confidence: number;
  readonly flags: readonly Flag[];
}

/** An estimate and its two-sided interval. */
export interface Interval extends Provenance {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** An estimate with its standard error; limits are null where withheld. */
export interface NormalEstimate extends Provenance {
  readonly estimate: number;
  readonly se: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Options of everything that returns an interval. */
export interface IntervalOptions {
  /** Two-sided confidence level, strictly between 0 and 1; 0.95 by default. */
  readonly confidence?: number | undefined;
}

/** Moves a value into the range from `low` to `high`. */
export function clamp(value: number, low = 0, high = 1): number {
  return Math.min(high, Math.max(low, value));
}
