import assert from "node:assert/strict";
import { chiSquare } from "lib/stats/chi_square.ts";
import { cochranArmitage } from "lib/stats/cochran_armitage.ts";
import { weightedTrend } from "lib/stats/weighted_trend.ts";
import { assertLimits, assertNear } from "tests/stats/near.ts";

const GROUPS = {
  events: [2, 9, 7, 20],
  totals: [30, 40, 25, 50],
  scores: [1, 2, 4, 5],
};

Deno.test("cochranArmitage() is the correlation of paper and score", () => {
  // scipy 1.12.0: pearsonr over the 145 papers, times sqrt(145).
  const result = cochranArmitage(GROUPS);
  assertNear(result.z, 3.198997105848896);
  assertNear(result.chi2, 10.233582483229615);
  assertNear(result.pTwoSided, 0.0013790655327747944);
  assert.equal(result.n, 145);
});

Deno.test("cochranArmitage() changes sign with the scores or the events", () => {
  const { totals, scores, events } = GROUPS;
  const { z } = cochranArmitage(GROUPS);
  const falling = cochranArmitage({ ...GROUPS, scores: scores.map((s) => -s) });
  assertNear(falling.z, -z);
  const misses = events.map((x, i) => totals[i]! - x);
  assertNear(cochranArmitage({ ...GROUPS, events: misses }).z, -z);
});

Deno.test("cochranArmitage() does not change with the unit of the score or empty groups", () => {
  const { z } = cochranArmitage(GROUPS);
  const scores = GROUPS.scores.map((s) => 2000 + 10 * s);
  assertNear(cochranArmitage({ ...GROUPS, scores }).z, z);
  const empty = {
    events: [...GROUPS.events, 0],
    totals: [...GROUPS.totals, 0],
    scores: [...GROUPS.scores, 99],
  };
  assertNear(cochranArmitage(empty).z, z);
});

Deno.test("cochranArmitage() of two groups is the chi-square test", () => {
  // A group of one paper counts too.
  const { chi2 } = cochranArmitage(
    { events: [1, 2], totals: [1, 9], scores: [0, 1] },
  );
  assertNear(chi2, chiSquare([[1, 0], [2, 7]]).chi2);
});

Deno.test("cochranArmitage() is undefined without variation", () => {
  const two = { totals: [4, 4], scores: [1, 2] };
  assert.throws(
    () => cochranArmitage({ ...two, events: [0, 0] }),
    /0 of 8 papers/,
  );
  assert.throws(
    () => cochranArmitage({ ...two, events: [4, 4] }),
    /8 of 8 papers/,
  );
  assert.throws(
    () => cochranArmitage({ ...two, scores: [3, 3], events: [1, 2] }),
    /same score/,
  );
  assert.throws(
    () => cochranArmitage({ events: [1, 0], totals: [4, 0], scores: [1, 2] }),
    /same score/,
  );
  assert.throws(
    () => cochranArmitage({ events: [], totals: [], scores: [] }),
    /no observations/,
  );
});

Deno.test("cochranArmitage() refuses more events than papers and other lengths", () => {
  assert.throws(
    () => cochranArmitage({ events: [5, 1], totals: [4, 4], scores: [1, 2] }),
    /must not exceed n/,
  );
  assert.throws(
    () => cochranArmitage({ events: [1, 1], totals: [0, 4], scores: [1, 2] }),
    /must not exceed n/,
  );
  assert.throws( // a group without papers, before one without events
    () =>
      cochranArmitage(
        { events: [1, 0, 2], totals: [0, 4, 4], scores: [1, 2, 3] },
      ),
    /must not exceed n/,
  );
  assert.throws(
    () => cochranArmitage({ events: [1], totals: [4, 4], scores: [1, 2] }),
    /equally long/,
  );
});

Deno.test("weightedTrend() matches weighted least squares of statsmodels", () => {
  // statsmodels 0.15.0, WLS(weights=1/se²).fit(cov_type="fixed scale").
  const result = weightedTrend({
    estimates: [0.1, 0.16, 0.15, 0.3],
    ses: [0.02, 0.05, 0.03, 0.04],
    scores: [2019, 2020, 2021, 2023],
  });
  assertNear(result.estimate, 0.044540117416829755);
  assertNear(result.se, 0.010434150363254345);
  assertNear(result.z, 4.268686559634547, 1e-7);
  assertNear(result.pTwoSided, 1.966273367939159e-5);
  assertLimits(result, [
    0.044540117416829755 - 1.959963984540054 * 0.010434150363254345,
    0.044540117416829755 + 1.959963984540054 * 0.010434150363254345,
  ]);
});

Deno.test("weightedTrend() of two groups is their difference", () => {
  const { estimate, se } = weightedTrend(
    { estimates: [0.1, 0.4], ses: [0.03, 0.04], scores: [2020, 2022] },
  );
  assertNear(estimate, 0.3 / 2);
  assertNear(se, 0.05 / 2);
});

Deno.test("weightedTrend() refuses certain estimates and a single score", () => {
  const input = { estimates: [1, 2], ses: [1, 1], scores: [1, 2] };
  assert.throws(() => weightedTrend({ ...input, ses: [1, 0] }), RangeError);
  assert.throws(
    () => weightedTrend({ ...input, scores: [2, 2] }),
    /two different scores/,
  );
  assert.throws(() => weightedTrend({ ...input, ses: [1] }), /equally long/);
});
