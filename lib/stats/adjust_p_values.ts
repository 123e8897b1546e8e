import { checkShare } from "lib/stats/valid_input.ts";

/** A list of p-values; null where a test has none. */
export type PValues = readonly (number | null)[];

/**
 * Benjamini-Hochberg adjustment: keep those at or below 0.05 and at most 5 %
 * of the findings kept are expected to be false (Benjamini & Hochberg 1995,
 * doi:10.1111/j.2517-6161.1995.tb02031.x).
 *
 * Of m p-values in rising order, the i-th becomes the smallest of
 * m p_(k) / k over all k >= i, at most 1. The m tests are all that are
 * reported, decided beforehand.
 *
 * @param pValues 0 to 1; nulls stay null and do not count in m.
 * @returns Adjusted p-values in the order given.
 * @throws {RangeError} If a p-value is outside 0 to 1.
 *
 * @example
 * ```ts
 * import { benjaminiHochberg } from "lib/stats/adjust_p_values.ts";
 * import assert from "node:assert/strict";
 * assert.deepEqual(benjaminiHochberg([0.5, 0.125, null]), [0.5, 0.25, null]);
 * ```
 */
export function benjaminiHochberg(pValues: PValues): (number | null)[] {
  const order = risingOrder(pValues);
  const adjusted: (number | null)[] = pValues.map(() => null);
  let smallest = 1;
  for (let rank = order.length; rank >= 1; rank--) {
    const { p, position } = order[rank - 1]!;
    smallest = Math.min(smallest, order.length * p / rank);
    adjusted[position] = smallest;
  }
  return adjusted;
}

/**
 * Holm adjustment: keep those at or below 0.05 and the chance of even one
 * false finding is at most 5 % (Holm 1979, jstor:4615733).
 *
 * Of m p-values in rising order, the i-th becomes the largest of
 * (m - k + 1) p_(k) over all k <= i, at most 1.
 *
 * @param pValues 0 to 1; nulls stay null and do not count in m.
 * @returns Adjusted p-values in the order given.
 * @throws {RangeError} If a p-value is outside 0 to 1.
 *
 * @example
 * ```ts
 * import { holm } from "lib/stats/adjust_p_values.ts";
 * import assert from "node:assert/strict";
 * assert.deepEqual(holm([0.5, 0.125, 0.25]), [0.5, 0.375, 0.5]);
 * ```
 */
export function holm(pValues: PValues): (number | null)[] {
  const order = risingOrder(pValues);
  const adjusted: (number | null)[] = pValues.map(() => null);
  let largest = 0;
  order.forEach(({ p, position }, i) => {
    largest = Math.max(largest, Math.min(1, (order.length - i) * p));
    adjusted[position] = largest;
  });
  return adjusted;
}

/** Known p-values with their position in the list, smallest first. */
function risingOrder(pValues: PValues): { p: number; position: number }[] {
  const known: { p: number; position: number }[] = [];
  pValues.forEach((p, position) => {
    if (p === null) return;
    checkShare(p, `p-value ${position + 1}`, "adjusted p-values");
    known.push({ p, position });
  });
  return known.sort((a, b) => a.p - b.p);
}
