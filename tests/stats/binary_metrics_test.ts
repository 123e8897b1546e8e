import assert from "node:assert/strict";
import { binaryMetrics } from "lib/stats/binary_metrics.ts";
import { assertNear } from "tests/stats/near.ts";

Deno.test("binaryMetrics() matches scikit-learn", () => {
  // scikit-learn 1.9.1 on the same 21 labels.
  const scores = binaryMetrics({ tp: 5, fp: 3, fn: 2, tn: 11 });
  assertNear(scores.accuracy, 0.7619047619047619, 1e-15);
  assertNear(scores.precision, 0.625, 1e-15);
  assertNear(scores.recall, 0.7142857142857143, 1e-15);
  assertNear(scores.specificity, 0.7857142857142857, 1e-15);
  assertNear(scores.f1, 0.6666666666666666, 1e-15);
  assertNear(scores.balancedAccuracy, 0.75, 1e-15);
  assertNear(scores.mcc, 0.4853626716970755, 1e-15);
});

Deno.test("binaryMetrics() swaps recall and specificity when yes and no swap", () => {
  const scores = binaryMetrics({ tp: 5, fp: 3, fn: 2, tn: 11 });
  const mirrored = binaryMetrics({ tp: 11, fp: 2, fn: 3, tn: 5 });
  assert.equal(mirrored.recall, scores.specificity);
  assert.equal(mirrored.specificity, scores.recall);
  assert.equal(mirrored.mcc, scores.mcc);
});

Deno.test("binaryMetrics() swaps precision and recall when human and annotator swap", () => {
  const scores = binaryMetrics({ tp: 5, fp: 3, fn: 2, tn: 11 });
  const swapped = binaryMetrics({ tp: 5, fp: 2, fn: 3, tn: 11 });
  assert.equal(swapped.precision, scores.recall);
  assert.equal(swapped.recall, scores.precision);
  assert.equal(swapped.f1, scores.f1);
});

Deno.test("binaryMetrics() is 1 and -1 at the ends", () => {
  for (let a = 1; a < 40; a++) {
    for (let b = 1; b < 40; b++) {
      assert.equal(binaryMetrics({ tp: a, fp: 0, fn: 0, tn: b }).mcc, 1);
      assert.equal(binaryMetrics({ tp: 0, fp: a, fn: b, tn: 0 }).mcc, -1);
    }
  }
});

Deno.test("binaryMetrics() gives null for 0/0 and keeps the rest", () => {
  assert.deepEqual(binaryMetrics({ tp: 0, fp: 0, fn: 2, tn: 6 }), {
    accuracy: 0.75,
    precision: null,
    recall: 0,
    specificity: 1,
    f1: 0,
    balancedAccuracy: 0.5,
    mcc: null,
  });
  assert.deepEqual(binaryMetrics({ tp: 0, fp: 0, fn: 0, tn: 4 }), {
    accuracy: 1,
    precision: null,
    recall: null,
    specificity: 1,
    f1: null,
    balancedAccuracy: null,
    mcc: null,
  });
  assert.deepEqual(binaryMetrics({ tp: 3, fp: 0, fn: 1, tn: 0 }), {
    accuracy: 0.75,
    precision: 1,
    recall: 0.75,
    specificity: null,
    f1: 6 / 7,
    balancedAccuracy: null,
    mcc: null,
  });
});

Deno.test("binaryMetrics() refuses no papers and what is no count", () => {
  assert.throws(
    () => binaryMetrics({ tp: 0, fp: 0, fn: 0, tn: 0 }),
    /no observations/,
  );
  for (const name of ["tp", "fp", "fn", "tn"]) {
    const counts = { tp: 1, fp: 1, fn: 1, tn: 1 };
    assert.throws(() => binaryMetrics({ ...counts, [name]: -1 }), {
      name: "RangeError",
      message: new RegExp(`${name} must be a whole number >= 0`),
    });
  }
});
