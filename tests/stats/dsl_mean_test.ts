import assert from "node:assert/strict";
import { dslMean } from "lib/stats/dsl_mean.ts";
import { ppiMean } from "lib/stats/ppi_mean.ts";
import { assertLimits, assertNear } from "tests/stats/near.ts";

const INPUT = {
  y: [1, null, 0, null, 1, null],
  labelled: [1, 0, 1, 0, 1, 0],
  probability: [0.5, 0.5, 0.25, 0.25, 1, 0.5],
  yhat: [0, 1, 1, 0, 1, 0.5],
};

Deno.test("dslMean() matches a case worked by hand", () => {
  // Completed answers: 2, 1, -3, 0, 1, 1/2; mean 1/4, squares add up to 14.875.
  const result = dslMean(INPUT);
  assertNear(result.estimate, 0.25);
  assertNear(result.se, Math.sqrt(14.875) / 6);
  const halfWidth = 1.959963984540054 * Math.sqrt(14.875) / 6;
  assertLimits(result, [0.25 - halfWidth, 0.25 + halfWidth]);
  assert.deepEqual([result.n, result.labelled, result.largestWeight], [
    6,
    3,
    4,
  ]);
  assert.deepEqual(result.flags, ["small_cell"]);
});

Deno.test("dslMean() with equal probabilities is plain prediction-powered inference over all papers", () => {
  const y = [1, 0, 1, 1];
  const yhat = [1, 0, 0, 1];
  const others = [0, 0, 1, 0];
  const { estimate } = dslMean({
    y: [...y, null, null, null, null],
    labelled: [true, true, true, true, false, false, false, false],
    probability: Array(8).fill(0.5),
    yhat: [...yhat, ...others],
  });
  const all = ppiMean(
    { y, yhat, yhatUnlabelled: [...yhat, ...others] },
    { lambda: 1 },
  );
  assertNear(estimate, all.estimate);
});

Deno.test("dslMean() takes no notice of a label or probability that was not used", () => {
  const unused = {
    ...INPUT,
    y: [1, 1, 0, 0, 1, 1],
    probability: [0.5, null, 0.25, null, 1, null],
  };
  assert.deepEqual(dslMean(unused), dslMean(INPUT));
});

Deno.test("dslMean() withholds limits where nothing varies", () => {
  const result = dslMean({
    y: [0, 0, null],
    labelled: [1, 1, 0],
    probability: [1, 1, 1],
    yhat: [0, 0, 0],
  });
  assert.deepEqual([result.se, result.low, result.high], [0, null, null]);
  assert.deepEqual(result.flags, ["degenerate_se", "small_cell"]);
  // The mean of six times 0.7 is not 0.7 in floating point.
  const measure = dslMean({
    y: Array(6).fill(0.7),
    labelled: Array(6).fill(true),
    probability: Array(6).fill(1),
    yhat: Array(6).fill(0.7),
  });
  assert.equal(measure.se, 0);
});

Deno.test("dslMean() refuses impossible probabilities and missing labels", () => {
  const change = (index: number, key: "y" | "probability", value: unknown) => ({
    ...INPUT,
    [key]: INPUT[key].with(index, value as number),
  });
  assert.throws(
    () => dslMean(change(1, "probability", 0)), // not even labelled
    /probability\[1\] is 0/,
  );
  assert.throws(() => dslMean(change(0, "probability", 1.5)), RangeError);
  assert.throws( // the paper would stand for more than can be counted
    () => dslMean(change(0, "probability", 1e-200)),
    /1 \/ probability\[0\] must lie between/,
  );
  assert.throws(
    () => dslMean(change(0, "probability", null)),
    /labelled paper 1 has no probability/,
  );
  assert.throws(
    () => dslMean(change(2, "y", null)),
    /labelled paper 3 has no label/,
  );
  assert.throws(
    () => dslMean({ ...INPUT, labelled: [0, 0, 0, 0, 0, 0] }),
    /no observations/,
  );
  for (const name of ["y", "labelled", "probability", "yhat"] as const) {
    assert.throws(() => dslMean({ ...INPUT, [name]: [1] }), /equally long/);
  }
});
