import assert from "node:assert/strict";
import { differenceEstimatorStratified } from "lib/stats/difference_estimator.ts";
import { differenceOfEstimates } from "lib/stats/difference_of_estimates.ts";
import { srsMeanFpc } from "lib/stats/srs_mean_fpc.ts";
import { stratifiedMean } from "lib/stats/stratified_mean.ts";
import { assertLimits, assertNear } from "tests/stats/near.ts";

const Z = 1.959963984540054;
const SAMPLE = {
  y: [1, 0, 1, 1, 0, 1, 0, 1, 0],
  stratum: ["a", "a", "a", "a", "b", "b", "b", "c", "c"],
  populations: { a: 20, b: 5, c: 2 },
};

Deno.test("stratifiedMean() matches a case worked in exact fractions", () => {
  const result = stratifiedMean(SAMPLE);
  assertNear(result.estimate, 53 / 81);
  assertNear(result.se, Math.sqrt(190 / 6561));
  assertNear(result.seNoFpc, Math.sqrt(259 / 6561));
  assertLimits(result, [
    53 / 81 - Z * Math.sqrt(190 / 6561),
    53 / 81 + Z * Math.sqrt(190 / 6561),
  ]);
  assert.deepEqual(result.flags, []);
});

Deno.test("stratifiedMean() does not depend on the order of papers", () => {
  const reversed = stratifiedMean({
    ...SAMPLE,
    y: SAMPLE.y.toReversed(),
    stratum: SAMPLE.stratum.toReversed(),
  });
  assertNear(reversed.estimate, 53 / 81);
  assertNear(reversed.se, Math.sqrt(190 / 6561));
});

Deno.test("stratifiedMean() is certain, not degenerate, if all papers were sampled", () => {
  const census = stratifiedMean({
    y: [1, 0, 1],
    stratum: ["a", "a", "b"],
    populations: { a: 2, b: 1 },
  });
  assertNear(census.estimate, 2 / 3);
  assert.deepEqual(
    [census.se, census.low, census.high, census.flags],
    [0, null, null, []],
  );
  assert.equal(census.seNoFpc, null); // one paper has no variance
  const uniform = stratifiedMean({
    y: [1, 1],
    stratum: ["a", "a"],
    populations: { a: 9 },
  });
  assert.deepEqual(uniform.flags, ["degenerate_se"]);
});

Deno.test("stratifiedMean() ignores a stratum without papers", () => {
  const { populations } = SAMPLE;
  const more = { ...SAMPLE, populations: { ...populations, d: 0 } };
  assert.deepEqual(stratifiedMean(more), stratifiedMean(SAMPLE));
});

Deno.test("stratifiedMean() refuses strata it cannot use", () => {
  const use = (populations: Record<string, number>) => () =>
    stratifiedMean({ ...SAMPLE, populations });
  assert.throws(use({ a: 20, b: 5 }), /stratum "c" has no known number/);
  assert.throws(use({ a: 20, b: 2, c: 2 }), /"b" has more sampled papers/);
  assert.throws(use({ a: 20, b: 5, c: 2, d: 4 }), /"d" has 0 sampled of 4/);
  const single = { y: [1], stratum: ["a"], populations: { a: 2 } };
  assert.throws(() => stratifiedMean(single), /"a" has 1 sampled of 2/);
  const none = { y: [], stratum: [], populations: {} };
  assert.throws(() => stratifiedMean(none), /no observations/);
  assert.throws(
    () => stratifiedMean({ ...SAMPLE, stratum: ["a"] }),
    /equally long/,
  );
});

Deno.test("srsMeanFpc() shrinks the standard error with the share sampled", () => {
  // s² of 1, 0, 0, 1, 0 is 0.3.
  const y = [1, 0, 0, 1, 0];
  assertNear(srsMeanFpc(y, 20).se, Math.sqrt(0.75 * 0.3 / 5));
  assertNear(srsMeanFpc(y, 1e12).se, Math.sqrt(0.3 / 5));
  assertNear(srsMeanFpc(y, 20).estimate, 0.4);
  assert.equal(srsMeanFpc(y, 5).se, 0);
  assert.equal(srsMeanFpc([1], 1).se, 0);
});

Deno.test("srsMeanFpc() refuses more papers than there are, and too few", () => {
  assert.throws(() => srsMeanFpc([1, 0], 1), /more sampled papers/);
  assert.throws(() => srsMeanFpc([1], 5), /too few/);
  assert.throws(() => srsMeanFpc([], 5), /no observations/);
});

