import assert from "node:assert/strict";
import { binaryMetrics } from "lib/stats/binary_metrics.ts";
import { weightedBinaryMetrics } from "lib/stats/weighted_binary_metrics.ts";
import { assertNear } from "tests/stats/near.ts";

Deno.test("weightedBinaryMetrics() matches a case worked by hand", () => {
  const scores = weightedBinaryMetrics({
    gold: [1, 1, 0, 0],
    predicted: [1, 0, 1, 0],
    weight: [1, 2, 3, 4],
  });
  // Recall: R = 1/3, u = 2/9, -2/9, 0, 0, SE² = 4/3 · 8/81. The rest alike.
  assertNear(scores.recall, 1 / 3);
  assertNear(scores.recallSe, Math.sqrt(32 / 243));
  assertNear(scores.precision, 1 / 4);
  assertNear(scores.precisionSe, Math.sqrt(3 / 32));
  assertNear(scores.specificity, 4 / 7);
  assertNear(scores.specificitySe, Math.sqrt(384 / 2401));
  assertNear(scores.accuracy, 1 / 2);
  assertNear(scores.accuracySe, Math.sqrt(0.1));
  assertNear(scores.f1, 2 / 7);
  assertNear(scores.f1Se, Math.sqrt(608 / 7203));
});

Deno.test("weightedBinaryMetrics() with equal weights gives the plain scores", () => {
  const gold = [1, 1, 1, 0, 0, 0, 0, 1];
  const predicted = [1, 0, 1, 0, 1, 0, 0, 1];
  const scores = weightedBinaryMetrics(
    { gold, predicted, weight: gold.map(() => 2.5) },
  );
  const plain = binaryMetrics({ tp: 3, fp: 1, fn: 1, tn: 3 });
  assertNear(scores.accuracy, plain.accuracy);
  assertNear(scores.precision, plain.precision!);
  assertNear(scores.recall, plain.recall!);
  assertNear(scores.specificity, plain.specificity!);
  assertNear(scores.f1, plain.f1!);
});

Deno.test("weightedBinaryMetrics() gives null for 0/0 and for an SE from one paper", () => {
  const none = weightedBinaryMetrics(
    { gold: [0, 0], predicted: [0, 0], weight: [1, 2] },
  );
  assert.deepEqual(
    [none.precision, none.precisionSe, none.recall, none.f1, none.f1Se],
    [null, null, null, null, null],
  );
  assert.equal(none.specificity, 1);
  const one = weightedBinaryMetrics(
    { gold: [1], predicted: [1], weight: [3] },
  );
  assert.deepEqual([one.recall, one.recallSe], [1, null]);
});

Deno.test("weightedBinaryMetrics() refuses other labels, weights and lengths", () => {
  const good = { gold: [1, 0], predicted: [1, 0], weight: [1, 1] };
  assert.throws(
    () => weightedBinaryMetrics({ ...good, gold: [1, 2] }),
    /gold\[1\] is 2/,
  );
  assert.throws(
    () => weightedBinaryMetrics({ ...good, predicted: [0.5, 0] }),
    /predicted\[0\] is 0.5/,
  );
  assert.throws(
    () => weightedBinaryMetrics({ ...good, gold: [1] }),
    /equally long/,
  );
  assert.throws(
    () => weightedBinaryMetrics({ ...good, predicted: [1] }),
    /equally long/,
  );
  assert.throws(
    () => weightedBinaryMetrics({ ...good, weight: [1, 0] }),
    RangeError,
  );
  assert.throws(
    () => weightedBinaryMetrics({ ...good, weight: [1] }),
    RangeError,
  );
  assert.throws(
    () => weightedBinaryMetrics({ gold: [], predicted: [], weight: [] }),
    /no observations/,
  );
});
