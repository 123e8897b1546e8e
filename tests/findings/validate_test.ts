import assert from "node:assert/strict";
import { loadModelNames } from "lib/findings/model_names.ts";
import { validate } from "lib/findings/validate.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import {
  annotatorOf,
  label,
  names,
} from "tests/findings/validation/answered.ts";
import { metadataOf } from "tests/support/papers.ts";

const QUESTIONS = await loadQuestions();

/** Validates annotators on four labelled papers; on "d" the label is no. */
function tablesOf(annotators: Parameters<typeof validate>[0]["annotators"]) {
  const dois = ["a", "b", "c", "d"];
  const tables = validate({
    annotators,
    papers: dois.map((doi) => ({
      metadata: metadataOf({ doi }),
      characters: 100,
    })),
    questions: QUESTIONS,
    labels: [
      ...dois.map((doi) => label(doi, "uses_dl", doi === "d" ? "no" : "yes")),
      label("a", "identify_ptm_reuse", "adaptation", "BERT"),
    ],
    namesIn: loadModelNames().modelsIn,
    seed: 1,
  });
  return new Map(tables.map((table) => [table.name, table]));
}

Deno.test("validate() sets several annotators side by side under their names", () => {
  const one = annotatorOf("lexicon", { a: "y", b: "y", c: "n", d: "y" });
  const other = annotatorOf("openai:m", { a: "y", b: "n", c: "n", d: "n" });
  const withNames = new Map(one.papers);
  withNames.set("a", [
    ...one.papers.get("a")!,
    names("identify_ptm_reuse", [["bert", "deployment"]]),
  ]);
  const tables = tablesOf([{ ...one, papers: withNames }, other]);
  const value = (annotator: string, metric: string) =>
    tables.get("validation")!.rows.find((row) =>
      row.annotator === annotator && row.question === "uses_dl" &&
      row.metric === metric
    )!.value;
  assert.deepEqual(
    ["tp", "fp", "fn", "tn", "accuracy"].map((metric) =>
      value("lexicon", metric)
    ),
    [2, 1, 1, 0, 0.5],
  );
  assert.deepEqual(
    ["tp", "fp", "fn", "tn", "recall"].map((metric) =>
      value("openai:m", metric)
    ),
    [1, 0, 2, 1, 1 / 3],
  );
  const [test] = tables.get("mcnemar")!.rows;
  assert.deepEqual(
    [
      test!.first,
      test!.second,
      test!.only_first_right,
      test!.only_second_right,
    ],
    ["lexicon", "openai:m", 1, 1],
  );
  const [pair] = tables.get("confusion")!.rows.filter(({ pairs }) =>
    pairs !== 0
  );
  assert.deepEqual([pair!.label, pair!.answer], ["adaptation", "deployment"]);
  assert.deepEqual(
    tables.get("disagreements")!.rows.filter(({ question }) =>
      question === "uses_dl"
    ).map(({ annotator, doi }) => `${annotator} ${doi}`),
    ["lexicon c", "lexicon d", "openai:m b", "openai:m c"],
  );
  assert.ok(
    tables.get("errors_by")!.rows.some(({ grouping }) =>
      grouping === "text length"
    ),
  );
});

Deno.test("validate() gives the same tables twice, and every row all columns", () => {
  const run = () =>
    tablesOf([annotatorOf("lexicon", { a: "y", b: "y", c: "n", d: "y" })]);
  const tables = run();
  assert.deepEqual([...run().values()], [...tables.values()]);
  for (const { name, columns, rows } of tables.values()) {
    for (const row of rows) {
      assert.deepEqual(
        Object.keys(row).filter((column) => !columns.includes(column)),
        [],
        name,
      );
    }
  }
});

Deno.test("validate() without labels gives the two tables that are always there, empty", () => {
  const tables = validate({
    annotators: [annotatorOf("lexicon", { a: "y" })],
    papers: [],
    questions: QUESTIONS,
    labels: [],
    namesIn: loadModelNames().modelsIn,
    seed: 1,
  });
  assert.deepEqual(tables.map(({ name, rows }) => [name, rows.length]), [
    ["validation", 0],
    ["disagreements", 0],
  ]);
});
