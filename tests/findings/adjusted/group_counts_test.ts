import assert from "node:assert/strict";
import {
  countPaper,
  labelledCells,
  noCounts,
} from "lib/findings/adjusted/group_counts.ts";
import type {
  AnnotatorStanding,
  Standing,
} from "lib/findings/adjusted/standing.ts";
import { assertNear } from "tests/stats/near.ts";

/** Counts papers: the annotator's word, the human's, and the chances of both draws. */
function count(
  papers: readonly (readonly [
    times: number,
    answer: AnnotatorStanding,
    label: Standing | null,
    probability?: number,
    sampled?: number,
  ])[],
) {
  const counts = noCounts();
  for (const [times, answer, label, probability = 1, sampled = 1] of papers) {
    for (let i = 0; i < times; i++) {
      countPaper(counts, {
        standing: answer,
        sampled,
        label: label === null ? undefined : { standing: label, probability },
      });
    }
  }
  return labelledCells(counts);
}

Deno.test("labelledCells() counts papers and labels by where the annotator puts them", () => {
  assert.deepEqual(
    count([
      ...[[3, "yes", "yes"], [1, "yes", "outside"], [6, "yes", null]] as const,
      ...[[2, "no", "no"], [1, "no", "yes"], [5, "no", null]] as const,
      [4, "outside", "outside"],
    ]),
    {
      cells: [
        { papers: 10, labels: 4, of: 3, positives: 3 },
        { papers: 8, labels: 3, of: 3, positives: 1 },
        { papers: 4, labels: 4, of: 0, positives: 0 },
      ],
      labelsAre: "simple",
    },
  );
});

Deno.test("labelledCells() counts papers without an answer as one more answer where a label speaks for them", () => {
  const cells = (label: Standing | null) =>
    count([[3, "yes", "yes"], [1, "failed", label], [4, "failed", null]]).cells;
  assert.deepEqual(cells("no").slice(3), [
    { papers: 5, labels: 1, of: 1, positives: 0 },
  ]);
  assert.deepEqual(cells(null).slice(3), []);
});

Deno.test("labelledCells() says whether labels were drawn with the same chance", () => {
  const drawn = (first: number, second: number) =>
    count([[2, "yes", "yes", first], [3, "no", "no", second]]).labelsAre;
  assert.equal(drawn(0.3, 0.3), "simple");
  assert.equal(drawn(0.3, 0.1), "stratified");
  const sampled = count([
    [2, "yes", "yes", 1, 0.5],
    [3, "no", "no", 1, 0.25],
  ]);
  assert.equal(sampled.labelsAre, "stratified");
});

Deno.test("labelledCells() weighs labels of one answer by their chances, as effective numbers", () => {
  // Weights 2, 2, 1, 1, 1, 1: 8² / 12 labels, 6 of 8 with the property.
  const { cells } = count([
    ...[[1, "yes", "yes", 0.5], [1, "yes", "no", 0.5]] as const,
    ...[[4, "yes", "yes", 1], [20, "yes", null]] as const,
  ]);
  assertNear(cells[0]?.labels, 64 / 12);
  assertNear(cells[0]?.of, 64 / 12);
  assertNear(cells[0]?.positives, 64 / 12 * 6 / 8);
  assert.equal(cells[0]?.papers, 26);
});

Deno.test("labelledCells() weighs papers of an unequal sample", () => {
  // Weights 4 and 1: (2 · 4 + 12 · 1)² / (2 · 16 + 12) papers, 8 of 20 in yes.
  const { cells } = count([
    [2, "yes", null, 1, 0.25],
    [12, "no", null, 1, 1],
  ]);
  const effective = 20 ** 2 / 44;
  assertNear(cells[0]?.papers, effective * 0.4);
  assertNear(cells[1]?.papers, effective * 0.6);
  const equal = count([[3, "yes", "yes", 1, 0.1], [7, "no", "no", 1, 0.1]]);
  assert.deepEqual(equal.cells[0], {
    ...{ papers: 3, labels: 3, of: 3, positives: 3 },
  });
});
