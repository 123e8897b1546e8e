/**
 * Compares texts by code unit: the same order under every locale.
 *
 * @example
 * ```ts
 * import { byCodeUnit } from "lib/order.ts";
 * import assert from "node:assert/strict";
 * assert.deepEqual(["b", "a", "B"].sort(byCodeUnit), ["B", "a", "b"]);
 * ```
 */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
