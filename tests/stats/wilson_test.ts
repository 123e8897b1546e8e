import assert from "node:assert/strict";
import { wilsonInterval } from "lib/stats/wilson.ts";
import { assertLimits, assertNear } from "tests/stats/near.ts";

// statsmodels 0.15.0, proportion_confint(method="wilson").
const CASES: [successes: number, n: number, level: number, number[]][] = [
  [7, 20, 0.95, [0.18119182410108203, 0.5671457233147638]],
  [3, 50, 0.9, [0.02423125703121838, 0.14094194646069935]],
  [0, 20, 0.95, [0, 0.1611251580528194]],
  [20, 20, 0.99, [0.7508945989012465, 1]],
];

Deno.test("wilsonInterval() matches statsmodels", () => {
  for (const [successes, n, confidence, [low, high]] of CASES) {
    const interval = wilsonInterval(successes, n, { confidence });
    assertNear(interval.estimate, successes / n);
    assertLimits(interval, [low!, high!], 1e-12);
  }
});

Deno.test("wilsonInterval() ends exactly at 0 and 1 if none or all succeed", () => {
  for (let n = 1; n < 60; n++) {
    assert.equal(wilsonInterval(0, n).low, 0);
    assert.equal(wilsonInterval(n, n).high, 1);
  }
});

Deno.test("wilsonInterval() mirrors when successes and failures swap", () => {
  const found = wilsonInterval(3, 11);
  assertLimits(wilsonInterval(8, 11), [1 - found.high, 1 - found.low], 1e-12);
});

Deno.test("wilsonInterval() says how it was made", () => {
  const { n, method, confidence, flags } = wilsonInterval(3, 11);
  assert.deepEqual([n, method, confidence, flags], [11, "wilson", 0.95, []]);
});

Deno.test("wilsonInterval() refuses what is no proportion", () => {
  assert.throws(() => wilsonInterval(0, 0), {
    name: "RangeError",
    message: "Cannot compute a Wilson interval: no observations",
  });
  assert.throws(() => wilsonInterval(-1, 5), RangeError);
  assert.throws(() => wilsonInterval(6, 5), RangeError);
  assert.throws(() => wilsonInterval(1.5, 5), RangeError);
  assert.throws(() => wilsonInterval(NaN, 5), RangeError);
  assert.throws(() => wilsonInterval(1, 5, { confidence: 0 }), RangeError);
  assert.throws(() => wilsonInterval(1, 5, { confidence: 1 }), RangeError);
  assert.throws(
    () => wilsonInterval("1" as unknown as number, 5),
    TypeError,
  );
});
