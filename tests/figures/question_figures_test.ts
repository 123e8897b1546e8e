import assert from "node:assert/strict";
import {
  categoryShares,
  otherQuestions,
  patternConfusion,
  questionFigures,
  shareByField,
  shareByYear,
  validationMetrics,
  validationModels,
} from "lib/figures/mod.ts";
import { titleOf } from "lib/figures/gallery/figure_section.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import type { Question } from "lib/questions/question.ts";
import {
  ROUTE_ROWS,
  SHARE_FIELD_ROWS,
  SHARE_YEAR_ROWS,
} from "tests/figures/example_question_figures.ts";
import { CONTEXT } from "tests/figures/example_rows.ts";

const ASKED = {
  ...{ id: "shares_data", version: 1, dependsOn: null },
  ...{ title: "Shares its data", words: "Did the authors share their data?" },
};
const QUESTION: Question = { ...ASKED, kind: "yes-no" };

Deno.test("shareByYear() tells of the last complete year, with its interval", () => {
  // 6 of 8: Wilson's 95 % interval is 40.9 % to 92.9 %.
  assert.equal(
    titleOf(
      shareByYear(SHARE_YEAR_ROWS, CONTEXT, QUESTION, { incompleteYear: 2023 }),
    ),
    "Shares its data: yes for 75% of the papers of 2022 (95% interval 41\u201393%)",
  );
  const { description } = shareByYear(SHARE_YEAR_ROWS, CONTEXT, QUESTION);
  assert.match(description, /2019 13%, 2020 33%, 2022 75% and 2023 50%\.$/);
  assert.equal(
    titleOf(shareByYear([], CONTEXT, QUESTION)),
    "There are no papers asked with a known year",
  );
});

Deno.test("shareByField() tells the span of the fields; papers without a field do not count", () => {
  assert.equal(
    titleOf(shareByField(SHARE_FIELD_ROWS, CONTEXT, QUESTION)),
    "Shares its data: yes for 20% of the papers in Agricultural and Biological Sciences to 75% in Environmental Science",
  );
  const [first] = SHARE_FIELD_ROWS;
  assert.equal(
    titleOf(shareByField([first!], CONTEXT, QUESTION)),
    "Shares its data: yes for 75% of the papers of each field",
  );
  assert.equal(
    titleOf(shareByField([], CONTEXT, QUESTION)),
    "Shares its data: no field is known",
  );
});

Deno.test("categoryShares() says which value leads, whether several do, or that there is none", () => {
  const asked = {
    title: "Where the data are",
    category: { name: "route", values: [{ value: "website", meaning: "" }] },
  };
  const title = (rows: typeof ROUTE_ROWS.all) =>
    titleOf(categoryShares(rows, CONTEXT, asked));
  assert.equal(
    title(ROUTE_ROWS.all),
    "Where the data are: Repository makes up 75% of the mentions",
  );
  const even = ROUTE_ROWS.all.slice(0, 2).map((row) => ({
    ...row,
    share: 0.5,
  }));
  assert.equal(
    title(even),
    "Where the data are: Repository and Supplement are equally common (50% each)",
  );
  assert.equal(title([]), "Where the data are: nothing is mentioned");
});

Deno.test("questionFigures() draws what a question's kind has, from the tables of its names", () => {
  const read: string[] = [];
  const draw = (question: Question) =>
    questionFigures(question, (table) => (read.push(table), []), CONTEXT)
      .map(({ id }) => id);
  assert.deepEqual(draw(QUESTION), [
    "share_shares_data_by_year",
    "share_shares_data_by_field",
  ]);
  const mentions = {
    ...ASKED,
    ...{ kind: "mentions", name: "place", description: null } as const,
  };
  const values = [{ value: "website", meaning: "" }];
  assert.deepEqual(draw({ ...mentions, category: null }), []);
  assert.deepEqual(draw({ ...mentions, category: { name: "route", values } }), [
    ...["routes", "routes_by_year", "routes_by_field"],
  ]);
  assert.deepEqual(read, [
    ...["papers_by_year", "papers_by_field"],
    ...["routes", "routes_by_year", "routes_by_field"],
  ]);
});

Deno.test("otherQuestions() are those that the study's own figures leave out", async () => {
  const five = await loadQuestions();
  const ids = (questions: readonly Question[]) =>
    otherQuestions(questions).map(({ id }) => id);
  assert.deepEqual(ids(five), []);
  assert.deepEqual(ids([...five, QUESTION]), ["shares_data"]);
  // Those figures set both questions side by side: one alone is not in them.
  assert.deepEqual(ids(five.slice(0, 1)), ["uses_dl"]);
});

Deno.test("Figures on labels name other questions as these name themselves", () => {
  const context = {
    ...CONTEXT,
    subjects: {
      shares_data: { name: 'question "Shares its data"', noun: "" },
      data_places: { name: "route", noun: "place" },
    },
  };
  const score = { annotator: "lexicon", value: 0.8, low: 0.6, high: 0.9 };
  const row = (question: string, metric: string) => ({
    ...{ ...score, question, metric, n: 20, method: "wilson", note: "" },
  });
  assert.equal(
    titleOf(validationMetrics([row("shares_data", "f1")], context)),
    'F1 is 0.80 (0.60\u20130.90) for the question "Shares its data"',
  );
  const models = validationModels(
    [row("data_places", "pairs_micro_f1"), row("data_places", "macro_f1")],
    context,
  );
  assert.equal(
    titleOf(models),
    "F1 of places with their route is 0.80 (0.60\u20130.90)",
  );
  assert.match(models.description, /Places with their route \(n = 20\) F1/);
  const pair = { label: "website", answer: "website", pairs: 3, papers: 3 };
  const cell = { ...score, ...pair, of: 4, share: 0.75 };
  assert.equal(
    titleOf(patternConfusion([{ ...cell, question: "data_places" }], context)),
    "3 of 3 labelled pairs of place and route are found (100%)",
  );
});
