import assert from "node:assert/strict";
import { chiSquare } from "lib/stats/chi_square.ts";
import { assertNear } from "tests/stats/near.ts";

const TABLE = [[12, 5, 8], [3, 14, 6]];

Deno.test("chiSquare() matches scipy", () => {
  // scipy 1.12.0, chi2_contingency(correction=False) and association().
  const result = chiSquare(TABLE);
  assertNear(result.chi2, 9.882696305982348);
  assertNear(result.p, 0.007144959377997728);
  assert.equal(result.dof, 2);
  assertNear(result.minExpected, 6.708333333333333);
  assertNear(result.cramersV, 0.4537504891177884);
  // phi² = chi2/48 - 2/47 over min(2 - 1/47, 3 - 4/47) - 1.
  assertNear(
    result.cramersVCorrected,
    Math.sqrt((9.882696305982348 / 48 - 2 / 47) / (1 - 1 / 47)),
  );
  assert.deepEqual(result.flags, []);
});

Deno.test("chiSquare() is the same for the transposed table", () => {
  const tall = chiSquare([0, 1, 2].map((j) => TABLE.map((row) => row[j]!)));
  const wide = chiSquare(TABLE);
  assertNear(tall.chi2, wide.chi2);
  assertNear(tall.cramersV, wide.cramersV);
  assertNear(tall.cramersVCorrected, wide.cramersVCorrected!);
});

Deno.test("chiSquare() of a square table corrects both sides alike", () => {
  // Perfect association of 3 labels, n = 30: chi2 = 60, V = 1; corrected
  // phi² = 2 - 4/29 over 2 - 4/29 = 1.
  const perfect = chiSquare([[10, 0, 0], [0, 10, 0], [0, 0, 10]]);
  assertNear(perfect.chi2, 60);
  assertNear(perfect.cramersV, 1);
  assertNear(perfect.cramersVCorrected, 1);
  assert.deepEqual(perfect.flags, ["small_cell"]);
});

Deno.test("chiSquare() flags expected counts below 5", () => {
  assert.deepEqual(chiSquare([[5, 5], [5, 5]]).flags, []);
  assert.deepEqual(chiSquare([[4, 6], [5, 5]]).flags, ["small_cell"]);
});

Deno.test("chiSquare() of an independent table is 0", () => {
  const result = chiSquare([[10, 20], [20, 40]]);
  assertNear(result.chi2, 0);
  assertNear(result.p, 1);
  assert.equal(result.cramersVCorrected, 0);
});

Deno.test("chiSquare() has no corrected V with as many labels as papers", () => {
  assert.equal(chiSquare([[1, 0], [0, 1]]).cramersVCorrected, null);
});

Deno.test("chiSquare() is undefined with an empty or a single row or column", () => {
  assert.throws(() => chiSquare([[17, 10], [0, 0]]), /a row is empty/);
  assert.throws(() => chiSquare([[17, 0], [3, 0]]), /a column is empty/);
  assert.throws(() => chiSquare([[1, 2]]), /1 by 2/);
  assert.throws(() => chiSquare([[1], [2]]), /2 by 1/);
  assert.throws(() => chiSquare([]), /no observations/);
  assert.throws(() => chiSquare([[1, 2], [3]]), /equally long/);
});
