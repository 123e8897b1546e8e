import {
  checkCount,
  checkCounts,
  checkNumbers,
  checkSameLength,
  checkSomeObservations,
} from "lib/stats/valid_input.ts";

/** Strata to spread labels over. */
export interface AllocationInput {
  /** Labels in all. */
  readonly n: number;
  /** Papers per stratum. */
  readonly sizes: readonly number[];
  /** Standard deviation per stratum of what is estimated: Y, or Y - F with an annotator's help. */
  readonly deviations: readonly number[];
}

/** Labels per stratum before rounding. */
export interface Allocation {
  readonly proportional: number[];
  /** With the smallest standard error; proportional if nothing varies. */
  readonly neyman: number[];
  /** Standard error of the stratified mean under `neyman`, with the fpc; null if that asks for more papers than there are. */
  readonly seNeyman: number | null;
}

/**
 * Spreads labels over strata, unrounded and not capped at the strata's sizes
 * (see `allocateLabels()` for whole numbers).
 *
 * With N_h papers and standard deviation S_h: proportional n N_h / N; Neyman
 * n N_h S_h / sum N_h S_h, which makes the standard error of the stratified
 * mean smallest (Neyman 1934, doi:10.2307/2342192; Cochran 1977, ch. 5); then
 * SE² = ((sum N_h S_h)²/n - sum N_h S_h²) / N².
 *
 * @throws {RangeError} If there is no stratum or paper, n is 0 or more than
 * there are papers, the lists differ in length, or a deviation is negative.
 *
 * @example The stratum that varies most gets most
 * ```ts
 * import { allocation } from "lib/stats/allocation.ts";
 * import assert from "node:assert/strict";
 * const { proportional, neyman } = allocation(
 *   { n: 30, sizes: [100, 200], deviations: [0.4, 0.1] },
 * );
 * assert.deepEqual(proportional, [10, 20]);
 * assert.deepEqual(neyman, [20, 10]);
 * ```
 */
export function allocation(
  { n, sizes, deviations }: AllocationInput,
): Allocation {
  const total = checkAllocation({ n, sizes, deviations });
  const spread = sizes.map((size, h) => size * deviations[h]!);
  const sumSpread = spread.reduce((sum, x) => sum + x, 0);
  const sumSquares = spread.reduce((sum, x, h) => sum + x * deviations[h]!, 0);
  const proportional = sizes.map((size) => n * size / total);
  const variance = sumSpread ** 2 / n - sumSquares;
  return {
    proportional,
    neyman: sumSpread === 0
      ? proportional
      : spread.map((x) => n * x / sumSpread),
    // Equal strata sampled completely leave a 0 that rounding may miss.
    seNeyman: variance < -1e-12 * sumSquares
      ? null
      : Math.sqrt(Math.max(0, variance)) / total,
  };
}

/**
 * Checks the input and adds up the papers.
 *
 * @throws {TypeError | RangeError} As {@link allocation}.
 */
export function checkAllocation(
  { n, sizes, deviations }: AllocationInput,
): number {
  const what = "an allocation";
  checkCount(n, "n", what);
  checkCounts(sizes, "sizes", what);
  checkNumbers(deviations, "deviations", what);
  checkSameLength({ sizes, deviations }, what);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  checkSomeObservations(total, what);
  if (n === 0 || n > total) {
    throw new RangeError(
      `Cannot compute ${what} as n must be 1 to ${total}, the number of papers: current value is ${n}`,
    );
  }
  if (deviations.some((deviation) => deviation < 0)) {
    throw new RangeError(
      `Cannot compute ${what} as standard deviations must be >= 0: current values are ${
        deviations.join(", ")
      }`,
    );
  }
  return total;
}