Deno.test("differenceEstimatorStratified() matches a case worked in exact fractions", () => {
  // Y - F: 0, -1, 1, 1; -1, 0, 0; 0, -1.
  const result = differenceEstimatorStratified({
    ...SAMPLE,
    yhat: [1, 1, 0, 0, 1, 1, 0, 1, 1],
    yhatPopulationSum: 11,
  });
  assertNear(result.estimate, 40 / 81);
  assertNear(result.se, Math.sqrt(670 / 6561));
  assertLimits(result, [
    40 / 81 - Z * Math.sqrt(670 / 6561),
    40 / 81 + Z * Math.sqrt(670 / 6561),
  ]);
  assert.deepEqual(result.flags, ["small_cell"]);
});

Deno.test("differenceEstimatorStratified() without an annotator is the stratified mean", () => {
  const result = differenceEstimatorStratified({
    ...SAMPLE,
    yhat: SAMPLE.y.map(() => 0),
    yhatPopulationSum: 0,
  });
  assertNear(result.estimate, stratifiedMean(SAMPLE).estimate);
  assertNear(result.se, stratifiedMean(SAMPLE).se);
});

Deno.test("differenceEstimatorStratified() flags a sample without disagreement", () => {
  const result = differenceEstimatorStratified({
    ...SAMPLE,
    yhat: SAMPLE.y,
    yhatPopulationSum: 9,
  });
  assertNear(result.estimate, 9 / 27);
  assert.deepEqual([result.se, result.low, result.high], [0, null, null]);
  assert.deepEqual(result.flags, ["degenerate_se", "small_cell"]);
  const census = { populations: { a: 4, b: 3, c: 2 }, yhatPopulationSum: 5 };
  assert.deepEqual(
    differenceEstimatorStratified({ ...SAMPLE, ...census, yhat: SAMPLE.y })
      .flags,
    ["small_cell"],
  );
});

Deno.test("differenceEstimatorStratified() finds ten of each kind enough", () => {
  const y = [...Array(10).fill(1), ...Array(10).fill(0)];
  const { flags, n } = differenceEstimatorStratified({
    ...{ y, yhat: y.toReversed(), stratum: y.map(() => "all") },
    ...{ populations: { all: 40 }, yhatPopulationSum: 20 },
  });
  assert.deepEqual([flags, n], [[], 20]);
});

Deno.test("differenceEstimatorStratified() refuses other lengths and no numbers", () => {
  const good = { ...SAMPLE, yhat: SAMPLE.y, yhatPopulationSum: 9 };
  for (const name of ["y", "yhat"] as const) {
    assert.throws(
      () => differenceEstimatorStratified({ ...good, [name]: [1] }),
      /y, yhat must be equally long/,
    );
    assert.throws(
      () =>
        differenceEstimatorStratified(
          { ...good, [name]: good[name].with(1, NaN) },
        ),
      new RegExp(` as ${name}\\[1\\] must be finite`),
    );
  }
});

Deno.test("differenceOfEstimates() adds variances", () => {
  const result = differenceOfEstimates(
    { estimate: 0.5, se: 0.03, n: 100 },
    { estimate: 0.3, se: 0.04, n: 80 },
  );
  assertNear(result.estimate, 0.2);
  assertLimits(result, [0.2 - Z * 0.05, 0.2 + Z * 0.05]);
  assert.equal(result.n, 180);
});

Deno.test("differenceOfEstimates() withholds limits if either estimate has no error", () => {
  const sure = { estimate: 0.5, se: 0, n: 100 };
  const measured = { estimate: 0.3, se: 0.04, n: 80 };
  const results = [
    differenceOfEstimates(sure, measured),
    differenceOfEstimates(measured, sure),
  ];
  for (const { low, high, flags } of results) {
    assert.deepEqual([low, high, flags], [null, null, ["degenerate_se"]]);
  }
});

Deno.test("differenceOfEstimates() refuses what is no estimate", () => {
  const good = { estimate: 0.3, se: 0.04, n: 80 };
  const changes = [{ estimate: NaN }, { se: NaN }, { se: -0.1 }];
  for (const change of changes) {
    const bad = { ...good, ...change };
    assert.throws(() => differenceOfEstimates(bad, good), RangeError);
    assert.throws(() => differenceOfEstimates(good, bad), RangeError);
  }
});
