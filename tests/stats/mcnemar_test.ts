import assert from "node:assert/strict";
import { mcnemar } from "lib/stats/mcnemar.ts";
import { pairedDifference } from "lib/stats/paired_difference.ts";
import { assertLimits, assertNear } from "tests/stats/near.ts";

/** 100 papers, b and c of them right for one annotator only. */
function counts(b: number, c: number) {
  return {
    bothCorrect: 70,
    onlyACorrect: b,
    onlyBCorrect: c,
    bothWrong: 30 - b - c,
  };
}

Deno.test("mcnemar() matches scipy", () => {
  // scipy 1.12.0: binomtest(3, 14), less binom.pmf(3, 14, 1/2); chi2.sf(64/14, 1).
  const result = mcnemar(counts(11, 3));
  assertNear(result.pExact, 0.057373046875);
  assertNear(result.pMid, 0.03515625);
  assertNear(result.chi2, 4.571428571428571);
  assertNear(result.pAsymptotic, 0.032509444645719456);
  assert.deepEqual([result.b, result.c], [11, 3]);
});

Deno.test("mcnemar() is the same for A against B and B against A", () => {
  const there = mcnemar(counts(11, 3));
  assert.deepEqual(mcnemar(counts(3, 11)), { ...there, b: 3, c: 11 });
});

Deno.test("mcnemar() uses the mid-p of equal counts", () => {
  // 1 - C(8,4)/2^8/2 = 1 - 70/512.
  const result = mcnemar(counts(4, 4));
  assert.deepEqual([result.pExact, result.chi2], [1, 0]);
  assertNear(result.pMid, 1 - 70 / 512);
});

Deno.test("mcnemar() finds no difference without a discordant paper", () => {
  assert.deepEqual(mcnemar(counts(0, 0)), {
    pExact: 1,
    pMid: 1,
    chi2: null,
    pAsymptotic: null,
    b: 0,
    c: 0,
  });
});

Deno.test("mcnemar() refuses no papers and what is no count", () => {
  const none = {
    bothCorrect: 0,
    onlyACorrect: 0,
    onlyBCorrect: 0,
    bothWrong: 0,
  };
  assert.throws(() => mcnemar(none), /no observations/);
  for (const name of Object.keys(none)) {
    assert.throws(() => mcnemar({ ...none, [name]: -1 }), new RegExp(name));
  }
  assert.throws(() => pairedDifference({ ...none, bothCorrect: 0.5 }), /whole/);
});

Deno.test("mcnemar() finds no evidence at all in equal counts, however large", () => {
  for (const b of [1, 1000, 1e12]) {
    const counts = { bothCorrect: 0, bothWrong: 0 };
    const { pExact, chi2, pAsymptotic } = mcnemar(
      { ...counts, onlyACorrect: b, onlyBCorrect: b },
    );
    assert.deepEqual([pExact, chi2, pAsymptotic], [1, 0, 1]);
  }
});

Deno.test("pairedDifference() matches a case worked by hand", () => {
  // b = 8, c = 2, n = 100: 6/102 ± z sqrt((12/102 - (6/102)²)/102).
  const result = pairedDifference(counts(8, 2));
  const halfWidth = 1.959963984540054 *
    Math.sqrt((12 / 102 - 36 / 10404) / 102);
  assertNear(result.estimate, 0.06);
  assertLimits(result, [6 / 102 - halfWidth, 6 / 102 + halfWidth]);
  assert.deepEqual(result.flags, []);
});

Deno.test("pairedDifference() changes sign when A and B swap, and stays within 1", () => {
  const there = pairedDifference(counts(8, 2));
  const back = pairedDifference(counts(2, 8));
  assertLimits(back, [-there.high, -there.low]);
  // b = 20, c = 2: 18/102 ± z sqrt((24/102 - (18/102)²)/102), above 0.
  const clear = pairedDifference(counts(20, 2));
  const halfWidth = 1.959963984540054 *
    Math.sqrt((24 / 102 - 324 / 10404) / 102);
  assertLimits(clear, [18 / 102 - halfWidth, 18 / 102 + halfWidth]);
  assertLimits(pairedDifference(counts(2, 20)), [-clear.high, -clear.low]);
  const all = {
    bothCorrect: 0,
    onlyACorrect: 2,
    onlyBCorrect: 0,
    bothWrong: 0,
  };
  const extreme = pairedDifference(all, { confidence: 0.999 });
  assert.equal(extreme.high, 1);
  assert.deepEqual(extreme.flags, ["clamped"]);
  const mirrored = pairedDifference(
    { ...all, onlyACorrect: 0, onlyBCorrect: 2 },
    { confidence: 0.999 },
  );
  assert.equal(mirrored.low, -1);
  assert.deepEqual(mirrored.flags, ["clamped"]);
});
