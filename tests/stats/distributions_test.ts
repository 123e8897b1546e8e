import assert from "node:assert/strict";
import {
  betaQuantile,
  binomialCdf,
  binomialPmf,
  chiSquarePValue,
  criticalValue,
  normalCdf,
  normalPValue,
  normalQuantile,
} from "lib/stats/distributions.ts";
import { assertNear } from "tests/stats/near.ts";

Deno.test("criticalValue() matches scipy's normal quantile", () => {
  // scipy 1.12.0, norm.ppf(1 - (1 - confidence) / 2).
  assertNear(criticalValue(0.5), 0.6744897501960817, 1e-13);
  assertNear(criticalValue(0.8), 1.2815515655446004, 1e-13);
  assertNear(criticalValue(0.9), 1.6448536269514722, 1e-13);
  assertNear(criticalValue(0.95), 1.959963984540054, 1e-13);
  assertNear(criticalValue(0.99), 2.5758293035489004, 1e-13);
});

Deno.test("criticalValue() refuses a level that is not between 0 and 1", () => {
  for (const confidence of [0, 1, -0.5, 95, NaN]) {
    assert.throws(() => criticalValue(confidence), RangeError);
  }
});

Deno.test("normal probabilities match scipy, far out too", () => {
  assertNear(normalCdf(-8) / 6.22096057427174e-16, 1, 1e-11);
  assertNear(normalCdf(0.5) + normalCdf(-0.5), 1, 1e-15);
  assertNear(normalQuantile(0.9), 1.2815515655446004, 1e-13);
  assertNear(normalPValue(-1.959963984540054), 0.05, 1e-13);
  assertNear(normalPValue(1.959963984540054), 0.05, 1e-13);
});

Deno.test("chiSquarePValue() matches scipy, far out too", () => {
  assertNear(chiSquarePValue(3.2, 1), 0.07363827012030258, 1e-13);
  assertNear(chiSquarePValue(40, 7) / 1.258790387371308e-6, 1, 1e-11);
  assert.equal(chiSquarePValue(0, 3), 1);
});

Deno.test("binomial probabilities are those of coins", () => {
  assertNear(binomialPmf(2, 4, 0.5), 6 / 16, 1e-15);
  assertNear(binomialPmf(1, 3, 0.2), 3 * 0.2 * 0.64, 1e-15);
  assertNear(binomialCdf(1, 3, 0.2), 0.512 + 0.384, 1e-15);
});

Deno.test("betaQuantile() inverts simple Beta distributions", () => {
  assertNear(betaQuantile(0.3, 1, 1), 0.3, 1e-15); // uniform
  assertNear(betaQuantile(0.25, 2, 1), 0.5, 1e-15); // distribution x²
  assertNear(betaQuantile(0.75, 1, 2), 0.5, 1e-15); // 1 - (1 - x)²
});
