import assert from "node:assert/strict";
import { f1MccDelta } from "lib/stats/f1_mcc_delta.ts";
import { assertLimits, assertNear } from "tests/stats/near.ts";

// The delta method done numerically in Python: gradients by central
// differences, with the covariance matrix of the multinomial distribution.
const CASES = [
  {
    counts: { tp: 5, fp: 3, fn: 2, tn: 11 },
    f1Se: 0.14054567378400867,
    mccSe: 0.1978093519797877,
    limits: [0.02279312099189947, 0.7767620120241523],
  },
  {
    counts: { tp: 20, fp: 3, fn: 9, tn: 60 },
    f1Se: 0.06481923757609269,
    mccSe: 0.08133191295400015,
    limits: [0.494831597377602, 0.8174834915311208],
  },
] as const;

Deno.test("f1MccDelta() matches the delta method done numerically", () => {
  for (const { counts, f1Se, mccSe, limits } of CASES) {
    const result = f1MccDelta(counts);
    assertNear(result.f1Se, f1Se, 1e-8);
    assertNear(result.mccSe, mccSe, 1e-8);
    assertLimits(result.mccFisherZ, limits, 1e-7);
    assert.deepEqual(result.flags, []);
  }
});

Deno.test("f1MccDelta() is symmetric in human and annotator", () => {
  const there = f1MccDelta({ tp: 20, fp: 3, fn: 9, tn: 60 });
  const back = f1MccDelta({ tp: 20, fp: 9, fn: 3, tn: 60 });
  assertNear(back.mccSe, there.mccSe!, 1e-15);
  assertNear(back.f1Se, there.f1Se!, 1e-15);
});

Deno.test("f1MccDelta() withholds the interval of a perfect MCC", () => {
  for (
    const counts of [
      { tp: 3, fp: 0, fn: 0, tn: 20 },
      { tp: 0, fp: 3, fn: 20, tn: 0 },
    ]
  ) {
    const result = f1MccDelta(counts);
    assert.equal(result.mccSe, 0);
    assert.equal(result.mccFisherZ, null);
    assert.deepEqual(result.flags, ["degenerate_se"]);
    assert.equal(Math.abs(result.mcc!), 1);
  }
});

Deno.test("f1MccDelta() gives null for 0/0", () => {
  const result = f1MccDelta({ tp: 0, fp: 0, fn: 0, tn: 9 });
  assert.deepEqual(
    [result.f1, result.f1Se, result.mcc, result.mccSe, result.mccFisherZ],
    [null, null, null, null, null],
  );
  const noPrediction = f1MccDelta({ tp: 0, fp: 0, fn: 3, tn: 9 });
  assert.deepEqual([noPrediction.f1, noPrediction.f1Se], [0, 0]);
  assert.deepEqual(noPrediction.flags, ["degenerate_se"]);
  assert.deepEqual([noPrediction.mcc, noPrediction.mccSe], [null, null]);
});
