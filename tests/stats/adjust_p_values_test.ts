import assert from "node:assert/strict";
import { benjaminiHochberg, holm } from "lib/stats/adjust_p_values.ts";
import { assertNear } from "tests/stats/near.ts";

const P_VALUES = [0.03, 0.001, 0.2, 0.03, 0.8, 0.012];

Deno.test("adjusted p-values match statsmodels", () => {
  // statsmodels 0.15.0, multipletests(method="fdr_bh") and "holm".
  const bh = [0.045, 0.006, 0.24, 0.045, 0.8, 0.036];
  const stepDown = [0.12, 0.006, 0.4, 0.12, 0.8, 0.06];
  benjaminiHochberg(P_VALUES).forEach((p, i) => assertNear(p, bh[i]!));
  holm(P_VALUES).forEach((p, i) => assertNear(p, stepDown[i]!));
});

Deno.test("adjusted p-values are at most 1 and never fall below the p-value", () => {
  const high = [0.6, 0.7, 0.9];
  assert.deepEqual(holm(high), [1, 1, 1]);
  benjaminiHochberg(high).forEach((p, i) => {
    assert.ok(p! >= high[i]! && p! <= 1);
  });
});

Deno.test("Holm keeps its order where a later p-value is multiplied by less", () => {
  // 3·0.3 = 0.9, then 2·0.31 = 0.62 and 1·0.32 are raised to 0.9.
  const adjusted = holm([0.31, 0.3, 0.32]);
  adjusted.forEach((p) => assertNear(p, 0.9));
});

Deno.test("missing p-values stay missing and do not count", () => {
  assert.deepEqual(benjaminiHochberg([null, 0.25, null]), [null, 0.25, null]);
  assert.deepEqual(holm([0.25, null]), [0.25, null]);
  assert.deepEqual(benjaminiHochberg([]), []);
  assert.deepEqual(holm([]), []);
});

Deno.test("adjusted p-values refuse what is no probability", () => {
  assert.throws(() => holm([0.5, 1.2]), /p-value 2 must lie between 0 and 1/);
  assert.throws(() => benjaminiHochberg([-0.1]), RangeError);
  assert.throws(() => benjaminiHochberg([NaN]), RangeError);
});
