import assert from "node:assert/strict";
import {
  multiclassMetrics,
  multiclassMetricsOfTable,
} from "lib/stats/multiclass_metrics.ts";
import { assertNear } from "tests/stats/near.ts";

const GOLD = [..."aaaaabbbbccc"];
const PREDICTED = [..."aaabcbbbaccd"];

Deno.test("multiclassMetrics() matches scikit-learn with an unused human label", () => {
  // scikit-learn 1.9.1, labels a to d, zero_division=0; d is predicted once.
  const scores = multiclassMetrics(
    { gold: GOLD, predicted: PREDICTED, labels: [..."abcd"] },
  );
  assertNear(scores.accuracy, 0.6666666666666666, 1e-15);
  assertNear(scores.mcc, 0.5208421985061126, 1e-15);
  assertNear(scores.macroPrecision, 0.5416666666666666, 1e-15);
  assertNear(scores.macroRecall, 0.5041666666666667, 1e-15);
  assertNear(scores.macroF1, 0.5208333333333333, 1e-15);
  assertNear(scores.weightedF1, 0.6944444444444443, 1e-15);
  assertNear(scores.balancedAccuracy, 0.6722222222222222, 1e-15);
  assert.deepEqual(scores.confusion, [
    [3, 1, 1, 0],
    [1, 3, 0, 0],
    [0, 0, 2, 1],
    [0, 0, 0, 0],
  ]);
  assert.deepEqual(scores.perClass.a, {
    precision: 3 / 4,
    recall: 3 / 5,
    f1: 6 / 9,
    support: 5,
  });
  assert.deepEqual(scores.perClass.d, {
    precision: 0,
    recall: 0,
    f1: 0,
    support: 0,
  });
});

Deno.test("multiclassMetrics() counts a declared label that nobody used in macro scores only", () => {
  const input = { gold: GOLD, predicted: PREDICTED };
  const four = multiclassMetrics({ ...input, labels: [..."abcd"] });
  const five = multiclassMetrics({ ...input, labels: [..."abcde"] });
  assertNear(five.macroF1, four.macroF1 * 4 / 5);
  assert.equal(five.accuracy, four.accuracy);
  assert.equal(five.mcc, four.mcc);
  assert.equal(five.balancedAccuracy, four.balancedAccuracy);
});

Deno.test("multiclassMetrics() of two classes has the MCC of the 2x2 table", () => {
  const { mcc } = multiclassMetrics({
    gold: [..."yyyyynnnnnnn"],
    predicted: [..."yyynnynnnnnn"],
    labels: [..."yn"],
  });
  // tp 3, fn 2, fp 1, tn 6.
  assertNear(mcc, (3 * 6 - 1 * 2) / Math.sqrt(4 * 5 * 7 * 8), 1e-15);
});

Deno.test("multiclassMetrics() has no MCC if one side used one label", () => {
  const labels = [..."ab"];
  const constant = ["a", "a", "a"];
  const mixed = ["a", "b", "a"];
  const score = (gold: string[], predicted: string[]) =>
    multiclassMetrics({ gold, predicted, labels }).mcc;
  assert.equal(score(constant, mixed), null);
  assert.equal(score(mixed, constant), null);
  assert.equal(score(mixed, mixed), 1);
});

Deno.test("multiclassMetrics() counts a class with one paper in balanced accuracy", () => {
  const { balancedAccuracy } = multiclassMetrics({
    gold: ["a", "b", "b"],
    predicted: ["a", "b", "a"],
    labels: ["a", "b"],
  });
  assert.equal(balancedAccuracy, (1 + 1 / 2) / 2);
});

Deno.test("multiclassMetricsOfTable() has an MCC of exactly 1 for full agreement", () => {
  for (let n = 1; n < 40; n++) {
    const table = [[n, 0, 0], [0, 3, 0], [0, 0, 7]];
    assert.equal(multiclassMetricsOfTable(table, [..."abc"]).mcc, 1);
  }
});

Deno.test("multiclassMetrics() refuses unknown labels, other lengths and no papers", () => {
  const labels = ["a", "b"];
  assert.throws(
    () => multiclassMetrics({ gold: ["a"], predicted: ["c"], labels }),
    /label "c" as it is not declared/,
  );
  assert.throws(
    () => multiclassMetrics({ gold: ["a"], predicted: [], labels }),
    RangeError,
  );
  assert.throws(
    () => multiclassMetrics({ gold: [], predicted: [], labels }),
    /no observations/,
  );
});

Deno.test("multiclassMetricsOfTable() refuses a table of another size than the labels", () => {
  assert.throws(
    () => multiclassMetricsOfTable([[1, 2], [3, 4]], ["a", "b", "c"]),
    /equally long/,
  );
});
