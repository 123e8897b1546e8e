import assert from "node:assert/strict";
import { multilabelSets } from "lib/stats/multilabel_sets.ts";
import { assertNear } from "tests/stats/near.ts";

const GOLD = [["A", "B"], ["C"], [], ["A"], [], ["B", "C", "D"]];
const PREDICTED = [["A"], ["C", "D"], ["A"], [], [], ["B", "D"]];

Deno.test("multilabelSets() matches scikit-learn for pooled names and per name", () => {
  // scikit-learn 1.9.1, average="micro" and "macro", zero_division=0.
  const { micro, macroByLabel } = multilabelSets(GOLD, PREDICTED);
  assertNear(micro.precision, 0.6666666666666666);
  assertNear(micro.recall, 0.5714285714285714);
  assertNear(micro.f1, 0.6153846153846154);
  assertNear(macroByLabel.precision, 0.75);
  assertNear(macroByLabel.recall, 0.625);
  assertNear(macroByLabel.f1, 0.625);
});

Deno.test("multilabelSets() scores each paper, 1 if both sets are empty and 0 if one is", () => {
  // By hand, papers in order: precision 1, 1/2, 0, 0, 1, 1;
  // recall 1/2, 1, 0, 0, 1, 2/3; F1 2/3, 2/3, 0, 0, 1, 4/5;
  // Jaccard 1/2, 1/2, 0, 0, 1, 2/3; only the fifth is exact.
  const { meanByPaper, meanByNonEmptyPaper } = multilabelSets(GOLD, PREDICTED);
  assertNear(meanByPaper.precision, 3.5 / 6);
  assertNear(meanByPaper.recall, (19 / 6) / 6);
  assertNear(meanByPaper.f1, (47 / 15) / 6);
  assertNear(meanByPaper.jaccard, (8 / 3) / 6);
  assertNear(meanByPaper.exactMatch, 1 / 6);
  assert.equal(meanByPaper.papers, 6);
  assertNear(meanByNonEmptyPaper?.precision, 2.5 / 5);
  assertNear(meanByNonEmptyPaper?.jaccard, (5 / 3) / 5);
  assertNear(meanByNonEmptyPaper?.exactMatch, 0);
  assert.equal(meanByNonEmptyPaper?.papers, 5);
});

Deno.test("multilabelSets() gives 0 for 0/0 by name and for sets without a common name", () => {
  const { macroByLabel, meanByPaper } = multilabelSets([["A"]], [["A", "B"]]);
  assert.deepEqual(
    [macroByLabel.precision, macroByLabel.recall, macroByLabel.f1],
    [1 / 2, 1 / 2, 1 / 2],
  );
  assert.equal(meanByPaper.precision, 1 / 2);
  const apart = multilabelSets([["A"]], [["B"]]).meanByPaper;
  assert.deepEqual([apart.precision, apart.f1, apart.jaccard], [0, 0, 0]);
});

Deno.test("multilabelSets() takes a larger or smaller set for no exact match", () => {
  const exact = (gold: string[], predicted: string[]) =>
    multilabelSets([gold], [predicted]).meanByPaper.exactMatch;
  assert.equal(exact(["A"], ["A", "B"]), 0);
  assert.equal(exact(["A", "B"], ["A"]), 0);
  assert.equal(exact(["A", "B"], ["B", "A"]), 1);
});

Deno.test("multilabelSets() swaps precision and recall when the sides swap", () => {
  const there = multilabelSets(GOLD, PREDICTED);
  const back = multilabelSets(PREDICTED, GOLD);
  assert.equal(back.micro.precision, there.micro.recall);
  assert.equal(back.macroByLabel.recall, there.macroByLabel.precision);
  assertNear(back.meanByPaper.precision, there.meanByPaper.recall);
  assertNear(back.meanByPaper.jaccard, there.meanByPaper.jaccard);
});

Deno.test("multilabelSets() ignores repetition and can leave out rare names", () => {
  const repeated = multilabelSets([["A", "A", "B"]], [["A"]]);
  assertNear(repeated.micro.recall, 1 / 2);
  // Names in two or more papers: A, B, C and D but not E; without the cut-off
  // E and F, with F1 of 0 and 1, enter the mean.
  // F in one paper, found by both: left out as well.
  const gold = [...GOLD, ["E"], ["F"]];
  const predicted = [...PREDICTED, [], ["F"]];
  const all = multilabelSets(gold, predicted).macroByLabel;
  const frequent =
    multilabelSets(gold, predicted, { minimumPapers: 2 }).macroByLabel;
  assertNear(all.f1, (0.625 * 4 + 1) / 6);
  assertNear(frequent.recall, (1 / 2 + 1 / 2 + 1 / 2 + 1) / 4);
});

Deno.test("multilabelSets() has no pooled score without any name", () => {
  const none = multilabelSets([[], []], [[], []]);
  assert.deepEqual(none.micro, { precision: null, recall: null, f1: null });
  assert.deepEqual(none.macroByLabel, {
    precision: null,
    recall: null,
    f1: null,
  });
  assert.equal(none.meanByPaper.f1, 1);
  assert.equal(none.meanByNonEmptyPaper, null);
  const nothingPredicted = multilabelSets([["A"]], [[]]);
  assert.deepEqual(nothingPredicted.micro, {
    precision: null,
    recall: 0,
    f1: 0,
  });
  assert.equal(nothingPredicted.macroByLabel.precision, 0);
  const nothingToFind = multilabelSets([[]], [["A"]]);
  assert.deepEqual(nothingToFind.micro, {
    precision: 0,
    recall: null,
    f1: 0,
  });
});

Deno.test("multilabelSets() refuses no papers and other lengths", () => {
  assert.throws(() => multilabelSets([], []), /no observations/);
  assert.throws(() => multilabelSets([["A"]], []), /equally long/);
});
