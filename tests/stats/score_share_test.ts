import assert from "node:assert/strict";
import type { AnswerCell } from "lib/stats/answer_cell.ts";
import { varianceUnder } from "lib/stats/restricted_cells.ts";
import { scoreShare } from "lib/stats/score_share.ts";
import { wilsonInterval } from "lib/stats/wilson.ts";
import { assertLimits, assertNear } from "tests/stats/near.ts";

/** A cell in which every labelled paper belongs to what the share is of. */
function cell(papers: number, labels: number, positives: number): AnswerCell {
  return { papers, labels, of: labels, positives };
}

// Limits: the constrained likelihood maximised by scipy 1.17.1, SLSQP, and the
// score equation solved by brentq.
Deno.test("scoreShare() matches a general optimiser", () => {
  const all = scoreShare([cell(200, 40, 36), cell(800, 60, 3)]);
  assertNear(all.estimate, 0.2 * 0.9 + 0.8 * 0.05);
  assertLimits(all, [0.17792864703359623, 0.2943507575898], 1e-7);
  const part = scoreShare([
    { papers: 300, labels: 60, of: 50, positives: 40 },
    { papers: 400, labels: 50, of: 20, positives: 2 },
    { papers: 1000, labels: 50, of: 1, positives: 0 },
  ], { of: "part" });
  // 300 · 40/60 + 400 · 2/50 of 300 · 50/60 + 400 · 20/50 + 1000 · 1/50
  assertNear(part.estimate, 216 / 430);
  assertLimits(part, [0.38907016246822207, 0.6094859121138954], 1e-7);
  assert.deepEqual([part.n, part.method], [60 + 50 + 50, "score"]);
});

Deno.test("varianceUnder() gives a kind without a label what the others leave", () => {
  // 20 labels, 5 of the group, none or all with the property. With half of the
  // group having it p_yes = p_no = p, and 5 log p + 15 log(1 - 2p) is largest
  // at p = 1/8: variance (1/8 · 1/4 + 1/8 · 1/4) / 20.
  for (const positives of [0, 5]) {
    const cells = [{ papers: 100, labels: 20, of: 5, positives }];
    assertNear(varianceUnder(0.5, cells, "part"), 1 / 16 / 20);
  }
  // One label outside: 5 log p + log(1 - 2p) is largest at p = 5/12.
  const one = [{ papers: 100, labels: 6, of: 5, positives: 0 }];
  assertNear(varianceUnder(0.5, one, "part"), 5 / 24 / 6);
});

Deno.test("scoreShare() is Wilson's interval if every paper is labelled or all are answered alike", () => {
  for (const [yes, no] of [[3, 0], [2, 1], [4, 4], [0, 0], [6, 4]] as const) {
    const wilson = wilsonInterval(yes + no, 10);
    const census = scoreShare([cell(6, 6, yes), cell(4, 4, no)]);
    assertNear(census.estimate, (yes + no) / 10);
    assertLimits(census, [wilson.low, wilson.high], 1e-8);
    const alike = scoreShare([cell(500, 10, yes + no), cell(0, 0, 0)]);
    assertLimits(alike, [wilson.low, wilson.high], 1e-8);
  }
  const single = scoreShare([cell(1, 1, 1), cell(3, 3, 0)]);
  assertLimits(single, [wilsonInterval(1, 4).low, wilsonInterval(1, 4).high]);
  const members = scoreShare(
    [{ papers: 40, labels: 40, of: 12, positives: 5 }],
    { of: "part" },
  );
  const { low, high } = wilsonInterval(5, 12);
  assertLimits(members, [low, high], 1e-8);
});

Deno.test("scoreShare() of a perfect annotator is the raw share, no more certain than the papers", () => {
  const raw = wilsonInterval(300, 1000);
  const few = scoreShare([cell(300, 30, 30), cell(700, 70, 0)]);
  assertNear(few.estimate, 0.3);
  assert.ok(few.low < raw.low && few.high > raw.high);
  const many = scoreShare([cell(300, 299, 299), cell(700, 699, 0)]);
  assertLimits(many, [raw.low, raw.high], 0.002);
});

Deno.test("scoreShare() mirrors if the property and its absence swap", () => {
  const cells = [cell(200, 40, 36), cell(800, 60, 3)];
  const { low, high } = scoreShare(cells);
  const mirrored = scoreShare(
    cells.map((one) => ({ ...one, positives: one.of - one.positives })),
  );
  assertLimits(mirrored, [1 - high, 1 - low], 1e-8);
});

Deno.test("scoreShare() ends at 0 and 1, narrows with confidence, and takes effective numbers", () => {
  assert.equal(scoreShare([cell(50, 5, 0), cell(50, 5, 0)]).low, 0);
  assert.equal(scoreShare([cell(50, 5, 5), cell(50, 5, 5)]).high, 1);
  const cells = [cell(200, 40, 36), cell(800, 60, 3)];
  const [wide, narrow] = [0.99, 0.8].map((confidence) =>
    scoreShare(cells, { confidence })
  );
  assert.ok(wide!.low < narrow!.low && wide!.high > narrow!.high);
  const effective = scoreShare([cell(200, 40.5, 36.2), cell(800, 60.1, 3.3)]);
  assertNear(effective.estimate, 0.2 * 36.2 / 40.5 + 0.8 * 3.3 / 60.1);
});

Deno.test("scoreShare() refuses cells that have no label or contradict themselves", () => {
  assert.throws(
    () => scoreShare([cell(5, 2, 1), cell(3, 0, 0)]),
    {
      name: "RangeError",
      message:
        "Cannot compute a score interval as an answer of 3 papers has no label",
    },
  );
  assert.throws(
    () => scoreShare([cell(5, 2, 1), cell(1, 0, 0)]),
    /an answer of 1 papers has no label/,
  );
  assert.throws(() => scoreShare([]), /no observations/);
  assert.throws(() => scoreShare([cell(5, 6, 1)]), /in rising order/);
  assert.throws(() => scoreShare([cell(5, 2, 3)]), /in rising order/);
  assert.throws(() => scoreShare([cell(5, 2, -1)]), /in rising order/);
  assert.throws(() => scoreShare([cell(5, 2, NaN)]), RangeError);
  assert.throws(
    () =>
      scoreShare([{ papers: 5, labels: 2, of: 0, positives: 0 }], {
        of: "part",
      }),
    /no labelled paper belongs/,
  );
  assert.throws(() => scoreShare([cell(5, 2, 1)], { confidence: 1 }));
});
