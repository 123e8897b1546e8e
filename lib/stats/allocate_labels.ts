import { type AllocationInput, checkAllocation } from "lib/stats/allocation.ts";
import { checkCount } from "lib/stats/valid_input.ts";

/**
 * Spreads labels over strata in whole numbers that add up to n: Neyman
 * allocation (proportional if nothing varies), capped at each stratum's size
 * with the rest spread over the others, at least `minimum` per stratum as far
 * as it has papers, rounded by largest remainder.
 *
 * @param options.minimum Least labels per stratum: 2 give a variance, 10 or
 * more a usable one; 2 by default.
 * @returns Labels per stratum; with equal remainders the earlier stratum gets
 * one more.
 * @throws {RangeError} As `allocation()`; also if n does not reach the
 * minimum in every stratum.
 *
 * @example
 * ```ts
 * import { allocateLabels } from "lib/stats/allocate_labels.ts";
 * import assert from "node:assert/strict";
 * assert.deepEqual(
 *   allocateLabels({ n: 60, sizes: [10, 400, 800], deviations: [0.5, 0.05, 0] }),
 *   [10, 48, 2],
 * );
 * ```
 */
export function allocateLabels(
  { n, sizes, deviations }: AllocationInput,
  { minimum = 2 }: { readonly minimum?: number } = {},
): number[] {
  checkAllocation({ n, sizes, deviations });
  checkCount(minimum, "the minimum per stratum", "an allocation");
  const least = sizes.map((size) => Math.min(size, minimum));
  const needed = sum(least);
  if (n < needed) {
    throw new RangeError(
      `Cannot allocate labels as ${minimum} per stratum take ${needed}: current number is ${n}`,
    );
  }
  const shares = boundedShares(n, sizes, deviations, least);
  const whole = shares.map(Math.floor);
  const left = n - sum(whole);
  const byRemainder = shares
    .map((share, h) => ({ h, remainder: share - whole[h]! }))
    .sort((a, b) => b.remainder - a.remainder);
  for (const { h } of byRemainder.slice(0, left)) whole[h]! += 1;
  return whole;
}

/**
 * Neyman shares within the bounds of each stratum: fixes the strata that break
 * a bound at that bound and spreads the rest anew, until none breaks one.
 */
function boundedShares(
  n: number,
  sizes: readonly number[],
  deviations: readonly number[],
  least: readonly number[],
): number[] {
  const fixed = new Map<number, number>();
  sizes.forEach((size, h) => {
    if (least[h] === size) fixed.set(h, size);
  });
  while (true) {
    const shares = openShares(n, sizes, deviations, fixed);
    const above = shares.filter(({ h, share }) => share > sizes[h]!);
    const below = shares.filter(({ h, share }) => share < least[h]!);
    const excess = sum(above.map(({ h, share }) => share - sizes[h]!));
    const lack = sum(below.map(({ h, share }) => least[h]! - share));
    if (excess === 0 && lack === 0) {
      shares.forEach(({ h, share }) => fixed.set(h, share));
      return sizes.map((_, h) => fixed.get(h)!);
    }
    // Fixing the side that breaks its bounds by more leaves enough for the other.
    if (excess >= lack) above.forEach(({ h }) => fixed.set(h, sizes[h]!));
    else below.forEach(({ h }) => fixed.set(h, least[h]!));
  }
}

/** Neyman shares of the strata that are not fixed; proportional if none varies. */
function openShares(
  n: number,
  sizes: readonly number[],
  deviations: readonly number[],
  fixed: ReadonlyMap<number, number>,
): { h: number; share: number }[] {
  const open = [...sizes.keys()].filter((h) => !fixed.has(h));
  const spread = open.map((h) => sizes[h]! * deviations[h]!);
  const weights = sum(spread) > 0 ? spread : open.map((h) => sizes[h]!);
  const left = n - sum([...fixed.values()]);
  return open.map((h, i) => ({ h, share: left * weights[i]! / sum(weights) }));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
