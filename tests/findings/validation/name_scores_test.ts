import assert from "node:assert/strict";
import { loadModelNames } from "lib/findings/model_names.ts";
import type { AnnotatorAnswers } from "lib/findings/validation/answers.ts";
import { judgeNames } from "lib/findings/validation/judge_names.ts";
import { nameScores, nameTally } from "lib/findings/validation/name_scores.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import { label, names, yesNo } from "tests/findings/validation/answered.ts";

const QUESTIONS = await loadQuestions();
const { modelsIn } = loadModelNames();

const LABELS = [
  // a: both models, b: one of two, c: no model, d: not asked, e: no answer.
  label("a", "uses_ptms", "yes"),
  label("a", "identify_ptm_reuse", "adaptation", "VGG-16"),
  label("a", "identify_ptm_reuse", "conceptual", "U-Net"),
  label("b", "uses_ptms", "yes"),
  label("b", "identify_ptm_reuse", "deployment", "BERT"),
  label("c", "uses_ptms", "no"),
  label("d", "uses_ptms", "yes"),
  label("d", "identify_ptm_reuse", "deployment", "AlphaFold"),
  label("e", "uses_ptms", "yes"),
  label("e", "identify_ptm_reuse", "deployment", "BERT"),
  // Yes without a model: the names are unknown. Not in the run.
  label("f", "uses_ptms", "yes"),
  label("g", "uses_ptms", "no"),
  // Two humans name different models.
  label("h", "identify_ptm_reuse", "adaptation", "BERT", "ann"),
  label("h", "identify_ptm_reuse", "adaptation", "GPT-2", "bob"),
];

const yes = [yesNo("uses_dl", "y"), yesNo("uses_ptms", "y")];

const ANNOTATOR: AnnotatorAnswers = {
  id: "m",
  papers: new Map([
    ["a", [...yes, names("identify_ptms", [["vgg16", null]])]],
    ["b", [
      ...yes,
      names("identify_ptms", [["Bert", null], ["InHouse", null]]),
    ]],
    ["c", [yesNo("uses_dl", "y"), yesNo("uses_ptms", "n")]],
    ["d", [yesNo("uses_dl", "n")]],
    ["e", [yesNo("uses_dl", "f")]],
    ["f", yes],
    ["h", yes],
  ]),
};

Deno.test("judgeNames() compares normalised names, also where only another question is labelled", () => {
  const [ptms, ...others] = judgeNames(ANNOTATOR, QUESTIONS, LABELS, modelsIn);
  assert.deepEqual(others.map(({ question }) => question.id), [
    "identify_ptm_reuse",
  ]);
  assert.deepEqual(
    ptms!.papers.map(({ doi, labelled, given }) => [
      doi,
      labelled.map(({ name }) => name).join(),
      given?.map(({ name }) => name).join() ?? null,
    ]),
    [
      ["a", "VGG-16,U-Net", "VGG-16"],
      ["b", "BERT", "BERT,InHouse"],
      ["c", "", ""],
      ["d", ptms!.papers[3]!.labelled[0]!.name, ""],
      ["e", "BERT", null],
    ],
  );
  assert.equal(ptms!.disputed, 1);
  assert.equal(ptms!.outside, 1);
  assert.deepEqual(
    nameTally(ptms!).map(({ metric, value, n }) => [metric, value, n]),
    [["compared", 4, 5], ["failed", 1, 5], ["outside", 1, 6], [
      "disputed",
      1,
      7,
    ]],
  );
});

Deno.test("nameScores() pools names, and means papers with and without a name", () => {
  const [ptms] = judgeNames(ANNOTATOR, QUESTIONS, LABELS, modelsIn);
  const scores = new Map(
    nameScores(ptms!, "names", "s").map((score) => [score.metric, score]),
  );
  // By hand: a 1 of 1 given and 2 labelled, b 1 of 2 and 1, c nothing, d 0 of 0 and 1.
  const expected: Record<string, number> = {
    names_micro_precision: 2 / 3,
    names_micro_recall: 2 / 4,
    names_micro_f1: 4 / 7,
    names_precision: (1 + 1 / 2 + 0) / 3,
    names_recall: (1 / 2 + 1 + 0) / 3,
    names_f1: (2 / 3 + 2 / 3 + 0) / 3,
    names_jaccard: (1 / 2 + 1 / 2 + 0) / 3,
    names_exact_match: 0,
    names_jaccard_all: (1 / 2 + 1 / 2 + 1 + 0) / 4,
    names_exact_match_all: 1 / 4,
  };
  for (const [metric, value] of Object.entries(expected)) {
    assert.ok(
      Math.abs(scores.get(metric)!.value! - value) < 1e-12,
      `${metric} is ${scores.get(metric)!.value}`,
    );
  }
  assert.deepEqual(
    [scores.get("names_micro_f1")!.n, scores.get("names_jaccard_all")!.n],
    [3, 4],
  );
  const { low, high, method } = scores.get("names_jaccard_all")!;
  assert.ok(low! >= 0 && low! < 0.5 && high! > 0.5 && high! <= 1);
  assert.match(method!, /^bootstrap_/);
  // Wilson of 0 of 3.
  assert.equal(scores.get("names_exact_match")!.high!.toFixed(4), "0.5615");
  assert.deepEqual(nameScores(ptms!, "names", "s"), [...scores.values()]);
});

Deno.test("nameScores() says why there is no score or no interval", () => {
  const labels = [label("a", "identify_ptm_reuse", "adaptation", "BERT")];
  const judge = (found: readonly (readonly [string, string])[]) =>
    judgeNames(
      {
        id: "m",
        papers: new Map([["a", [...yes, names("identify_ptm_reuse", found)]]]),
      },
      QUESTIONS,
      labels,
      modelsIn,
    )[1]!;
  const score = (found: readonly (readonly [string, string])[], name: string) =>
    nameScores(judge(found), "pairs", "s").find(({ metric }) =>
      metric === name
    )!;
  const none = score([], "pairs_micro_precision");
  assert.deepEqual([none.value, none.note], [
    null,
    "the annotator names nothing",
  ]);
  const one = score([["bert", "adaptation"]], "pairs_micro_f1");
  assert.deepEqual([one.value, one.low, one.note], [
    1,
    undefined,
    "one paper: no interval",
  ]);
  assert.equal(score([["bert", "deployment"]], "pairs_micro_f1").value, 0);
});
