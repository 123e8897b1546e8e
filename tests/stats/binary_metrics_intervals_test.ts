import assert from "node:assert/strict";
import { binaryMetrics } from "lib/stats/binary_metrics.ts";
import { binaryMetricsIntervals } from "lib/stats/binary_metrics_intervals.ts";
import { assertLimits, assertNear } from "tests/stats/near.ts";

const COUNTS = { tp: 5, fp: 3, fn: 2, tn: 11 };

Deno.test("binaryMetricsIntervals() gives each score its own denominator", () => {
  // statsmodels 0.15.0: Wilson for 16/21, 5/8, 5/7 and 11/14.
  const scores = binaryMetricsIntervals(COUNTS);
  assertLimits(scores.accuracy, [0.5490882631704923, 0.8937198697736353]);
  assertLimits(scores.precision, [0.3057423946026273, 0.8631557141764027]);
  assertLimits(scores.recall, [0.3589344518326191, 0.9177810759959432]);
  assertLimits(scores.specificity, [0.5241076941339969, 0.9242861328730682]);
});

Deno.test("binaryMetricsIntervals() maps Wilson for F1 and Newcombe for balanced accuracy", () => {
  // statsmodels 0.15.0: Wilson for 5/10 mapped by 2J/(1 + J); Newcombe for
  // 5/7 - 3/14 mapped by (1 + D)/2.
  const scores = binaryMetricsIntervals(COUNTS);
  assertLimits(scores.f1, [0.38265310121455853, 0.8658318229107236]);
  assertLimits(scores.balancedAccuracy, [
    0.5293687870646673,
    0.8730980493982072,
  ]);
  const { f1, balancedAccuracy } = binaryMetrics(COUNTS);
  assertNear(scores.f1?.estimate, f1!);
  assertNear(scores.balancedAccuracy?.estimate, balancedAccuracy!);
});

Deno.test("binaryMetricsIntervals() widens with confidence", () => {
  const at95 = binaryMetricsIntervals(COUNTS).recall!;
  const at99 = binaryMetricsIntervals(COUNTS, { confidence: 0.99 }).recall!;
  assert.ok(at99.low < at95.low && at99.high > at95.high);
});

Deno.test("binaryMetricsIntervals() has a balanced accuracy wherever both classes occur", () => {
  const tables = [
    { tp: 2, fp: 3, fn: 2, tn: 3 },
    { tp: 0, fp: 0, fn: 2, tn: 3 },
    { tp: 2, fp: 3, fn: 0, tn: 0 },
  ];
  for (const counts of tables) {
    const { balancedAccuracy } = binaryMetricsIntervals(counts);
    assertNear(balancedAccuracy?.estimate, 0.5);
  }
});

Deno.test("binaryMetricsIntervals() gives null where the score is 0/0", () => {
  const noYes = binaryMetricsIntervals({ tp: 0, fp: 0, fn: 0, tn: 4 });
  assert.equal(noYes.precision, null);
  assert.equal(noYes.recall, null);
  assert.equal(noYes.f1, null);
  assert.equal(noYes.balancedAccuracy, null);
  assert.equal(noYes.specificity?.high, 1);
  const noNo = binaryMetricsIntervals({ tp: 3, fp: 0, fn: 1, tn: 0 });
  assert.equal(noNo.specificity, null);
  assert.equal(noNo.balancedAccuracy, null);
  assert.throws(
    () => binaryMetricsIntervals({ tp: 0, fp: 0, fn: 0, tn: 0 }),
    /no observations/,
  );
});
