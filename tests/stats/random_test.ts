import assert from "node:assert/strict";
import {
  drawInteger,
  pick,
  pickWeighted,
  prng,
  shuffle,
} from "lib/stats/random.ts";

// Written down from an independent Python version with unbounded integers.
const REFERENCE: [seed: string | number, words: number[]][] = [
  [42, [2626566973, 1247484098, 2614520402, 2258495261]],
  ["demo", [3038674160, 1929045538, 3618825144, 2068133145]],
  ["", [780688151, 1369530603, 4170761935, 2420727049]],
  ["é", [3044933669, 1700257157, 1235058484, 1703039566]],
];

Deno.test("prng() gives the reference numbers of its seed", async (t) => {
  for (const [seed, words] of REFERENCE) {
    await t.step(JSON.stringify(seed), () => {
      const random = prng(seed);
      assert.deepEqual(words.map(() => random() * 2 ** 32), words);
    });
  }
});

Deno.test("prng() is spread evenly over its range", () => {
  const random = prng("uniform");
  const counts = new Array(10).fill(0);
  for (let i = 0; i < 100_000; i++) counts[Math.floor(random() * 10)]++;
  const chiSquare = counts.reduce((sum, n) => sum + (n - 1e4) ** 2 / 1e4, 0);
  assert.ok(chiSquare < 27.88, `${chiSquare}`); // 9 degrees, p = 0.001
});

Deno.test("drawInteger() reaches both ends and nothing beyond", () => {
  const random = prng(1);
  const seen = new Set(
    Array.from({ length: 200 }, () => drawInteger(random, 3, 5)),
  );
  assert.deepEqual([...seen].sort(), [3, 4, 5]);
});

Deno.test("pickWeighted() draws in proportion and never an item of weight 0", () => {
  const random = prng(2);
  const counts = { a: 0, b: 0, c: 0 };
  for (let i = 0; i < 40_000; i++) {
    const items = [["a", 1], ["b", 0], ["c", 3]] as const;
    counts[pickWeighted(random, items, ([, weight]) => weight)[0]]++;
  }
  assert.equal(counts.b, 0);
  // 10,000 expected, standard deviation 87: five of them either way.
  assert.ok(Math.abs(counts.a - 10_000) < 435, `${counts.a}`);
});

Deno.test("pick() and pickWeighted() throw if there is nothing to draw", () => {
  assert.throws(() => pick(prng(1), []), RangeError);
  assert.throws(() => pickWeighted(prng(1), ["a"], () => 0), RangeError);
});

Deno.test("shuffle() keeps the items and makes every order equally likely", () => {
  const random = prng(3);
  const items = [1, 2, 3];
  const orders = new Map<string, number>();
  for (let i = 0; i < 6000; i++) {
    const order = shuffle(random, items).join("");
    orders.set(order, (orders.get(order) ?? 0) + 1);
  }
  assert.deepEqual([...orders.keys()].sort(), [
    "123",
    "132",
    "213",
    "231",
    "312",
    "321",
  ]);
  const chiSquare = [...orders.values()]
    .reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0);
  assert.ok(chiSquare < 20.52, `${chiSquare}`); // 5 degrees, p = 0.001
  assert.deepEqual(items, [1, 2, 3]);
});
