import assert from "node:assert/strict";
import { clopperPearsonInterval } from "lib/stats/clopper_pearson.ts";
import { binomialCdf } from "lib/stats/distributions.ts";
import { assertLimits, assertNear } from "tests/stats/near.ts";

// statsmodels 0.15.0, proportion_confint(method="beta").
const CASES: [successes: number, n: number, level: number, number[]][] = [
  [7, 20, 0.95, [0.15390920478454118, 0.5921885345328282]],
  [3, 50, 0.9, [0.016551859189231348, 0.14783717636418123]],
  [1, 1000, 0.99, [5.012529260777506e-6, 0.007406286938352938]],
];

Deno.test("clopperPearsonInterval() matches statsmodels", () => {
  for (const [successes, n, confidence, [low, high]] of CASES) {
    const interval = clopperPearsonInterval(successes, n, { confidence });
    assertNear(interval.estimate, successes / n);
    assertLimits(interval, [low!, high!], 1e-13);
  }
});

Deno.test("clopperPearsonInterval() leaves alpha/2 in each tail of the binomial", () => {
  const { low, high } = clopperPearsonInterval(4, 15, { confidence: 0.9 });
  assertNear(1 - binomialCdf(3, 15, low), 0.05);
  assertNear(binomialCdf(4, 15, high), 0.05);
});

Deno.test("clopperPearsonInterval() has closed forms at 0 and n successes", () => {
  // (1 - high)^n = alpha/2.
  const none = clopperPearsonInterval(0, 12);
  assert.equal(none.low, 0);
  assertNear(none.high, 1 - 0.025 ** (1 / 12));
  const all = clopperPearsonInterval(12, 12);
  assert.equal(all.high, 1);
  assertNear(all.low, 0.025 ** (1 / 12));
  assert.equal(none.n, 12);
});

Deno.test("clopperPearsonInterval() refuses what is no proportion", () => {
  assert.throws(() => clopperPearsonInterval(0, 0), /no observations/);
  assert.throws(() => clopperPearsonInterval(3, 2), RangeError);
  assert.throws(
    () => clopperPearsonInterval(1, 2, { confidence: 95 }),
    RangeError,
  );
});
