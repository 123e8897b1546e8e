import assert from "node:assert/strict";
import {
  comparisonInWords,
  comparisonOf,
  confusionOf,
  errorsInWords,
  errorsOf,
  errorTestsOf,
  labelsInWords,
  modelScoresOf,
  modelsInWords,
  scoresOf,
  validationInWords,
} from "lib/findings/mod.ts";
import { NAMES } from "tests/findings/validation/question_names.ts";

/** A row of validation.csv. */
function score(
  metric: string,
  value: number | null,
  parts: Partial<{
    annotator: string;
    question: string;
    low: number;
    high: number;
    n: number;
    note: string;
  }> = {},
) {
  const row = { annotator: "lexicon", question: "uses_ptms", metric, value };
  return { ...row, low: null, high: null, n: 23, note: "", ...parts };
}

const COUNTS = [
  score("tp", 18),
  score("fp", 7),
  score("fn", 5),
  score("tn", 80),
  score("failed", 2),
  score("outside", 1),
  score("disputed", 0),
];
const SCORES = [
  score("accuracy", 98 / 110, { low: 0.82, high: 0.94, n: 110 }),
  score("f1", 0.75, { low: 0.6, high: 0.85 }),
  score("kappa", 0.68, { low: 0.5, high: 1.02 }),
  score("recall", null, { note: "no paper is labelled yes" }),
];

Deno.test("labelsInWords() counts, names what is left out, and warns of few labels", () => {
  assert.equal(
    labelsInWords(COUNTS, NAMES),
    "Reuses: human label and answer can be compared on 110 papers (left out: 2 labelled papers got no answer, 1 labelled paper outside the sample), 23 of them labelled yes. With only 23 labelled yes recall cannot be known well: read the interval, not the value.",
  );
  assert.match(labelsInWords([], NAMES), /^This study has no labels/);
});

Deno.test("Tables and words of scores keep annotators apart", () => {
  const rows = [...COUNTS, ...SCORES].flatMap((row) => [
    row,
    {
      ...row,
      annotator: "openai:m",
      value: row.metric === "tp" ? 20 : row.value,
    },
  ]);
  assert.deepEqual(confusionOf(rows, NAMES).map(Object.values), [
    ["Reuses", "lexicon baseline", "yes", 18, 5],
    ["Reuses", "lexicon baseline", "no", 7, 80],
    ["Reuses", "m", "yes", 20, 5],
    ["Reuses", "m", "no", 7, 80],
  ]);
  assert.deepEqual(
    scoresOf(rows, NAMES).filter(({ annotator }) => annotator === "m")
      .map(({ metric, interval }) => [metric, interval]),
    [
      ["Accuracy", "0.82 to 0.94"],
      ["F1", "0.60 to 0.85"],
      ["Cohen's kappa", "0.50 to 1.00"],
      ["Recall", "not defined: no paper is labelled yes"],
    ],
  );
  // Of 110 papers 87 are labelled no.
  const prevalence = score("prevalence", 23 / 110);
  assert.match(
    validationInWords([...COUNTS, prevalence, ...SCORES], NAMES),
    /^Reuses: the annotator is right about 89% of the papers, where always giving the commoner answer would be right about 79%; its F1 is 0.75 and its kappa 0.68\.$/,
  );
});

