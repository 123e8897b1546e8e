import assert from "node:assert/strict";
import { categoryScores } from "lib/findings/validation/category_scores.ts";
import { confusionRows } from "lib/findings/validation/confusion_rows.ts";
import {
  type MatchedPair,
  matchPairs,
} from "lib/findings/validation/match_pairs.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import type { MentionsQuestion } from "lib/questions/question.ts";
import { given, names } from "tests/findings/validation/answered.ts";
import { assertNear } from "tests/stats/near.ts";

const REUSE = (await loadQuestions()).find(({ id }) =>
  id === "identify_ptm_reuse"
) as MentionsQuestion;
const PATTERNS = REUSE.category!.values.map(({ value }) => value);

/** One pair a paper, by label and answer; "-" is a side without the name. */
function pairsOf(...cells: string[]): MatchedPair[] {
  return cells.map((cell, i) => {
    const [label, answer] = cell.split(" ");
    const side = (value?: string) => value === "-" ? null : given("m", value);
    return {
      ...{ doi: `p${i}`, chance: null },
      ...{ labelled: side(label), given: side(answer) },
    };
  });
}

Deno.test("matchPairs() matches by name; equal categories meet first", () => {
  const labelled = [given("A", "adaptation"), given("B", "conceptual")];
  const answered = [
    given("C", "deployment"),
    given("A", "deployment"),
    given("A", "adaptation"),
  ];
  const outcome = {
    kind: "answered" as const,
    given: names("identify_ptm_reuse", []),
  };
  const chance = null;
  const pairs = matchPairs({
    question: REUSE,
    papers: [
      { doi: "p", chance, labelled, given: answered, outcome },
      { doi: "failed", chance, labelled, given: null, outcome },
    ],
    outside: 0,
    disputed: 0,
  });
  assert.deepEqual(
    pairs.map(({ labelled, given }) =>
      [labelled, given].map((side) => side && `${side.name} ${side.category}`)
    ),
    [
      ["A adaptation", "A adaptation"],
      [null, "A deployment"],
      ["B conceptual", null],
      [null, "C deployment"],
    ],
  );
});

Deno.test("categoryScores() scores the categories of names that both sides give", () => {
  // Labels in rows: conceptual 2 and 1, adaptation 0 and 3.
  const pairs = pairsOf(
    "conceptual conceptual",
    "conceptual conceptual",
    "conceptual adaptation",
    ...Array(3).fill("adaptation adaptation"),
    "deployment -",
    "- adaptation",
  );
  const scores = new Map(
    categoryScores(pairs, PATTERNS, "s").map((score) => [score.metric, score]),
  );
  const conceptual = 2 * 2 / (3 + 2);
  const adaptation = 2 * 3 / (3 + 4);
  const expected: Record<string, number> = {
    labelled_pairs: 7,
    answered_pairs: 7,
    matched_pairs: 6,
    matched_accuracy: 5 / 6,
    matched_balanced_accuracy: (2 / 3 + 1) / 2,
    macro_f1: (conceptual + adaptation) / 2,
    macro_precision: (1 + 3 / 4) / 2,
    matched_kappa: (5 / 6 - 1 / 2) / (1 - 1 / 2),
    // Four declared patterns; rates 5/12 and 7/12.
    matched_ac1: (5 / 6 - 70 / 432) / (1 - 70 / 432),
    "f1:conceptual": conceptual,
    "f1:adaptation": adaptation,
    "precision:adaptation": 3 / 4,
    "recall:conceptual": 2 / 3,
  };
  for (const [metric, value] of Object.entries(expected)) {
    assert.ok(
      Math.abs(scores.get(metric)!.value! - value) < 1e-12,
      `${metric} is ${scores.get(metric)!.value}`,
    );
  }
  assert.match(scores.get("macro_f1")!.note!, /mean over 2 categories in use/);
  assert.equal(scores.has("f1:deployment"), false);
  // One pair a paper: Wilson of 3 of 4, (0.75 + 0.480) / 1.960 ± 0.641 / 1.960.
  const { low, high, n } = scores.get("precision:adaptation")!;
  assert.deepEqual([low!.toFixed(3), high!.toFixed(3), n], [
    "0.301",
    "0.954",
    4,
  ]);
  const { low: lowest, value, high: highest } = scores.get("macro_f1")!;
  assert.ok(lowest! < value! && value! < highest! && highest! <= 1);
});

Deno.test("categoryScores() says why there is no score", () => {
  const none = categoryScores(pairsOf("adaptation -"), PATTERNS, "s");
  const macro = none.find(({ metric }) => metric === "macro_f1")!;
  assert.deepEqual([macro.value, macro.note], [
    null,
    "no name that both sides give",
  ]);
  const same = categoryScores(
    pairsOf("adaptation adaptation", "adaptation adaptation"),
    PATTERNS,
    "s",
  );
  const kappa = same.find(({ metric }) => metric === "matched_kappa")!;
  assert.match(kappa.note!, /the same for all pairs/);
  const accuracy = same.find(({ metric }) => metric === "matched_accuracy")!;
  assert.deepEqual([accuracy.value, accuracy.low! < 0.4], [1, true]);
});

Deno.test("confusionRows() holds every pair once, those without a partner apart", () => {
  const pairs = pairsOf(
    "conceptual conceptual",
    "conceptual adaptation",
    "adaptation -",
    "- deployment",
  );
  const rows = confusionRows("m", "q", pairs, PATTERNS);
  assert.deepEqual(
    rows.filter(({ pairs }) => pairs !== 0)
      .map(({ label, answer, pairs, of, share }) => [
        label,
        answer,
        pairs,
        of,
        share,
      ]),
    [
      ["conceptual", "conceptual", 1, 2, 0.5],
      ["conceptual", "adaptation", 1, 2, 0.5],
      ["adaptation", "not named", 1, 1, 1],
      ["not labelled", "deployment", 1, 1, null],
    ],
  );
  assert.equal(
    rows.filter(({ label }) => label === "not labelled")
      .some(({ answer }) => answer === "not named"),
    false,
  );
});

Deno.test("confusionRows() counts papers as what was drawn, not pairs", () => {
  const cell = (doi: string, answer: string): MatchedPair => ({
    ...{ doi, chance: null },
    ...{ labelled: given("m", "adaptation"), given: given("m", answer) },
  });
  const rowsOf = (pairs: MatchedPair[]) =>
    confusionRows("m", "q", pairs, PATTERNS)
      .find(({ answer }) => answer === "adaptation")!;
  // Of 20 papers 12 are right; each with one pair, and with three like ones.
  const papers = Array.from(
    { length: 20 },
    (_, i) => cell(`p${i}`, i < 12 ? "adaptation" : "deployment"),
  );
  const one = rowsOf(papers);
  const three = rowsOf(papers.flatMap((pair) => [pair, pair, pair]));
  assert.deepEqual([one.of, three.of, three.share], [20, 60, 0.6]);
  // Wilson of 12 of 20 from R 4.2.2, prop.test without continuity correction.
  assertNear(Number(one.low), 0.3866, 5e-5);
  assertNear(Number(one.high), 0.7812, 5e-5);
  // Pairs that say the same tell no more: 19/20 of as many effective ones.
  assert.ok(Number(three.low) <= Number(one.low));
  assert.ok(Number(three.high) >= Number(one.high));
  assertNear(Number(three.low), Number(one.low), 0.01);
  // One paper does not tell how papers differ.
  const single = rowsOf([papers[0]!, papers[0]!]);
  assert.deepEqual([single.share, single.low, single.high], [1, null, null]);
});
