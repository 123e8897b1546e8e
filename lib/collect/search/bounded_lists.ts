/**
 * Splits values into lists that fit a service: by number and by the length of
 * the address that they make.
 *
 * @param values What to ask for.
 * @param fits Tells whether a list may be sent; a single value always may.
 * @returns The lists, in the order of the values, each as long as fits.
 *
 * @example
 * ```ts
 * import { boundedLists } from "lib/collect/search/bounded_lists.ts";
 * import assert from "node:assert/strict";
 * const fits = (list: readonly string[]) => list.join("|").length <= 5;
 * assert.deepEqual(boundedLists(["ab", "cd", "ef"], fits), [["ab", "cd"], ["ef"]]);
 * ```
 */
export function boundedLists<T>(
  values: readonly T[],
  fits: (list: readonly T[]) => boolean,
): T[][] {
  const lists: T[][] = [];
  for (const value of values) {
    const last = lists.at(-1);
    if (last !== undefined && fits([...last, value])) last.push(value);
    else lists.push([value]);
  }
  return lists;
}
