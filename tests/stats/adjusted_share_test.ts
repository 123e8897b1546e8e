import assert from "node:assert/strict";
import {
  adjustedShare,
  ADJUSTMENT_RULE,
  type AnnotatedAndLabelled,
} from "lib/stats/adjusted_share.ts";
import { effectiveErrors } from "lib/stats/effective_errors.ts";
import { scoreShare } from "lib/stats/score_share.ts";
import { wilsonInterval } from "lib/stats/wilson.ts";
import { assertNear } from "tests/stats/near.ts";

/** Papers answered yes and no, as [papers, labels, labelled yes]. */
function cellsOf(
  ...cells: readonly (readonly [number, number, number])[]
): AnnotatedAndLabelled["cells"] {
  return cells.map(([papers, labels, positives]) => ({
    papers,
    labels,
    of: labels,
    positives,
  }));
}

Deno.test("effectiveErrors() counts in labels of the heaviest answer", () => {
  // A label of yes stands for 10 papers, one of no for 40.
  const errors = effectiveErrors(cellsOf([400, 40, 30], [1600, 40, 4]));
  // (10² · 40 · 0.75 · 0.25 + 40² · 40 · 0.1 · 0.9) / 40²
  assertNear(errors, (750 + 5760) / 1600);
  assert.equal(effectiveErrors(cellsOf([400, 40, 40], [1600, 40, 0])), 0);
});

Deno.test("effectiveErrors() does not exist without labels of an answer, or of what the share is of", () => {
  assert.equal(effectiveErrors(cellsOf([1, 0, 0], [9, 4, 1])), null);
  assert.equal(
    effectiveErrors([{ papers: 9, labels: 4, of: 0, positives: 0 }]),
    null,
  );
  assert.notEqual(effectiveErrors(cellsOf([0, 0, 0], [9, 4, 1])), null);
});

Deno.test("adjustedShare() weighs labels by answers if they show enough errors", () => {
  const cells = cellsOf([300, 30, 20], [700, 70, 5]);
  for (const labelsAre of ["simple", "stratified"] as const) {
    const { low, high } = scoreShare(cells);
    assert.deepEqual(adjustedShare({ cells, labelsAre }), {
      ...{ method: "score", estimate: 0.25, low, high },
      ...{ labels: 100, note: "" },
    });
  }
  const { low } = adjustedShare({ cells, labelsAre: "simple" }, {
    confidence: 0.5,
  });
  assert.equal(low, scoreShare(cells, { confidence: 0.5 }).low);
});

Deno.test("adjustedShare() falls back to the labels alone if a simple sample shows few errors", () => {
  const { estimate, low, high } = wilsonInterval(29, 100);
  assert.deepEqual(
    adjustedShare({
      cells: cellsOf([300, 30, 28], [700, 70, 1]),
      labelsAre: "simple",
    }),
    {
      ...{ method: "wilson_labels", estimate, low, high, labels: 100 },
      note:
        "From the 100 labels alone: they amount to 2.8 errors of the annotator",
    },
  );
  const unlabelled = adjustedShare({
    cells: cellsOf([3, 0, 0], [997, 100, 4]),
    labelsAre: "simple",
  });
  assert.equal(
    unlabelled.note,
    "From the 100 labels alone: an answer of the annotator has no label",
  );
  assert.equal(unlabelled.estimate, 0.04);
});

Deno.test("adjustedShare() is cautious if stratified labels show few errors", () => {
  const cautious = adjustedShare({
    cells: cellsOf([300, 50, 48], [700, 50, 3]),
    labelsAre: "stratified",
  });
  assert.equal(cautious.method, "score_few_errors");
  assertNear(cautious.estimate, 0.3 * 0.96 + 0.7 * 0.06);
  // 50 · 0.06 · 0.94 + (6/14)² · 50 · 0.96 · 0.04 = 3.17
  assert.equal(
    cautious.note,
    "A cautious interval: they amount to 3.1 errors of the annotator",
  );
});

Deno.test("adjustedShare() gives no number for too few labels", () => {
  const nothing = { estimate: null, low: null, high: null };
  assert.deepEqual(
    adjustedShare({
      cells: cellsOf([30, 9, 8], [70, 10, 1]),
      labelsAre: "simple",
    }),
    {
      ...{ method: "too_few_labels", ...nothing, labels: 19 },
      note: "Too few labels: 19, where 20 are needed",
    },
  );
  assert.deepEqual(
    adjustedShare({
      cells: cellsOf([300, 50, 50], [700, 50, 0]),
      labelsAre: "stratified",
    }),
    {
      ...{ method: "too_few_labels", ...nothing, labels: 100 },
      note:
        "Too few labels: 100 labels, and they amount to 0 errors of the annotator",
    },
  );
  const none = adjustedShare({ cells: [], labelsAre: "simple" });
  assert.equal(none.note, "Too few labels: 0, where 20 are needed");
});

Deno.test("adjustedShare() of a perfect annotator is the raw share if labels are many", () => {
  const { method, estimate } = adjustedShare({
    cells: cellsOf([300, 150, 150], [700, 350, 0]),
    labelsAre: "simple",
  });
  assert.equal(method, "score_few_errors");
  assertNear(estimate, 0.3);
  const unseen = adjustedShare({
    cells: cellsOf([3, 0, 0], [700, 600, 60]),
    labelsAre: "simple",
  });
  assert.equal(unseen.method, "wilson_labels");
});

Deno.test("adjustedShare() changes its method at the stated numbers", () => {
  const methodOf = (
    labelsAre: "simple" | "stratified",
    labels: number,
    wrong: number,
  ) =>
    adjustedShare({
      cells: cellsOf([9000, labels, labels - wrong], [9000, labels, wrong]),
      labelsAre,
    }).method;
  // Two answers with equally many labels: 2 · wrong · (1 - wrong/labels) errors.
  assert.equal(methodOf("simple", 50, 3), "score"); // 5.64
  assert.equal(methodOf("simple", 10, 5), "score"); // just 5
  assert.equal(methodOf("simple", 50, 2), "wilson_labels"); // 3.84
  assert.equal(methodOf("stratified", 50, 2), "score_few_errors");
  assert.equal(methodOf("stratified", 50, 1), "too_few_labels"); // 1.96
  assert.equal(methodOf("stratified", 24, 2), "too_few_labels"); // 48 labels
  assert.equal(methodOf("stratified", 25, 2), "score_few_errors");
  // 4 · 1/4 + 4 · 1/4 errors: just 2.
  const two = cellsOf([900, 4, 2], [900, 4, 2], [1800, 60, 0]);
  assert.equal(
    adjustedShare({ cells: two, labelsAre: "stratified" }).method,
    "score_few_errors",
  );
  assert.equal(methodOf("stratified", 100, 0), "score_few_errors");
  assert.equal(methodOf("stratified", 99, 0), "too_few_labels");
  assert.equal(methodOf("simple", 249, 0), "wilson_labels");
  assert.equal(methodOf("simple", 250, 0), "score_few_errors");
  assert.equal(methodOf("stratified", 250, 0), "score_few_errors");
  assert.equal(methodOf("simple", 10, 0), "wilson_labels");
  assert.deepEqual(ADJUSTMENT_RULE, {
    errors: 5,
    alone: { least: 20, below: 500 },
    cautious: { labels: 50, errors: 2, withoutErrors: 200 },
  });
});
