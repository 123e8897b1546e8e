/**
 * Seeded random numbers that are the same on every platform: all arithmetic
 * is on 32-bit whole numbers.
 */

/** Gives the next random number, at least 0 and below 1. */
export type Random = () => number;

/**
 * Makes a generator of random numbers from a seed: sfc32 of PractRand
 * (https://pracrand.sourceforge.net), its four words filled from the seed by
 * a 128-bit hash.
 *
 * @param seed A number or a text; 42 and "42" are the same seed.
 * @returns A function that gives the next number, 0 to 1 without 1.
 *
 * @example The same seed gives the same numbers
 * ```ts
 * import { prng } from "lib/stats/random.ts";
 * import assert from "node:assert/strict";
 * const random = prng("demo");
 * assert.deepEqual([random(), random()], [
 *   3038674160 / 2 ** 32,
 *   1929045538 / 2 ** 32,
 * ]);
 * ```
 */
export function prng(seed: number | string): Random {
  let [a, b, c, counter] = hashSeed(String(seed));
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 12; i++) next(); // sfc32 asks for 12 rounds to mix in
  return next;
}

/** Hashes a text into four 32-bit words (cyrb128, in the public domain). */
function hashSeed(seed: string): [number, number, number, number] {
  let a = 1779033703, b = 3144134277, c = 1013904242, d = 2773480762;
  for (let i = 0; i < seed.length; i++) {
    const code = seed.charCodeAt(i);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  a ^= b ^ c ^ d;
  return [a | 0, (b ^ a) | 0, (c ^ a) | 0, (d ^ a) | 0];
}

/** Draws a whole number from `low` to `high`, both included. */
export function drawInteger(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

/**
 * Draws one item, each with the same chance.
 *
 * @throws {RangeError} If there is none to draw.
 */
export function pick<T>(random: Random, items: readonly T[]): T {
  if (items.length === 0) {
    throw new RangeError("Cannot pick an item as the list is empty");
  }
  return items[Math.floor(random() * items.length)]!;
}

/**
 * Draws one item with a chance in proportion to its weight.
 *
 * @param weight Gives an item's weight, 0 or more.
 * @throws {RangeError} If the weights do not add up to more than 0.
 */
export function pickWeighted<T>(
  random: Random,
  items: readonly T[],
  weight: (item: T) => number,
): T {
  let total = 0;
  for (const item of items) total += weight(item);
  if (!(total > 0)) {
    throw new RangeError(
      `Cannot pick an item as the weights must add up to more than 0: current sum is ${total}`,
    );
  }
  let left = random() * total;
  for (const item of items) {
    left -= weight(item);
    if (left < 0) return item;
  }
  // Rounding can leave a rest: the last item that has a chance takes it.
  return items.findLast((item) => weight(item) > 0)!;
}

/** Gives the items in random order, each order with the same chance (Fisher-Yates). */
export function shuffle<T>(random: Random, items: readonly T[]): T[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
  }
  return mixed;
}
