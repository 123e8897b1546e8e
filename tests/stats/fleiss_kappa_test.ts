import assert from "node:assert/strict";
import { fleissKappa } from "lib/stats/fleiss_kappa.ts";
import { assertLimits, assertNear } from "tests/stats/near.ts";

const COUNTS = [
  [4, 0, 0],
  [3, 1, 0],
  [1, 2, 1],
  [0, 4, 0],
  [0, 1, 3],
  [2, 2, 0],
  [4, 0, 0],
];

Deno.test("fleissKappa() matches statsmodels and irrCAC", () => {
  // kappa: statsmodels 0.15.0; se: irrCAC 0.4.4 (Python).
  const result = fleissKappa(COUNTS);
  assertNear(result.kappa, 0.40677966101694923);
  assertNear(result.se, 0.201682967171);
  assertLimits(result, [
    0.40677966101694923 - 1.959963984540054 * 0.201682967171,
    0.40677966101694923 + 1.959963984540054 * 0.201682967171,
  ]);
  assertNear(result.zNull, result.kappa / result.seNull);
});

Deno.test("fleissKappa() has the null standard error worked by hand", () => {
  // Two labels: sqrt(2/(n m (m - 1))), whatever their rates.
  const two = fleissKappa([[3, 0], [1, 2], [3, 0], [2, 1], [0, 3]]);
  assertNear(two.seNull, Math.sqrt(2 / (5 * 3 * 2)));
  // Rates 1/2, 1/4, 1/4 of n = 4 papers, m = 2: S = 5/8,
  // (S² - 3/16)/S² = 13/25.
  const three = fleissKappa([[2, 0, 0], [0, 2, 0], [1, 0, 1], [1, 0, 1]]);
  assertNear(three.seNull, Math.sqrt(2 / (4 * 2 * 1) * 13 / 25));
  assertNear(three.kappa, (1 / 2 - 3 / 8) / (5 / 8));
  assertNear(three.pNull, 0.5791, 1e-4); // z = 0.2 / 0.360555
});

Deno.test("fleissKappa() withholds the interval of full agreement", () => {
  const result = fleissKappa([[3, 0], [0, 3], [3, 0]]);
  assertNear(result.kappa, 1);
  assert.deepEqual([result.se, result.low, result.high], [0, null, null]);
  assert.deepEqual(result.flags, ["degenerate_se"]);
  assert.equal(fleissKappa([[2, 1]]).se, null);
});

Deno.test("fleissKappa() is undefined for one label, unequal ratings and no papers", () => {
  assert.throws(() => fleissKappa([[3, 0], [3, 0]]), /the same label/);
  assert.throws(
    () => fleissKappa([[3, 0], [1, 1]]),
    /current numbers are 3, 2/,
  );
  assert.throws(() => fleissKappa([[1, 0], [0, 1]]), /two or more/);
  assert.throws(() => fleissKappa([]), /no observations/);
});