Deno.test("modelScoresOf() and modelsInWords() speak of names, pairs and categories", () => {
  const rows = [
    score("names_micro_f1", 0.5, {
      question: "identify_ptms",
      low: 0.3,
      high: 0.7,
      n: 31,
    }),
    score("names_jaccard_all", 0.9, { question: "identify_ptms" }),
    score("names_micro_f1", 0.4, { question: "identify_ptm_reuse" }),
    score("pairs_micro_f1", 0.3, { question: "identify_ptm_reuse" }),
    score("macro_f1", 0.6, {
      question: "identify_ptm_reuse",
      low: 0.4,
      high: 0.8,
      n: 20,
    }),
    score("recall:conceptual", 0.5, { question: "identify_ptm_reuse", n: 4 }),
    score("recall:adaptation", 0.5, { question: "identify_ptm_reuse", n: 16 }),
  ];
  assert.deepEqual(
    modelScoresOf(rows, NAMES).map((
      { what, metric, value },
    ) => [what, metric, value]),
    [
      ["Models", "F1", 0.5],
      ["Pattern: model with category", "F1", 0.3],
      ["Pattern: category of shared models", "Macro F1", 0.6],
      ["Pattern: category of shared models", "Recall, conceptual", 0.5],
      ["Pattern: category of shared models", "Recall, adaptation", 0.5],
    ],
  );
  assert.equal(
    modelsInWords(rows, NAMES),
    "Models: over the 31 papers for which label or annotator names one, F1 is 0.50 (0.30 to 0.70). Pattern: on the 20 pairs whose model both sides name, macro F1 is 0.60 (0.40 to 0.80). Some categories have fewer than ten labelled pairs, too few to judge: conceptual (4).",
  );
  assert.match(modelsInWords([], NAMES), /^No label names anything/);
});

Deno.test("comparisonInWords() names differences that correction leaves", () => {
  const row = {
    question: "uses_ptms",
    first: "lexicon",
    second: "openai:m",
    only_first_right: 2,
    only_second_right: 14,
    n: 100,
    p: 0.0005,
    p_holm: 0.002,
    difference: -0.12,
    low: -0.2,
    high: -0.04,
  };
  assert.equal(
    comparisonInWords([row, { ...row, p_holm: 0.2 }], NAMES),
    "Reuses: m is right more often than lexicon baseline (alone right on 14 against 2 of 100 papers, corrected p = 0.002).",
  );
  assert.match(
    comparisonInWords([{ ...row, p_holm: 0.0001 }], NAMES),
    /corrected p < 0\.001\)/,
  );
  assert.match(comparisonInWords([{ ...row, p_holm: 0.2 }], NAMES), /no proof/);
  const note = "not weighted, though they ought to be";
  for (const p_holm of [0.002, 0.2]) {
    assert.ok(
      comparisonInWords([{ ...row, p_holm, note }, row], NAMES)
        .endsWith(` The tests are ${note}.`),
    );
  }
  assert.match(comparisonInWords([], NAMES), /no two annotators/);
  assert.equal(
    comparisonOf([row], NAMES)[0]!.difference,
    "\u22120.12 (\u22120.20 to \u22120.04)",
  );
});

Deno.test("errorsInWords() says where errors gather, with the caution of few errors", () => {
  const test = {
    annotator: "lexicon",
    question: "uses_ptms",
    grouping: "field",
    groups: 8,
    errors: 12,
    n: 110,
    method: "permutation",
    p: 0.01,
    p_holm: 0.04,
    note: "",
  };
  const other = { ...test, grouping: "year", p: null, p_holm: null };
  assert.match(
    errorsInWords([test, other], NAMES),
    /^Errors are not spread evenly over: Reuses by field \(lexicon baseline\)\. .* at most 12 errors/,
  );
  assert.match(errorsInWords([other], NAMES), /^No grouping shows more/);
  assert.deepEqual(
    errorTestsOf([test, other], NAMES).map(({ p_holm }) => p_holm),
    ["0.040", "none"],
  );
  const row = {
    annotator: "lexicon",
    question: "uses_ptms",
    grouping: "year",
    group: "2019",
    errors: 1,
    n: 10,
    share: 0.1,
    low: 0.018,
    high: 0.404,
  };
  assert.deepEqual(
    errorsOf([row, { ...row, annotator: "b" }], "uses_ptms", ["year"])
      .map(({ interval }) => interval),
    ["2\u201340%"],
  );
  assert.deepEqual(errorsOf([], "uses_ptms", ["year"]), []);
});
