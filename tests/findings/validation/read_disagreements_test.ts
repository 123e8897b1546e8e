import assert from "node:assert/strict";
import {
  agreementInWords,
  agreementOf,
  causesInWords,
  disagreementsInWords,
  disagreementsOf,
} from "lib/findings/mod.ts";
import { NAMES } from "tests/findings/validation/question_names.ts";

Deno.test("Disagreements show both passages, and what the rules say in words", () => {
  const row = {
    annotator: "lexicon",
    question: "uses_ptms",
    doi: "10.1/a",
    label: "yes",
    answer: "no",
    title: "T",
    model: "",
    cause: "annotator found no cue",
    detail: "",
    label_passage: "x".repeat(200),
    answer_passage: "",
  };
  const failed = { ...row, answer: "", cause: "no answer", detail: "refused" };
  const rows = [row, failed, { ...row, annotator: "b" }];
  const [first, second, ...others] = disagreementsOf(rows, "uses_ptms");
  assert.deepEqual(others, []);
  assert.equal(first!.label_passage, `${"x".repeat(160)}…`);
  assert.equal(first!.answer_passage, "none");
  assert.equal(second!.cause, "no answer (refused)");
  assert.equal(
    disagreementsInWords(rows, NAMES),
    "Reuses: 0 answered yes against the label, 1 answered no against it, 1 not answered.",
  );
  assert.equal(
    disagreementsInWords([], NAMES),
    "There is no disagreement to show.",
  );
  const cause = {
    annotator: "lexicon",
    question: "uses_ptms",
    cause: "no answer",
    disagreements: 3,
    papers: 3,
    of: 110,
    share: 3 / 110,
    low: 0,
    high: 0.1,
  };
  assert.equal(
    causesInWords(
      [cause, { ...cause, cause: "model added", papers: 5 }],
      NAMES,
    ),
    'Reuses: most often "model added" (5 of 110 papers).',
  );
});

Deno.test("agreementInWords() says what the labels are worth", () => {
  assert.match(
    agreementInWords([], NAMES),
    /^No paper was labelled by two humans/,
  );
  assert.match(
    agreementInWords([], { ...NAMES, labelName: "planted label" }),
    /^Planted labels are one list/,
  );
  const row = {
    question: "uses_ptms",
    annotators: "ann; bob",
    statistic: "cohen_kappa",
    value: 0.8,
    low: null,
    high: null,
    papers: 40,
    note: "no interval: the papers show no variation",
  };
  assert.match(agreementInWords([row], NAMES), /held against/);
  assert.deepEqual(Object.values(agreementOf([row], NAMES)[0]!), [
    "Reuses",
    "ann; bob",
    "Cohen's kappa",
    0.8,
    "no interval: the papers show no variation",
    40,
  ]);
});
