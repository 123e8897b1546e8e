import assert from "node:assert/strict";
import { gwetAc1, gwetAc1OfTable } from "lib/stats/gwet_ac1.ts";
import { assertLimits, assertNear } from "tests/stats/near.ts";

const TABLE = [[12, 3, 1], [2, 9, 4], [0, 5, 14]];
const RATINGS = [
  ["a", "a", "b"],
  ["b", "b", "b"],
  ["c", "a", null],
  ["a", "a", "a"],
  ["c", "c", "c"],
  ["b", "c", "b"],
  ["a", null, null],
  ["c", null, "c"],
  ["b", "b", "a"],
];

Deno.test("gwetAc1() matches irrCAC with missing ratings and an unused label", () => {
  // irrCAC 0.4.4 (Python), categories a to d.
  const result = gwetAc1(RATINGS, ["a", "b", "c", "d"]);
  assertNear(result.ac1, 0.518847169258);
  assertNear(result.se, 0.196499936267);
  const z = 1.959963984540054;
  assertLimits(result, [
    0.518847169258 - z * 0.196499936267,
    0.518847169258 + z * 0.196499936267,
  ]);
  assert.equal(result.n, 9);
});

Deno.test("gwetAc1OfTable() matches irrCAC but for the divisor of the variance", () => {
  // irrCAC 0.4.4 (Python) on the 50 pairs, divisor n - 1; here it is n.
  const result = gwetAc1OfTable(TABLE);
  assertNear(result.ac1, 0.551166965889);
  assertNear(result.se, 0.098040650541 * Math.sqrt(49 / 50));
  assertLimits(result, [
    result.ac1 - 1.959963984540054 * result.se!,
    result.ac1 + 1.959963984540054 * result.se!,
  ]);
});

Deno.test("gwetAc1() leaves out papers that nobody rated", () => {
  const more = [...RATINGS, [null, null, null]];
  const labels = ["a", "b", "c"];
  assert.deepEqual(gwetAc1(more, labels), gwetAc1(RATINGS, labels));
});

Deno.test("AC1 depends on how many labels are declared", () => {
  // Both raters always "a": pe = 0, AC1 = 1 whatever the number of labels.
  assert.equal(gwetAc1OfTable([[27, 0], [0, 0]]).ac1, 1);
  // po = 1/2, rates (3/4, 1/4): pe = 3/8 with two labels, 3/16 with three.
  assertNear(gwetAc1OfTable([[2, 1], [1, 0]]).ac1, (1 / 2 - 3 / 8) / (5 / 8));
  assertNear(
    gwetAc1OfTable([[2, 1, 0], [1, 0, 0], [0, 0, 0]]).ac1,
    (1 / 2 - 3 / 16) / (13 / 16),
  );
});

Deno.test("AC1 withholds the interval where the standard error is 0", () => {
  const table = gwetAc1OfTable([[7, 0], [0, 5]]);
  assert.deepEqual([table.ac1, table.se, table.low], [1, 0, null]);
  const ratings = gwetAc1([["a", "a"], ["b", "b"], ["a", "a"]], ["a", "b"]);
  assertNear(ratings.ac1, 1);
  assert.deepEqual([ratings.se, ratings.high], [0, null]);
  assert.deepEqual(ratings.flags, ["degenerate_se"]);
  const single = gwetAc1([["a", "b"]], ["a", "b"]);
  assert.deepEqual([single.se, single.low], [null, null]);
});

Deno.test("AC1 is undefined with one label, without pairs and for unknown labels", () => {
  assert.throws(() => gwetAc1OfTable([[5]]), /two or more labels/);
  assert.throws(() => gwetAc1([["a", "a"]], ["a"]), /two or more labels/);
  assert.throws(
    () => gwetAc1([["a", null], [null, "b"]], ["a", "b"]),
    /no paper has two ratings/,
  );
  assert.throws(() => gwetAc1([["a", "z"]], ["a", "b"]), /not declared/);
  assert.throws(() => gwetAc1OfTable([[0, 0], [0, 0]]), /no observations/);
  assert.throws(() => gwetAc1OfTable([[1, 2]]), /square/);
});
