import assert from "node:assert/strict";
import { clopperPearsonInterval } from "lib/stats/clopper_pearson.ts";
import { confusionTable } from "lib/stats/confusion_table.ts";
import { cohenKappa } from "lib/stats/kappa.ts";
import { assertLimits, assertNear } from "tests/stats/near.ts";

// statsmodels 0.15.0, cohens_kappa().
const UNEVEN = [[12, 3, 1], [2, 9, 4], [0, 5, 14]];

Deno.test("cohenKappa() matches statsmodels", () => {
  const result = cohenKappa(UNEVEN);
  assertNear(result.kappa, 0.5481927710843373);
  assertNear(result.se, 0.0974696168958288);
  assertLimits(result, [0.3571558323815961, 0.7392297097870785]);
  assertNear(result.seNull, 0.09992376249096024);
  assertNear(result.observedAgreement, 35 / 50);
  assertNear(result.expectedAgreement, (16 * 14 + 15 * 17 + 19 * 19) / 2500);
  const two = cohenKappa([[20, 5], [10, 15]]);
  assertLimits(two, [0.151092290476661, 0.6489077095233389]);
  assertNear(two.seNull, 0.13856406460551018);
});

Deno.test("cohenKappa() is the same in either rater order and label order", () => {
  const there = cohenKappa(UNEVEN);
  const back = cohenKappa(UNEVEN.map((_, i) => UNEVEN.map((row) => row[i]!)));
  assertNear(back.kappa, there.kappa!);
  assertNear(back.se, there.se!);
  assertNear(back.seNull, there.seNull!);
  const order = [2, 0, 1];
  const shuffled = order.map((i) => order.map((j) => UNEVEN[i]![j]!));
  assertNear(cohenKappa(shuffled).se, there.se!);
});

Deno.test("cohenKappa() does not change with a label that nobody used", () => {
  const wider = cohenKappa([...UNEVEN.map((row) => [...row, 0]), [0, 0, 0, 0]]);
  assertNear(wider.kappa, cohenKappa(UNEVEN).kappa!);
  assertNear(wider.se, cohenKappa(UNEVEN).se!);
});

Deno.test("cohenKappa() withholds the interval where the standard error is 0", () => {
  const tables: [table: number[][], kappa: number][] = [
    [[[11, 0], [0, 6]], 1],
    [[[31, 3], [0, 0]], 0],
    [[[0, 5], [5, 0]], -1],
    [[[3, 0, 0], [0, 2, 0], [0, 0, 7]], 1],
  ];
  for (const [table, kappa] of tables) {
    const result = cohenKappa(table);
    assert.equal(result.kappa, kappa);
    assert.deepEqual([result.se, result.low, result.high], [0, null, null]);
    assert.deepEqual(result.flags, ["degenerate_se"]);
  }
  assert.deepEqual(
    cohenKappa([[11, 0], [0, 6]]).agreementInterval,
    clopperPearsonInterval(17, 17),
  );
});

Deno.test("cohenKappa() is null if both raters used one label", () => {
  const result = cohenKappa([[26, 0], [0, 0]]);
  assert.deepEqual(
    [result.kappa, result.se, result.low, result.high, result.seNull],
    [null, null, null, null, null],
  );
  assert.equal(result.observedAgreement, 1);
  assert.equal(result.expectedAgreement, 1);
});

Deno.test("cohenKappa() refuses tables without papers or of another shape", () => {
  assert.throws(() => cohenKappa([[0, 0], [0, 0]]), /no observations/);
  assert.throws(() => cohenKappa([]), /no observations/);
  assert.throws(() => cohenKappa([[1, 2], [3]]), /equally long/);
  assert.throws(() => cohenKappa([[1, 2]]), /must be square/);
  assert.throws(
    () => cohenKappa([[1, 2], [-3, 4]]),
    /row 2\[0\] must be a whole number >= 0: current value is -3/,
  );
  assert.throws(
    () => cohenKappa("1" as unknown as number[][]),
    { name: "TypeError", message: /the table must be a list/ },
  );
});

Deno.test("confusionTable() puts the first rater in rows", () => {
  assert.deepEqual(
    confusionTable(["a", "a", "b"], ["b", "b", "b"], ["a", "b", "c"]),
    [[0, 2, 0], [0, 1, 0], [0, 0, 0]],
  );
  assert.throws(
    () => confusionTable(["a"], ["b"], ["a"]),
    /label "b" as it is not declared: declared are "a"/,
  );
  assert.throws(() => confusionTable([], [], ["a", "a"]), /declared once/);
  assert.throws(() => confusionTable(["a"], [], ["a"]), /equally long/);
});
