import assert from "node:assert/strict";
import {
  krippendorffAlpha,
  krippendorffAlphaSets,
} from "lib/stats/krippendorff_alpha.ts";
import { assertNear } from "tests/stats/near.ts";

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

Deno.test("krippendorffAlpha() matches the package krippendorff", () => {
  // krippendorff 0.9.0 and irrCAC 0.4.4 (Python) agree.
  const result = krippendorffAlpha(RATINGS);
  assertNear(result.alpha, 0.4782608695652174);
  assert.deepEqual([result.papers, result.ratings], [8, 22]);
});

Deno.test("krippendorffAlpha() ignores rater order and papers with one rating", () => {
  const reversed = RATINGS.map((paper) => paper.toReversed());
  assertNear(
    krippendorffAlpha(reversed).alpha,
    krippendorffAlpha(RATINGS).alpha,
  );
  assert.deepEqual(
    krippendorffAlpha([...RATINGS, ["z", null, null]]),
    krippendorffAlpha(RATINGS),
  );
});

Deno.test("krippendorffAlpha() is 1 for full agreement and negative below chance", () => {
  assert.equal(krippendorffAlpha([["a", "a"], ["b", "b"]]).alpha, 1);
  // Do = 1, De = 2·2·2/(4·3) = 2/3.
  assertNear(krippendorffAlpha([["a", "b"], ["b", "a"]]).alpha, -0.5);
});

Deno.test("krippendorffAlpha() keeps apart labels of different types", () => {
  assertNear(krippendorffAlpha([[1, "1"], [true, "true"]]).alpha, 0);
});

Deno.test("krippendorffAlphaSets() uses 1 - Jaccard", () => {
  // Do = 2·(1/2)/6; De = 23/30 from the 15 pairs of six sets.
  const ratings = [[["A"], ["B", "A"]], [[], []], [["B"], ["B"]]];
  assertNear(krippendorffAlphaSets(ratings).alpha, 18 / 23);
  // Two of three names in common: d = 1 - 2/4 (four names in all).
  const wide = [[["A", "B", "C"], ["B", "C", "D"]], [["E"], ["E"]]];
  // Do = 2·(1/2)/4, De = (2·(1/2) + 2·2·2)/12.
  assertNear(krippendorffAlphaSets(wide).alpha, 1 - (1 / 4) / (9 / 12));
});

Deno.test("krippendorffAlphaSets() of single names is the nominal alpha", () => {
  const sets = RATINGS.map((paper) =>
    paper.map((label) => label === null ? null : [label])
  );
  assertNear(
    krippendorffAlphaSets(sets).alpha,
    krippendorffAlpha(RATINGS).alpha,
  );
});

Deno.test("krippendorffAlphaSets() ignores order and repetition of names", () => {
  const one = krippendorffAlphaSets([[["A", "B"], ["B", "A", "A"]], [[], []]]);
  assert.equal(one.alpha, 1);
});

Deno.test("alpha is undefined without pairs or with one label", () => {
  assert.throws(
    () => krippendorffAlpha([["a", null], [null, "b"]]),
    /no paper has two ratings/,
  );
  assert.throws(() => krippendorffAlpha([]), /no paper has two ratings/);
  assert.throws(
    () => krippendorffAlpha([["a", "a"], ["a", "a"], ["b", null]]),
    {
      name: "RangeError",
      message: 'Cannot compute alpha: the only label is "a"',
    },
  );
  assert.throws(() => krippendorffAlphaSets([[[], []]]), RangeError);
});
