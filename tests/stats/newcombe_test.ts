import assert from "node:assert/strict";
import { newcombeDifference } from "lib/stats/newcombe.ts";
import { assertLimits, assertNear } from "tests/stats/near.ts";

Deno.test("newcombeDifference() matches statsmodels", () => {
  // statsmodels 0.15.0, confint_proportions_2indep(method="newcomb").
  const rise = newcombeDifference(
    { successes: 9, n: 20 },
    { successes: 4, n: 25 },
  );
  assertNear(rise.estimate, 0.29);
  assertLimits(rise, [0.02244846947903545, 0.5189931859650588], 1e-12);
  const fall = newcombeDifference(
    { successes: 1, n: 12 },
    { successes: 7, n: 9 },
    { confidence: 0.9 },
  );
  assertLimits(fall, [-0.85381501794762, -0.34429867558702015], 1e-12);
});

Deno.test("newcombeDifference() changes sign when the groups swap", () => {
  const [one, two] = [{ successes: 3, n: 17 }, { successes: 8, n: 11 }];
  const there = newcombeDifference(one, two);
  const back = newcombeDifference(two, one);
  assertNear(back.estimate, -there.estimate);
  assertLimits(back, [-there.high, -there.low], 1e-12);
  assert.equal(back.n, 28);
});

Deno.test("newcombeDifference() stays within -1 and 1", () => {
  const none = { successes: 0, n: 5 };
  const all = { successes: 5, n: 5 };
  assert.equal(newcombeDifference(all, none).high, 1);
  assert.equal(newcombeDifference(none, all).low, -1);
});

Deno.test("newcombeDifference() refuses an empty group", () => {
  const some = { successes: 2, n: 5 };
  const none = { successes: 0, n: 0 };
  assert.throws(() => newcombeDifference(some, none), /no observations/);
  assert.throws(() => newcombeDifference(none, some), /no observations/);
});
