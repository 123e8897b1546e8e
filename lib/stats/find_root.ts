/** Where to look for a root. */
export interface RootSearch {
  /** A point on one side of the root, and the function's value there. */
  readonly from: number;
  readonly valueAtFrom: number;
  /** A first guess, on the side of `from` on which the root lies. */
  readonly guess: number;
  /** The root lies between `from` and here; may be infinite. */
  readonly bound: number;
  /** A value so close to 0 is taken for 0. */
  readonly tolerance: number;
}

/**
 * Finds where a continuous function that changes sign once is 0: secant
 * steps, with a halving of the bracket (or a doubling of the distance while
 * there is no far end) wherever a step leaves it.
 *
 * @param f The function.
 * @param search Where to look.
 * @returns The root, or the best point after 100 steps.
 *
 * @example
 * ```ts
 * import { findRoot } from "lib/stats/find_root.ts";
 * import assert from "node:assert/strict";
 * const root = findRoot((x) => x * x - 2, {
 *   ...{ from: 0, valueAtFrom: -2, guess: 1, bound: Infinity },
 *   tolerance: 1e-12,
 * });
 * assert.equal(root.toFixed(9), "1.414213562");
 * ```
 */
export function findRoot(
  f: (x: number) => number,
  { from, valueAtFrom, guess, bound, tolerance }: RootSearch,
): number {
  let [near, far] = [from, bound];
  let [before, valueBefore] = [from, valueAtFrom];
  let x = guess;
  for (let step = 0; step < 100; step++) {
    const value = f(x);
    if (Math.abs(value) <= tolerance) return x;
    if (value * valueAtFrom > 0) near = x;
    else far = x;
    const slope = (value - valueBefore) / (x - before);
    [before, valueBefore] = [x, value];
    const next = x - value / slope;
    if ((next - near) * (next - far) < 0) x = next;
    else if (Number.isFinite(far)) x = (near + far) / 2;
    else x = from + 2 * (near - from);
    if (x === before) return x;
  }
  return x;
}
