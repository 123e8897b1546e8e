import assert from "node:assert/strict";
import {
  disagreementCauses,
  type Figure,
  patternConfusion,
  validationMetrics,
  validationModels,
} from "lib/figures/mod.ts";
import { annotatorName } from "lib/figures/parts/annotator_name.ts";
import { checkTitles, headingOf } from "tests/figures/check_titles.ts";
import { CONTEXT, VALIDATION_ROWS } from "tests/figures/example_rows.ts";
import {
  CAUSE_ROWS,
  CONFUSION_ROWS,
  MODEL_SCORE_ROWS,
  validationFigures,
} from "tests/figures/example_rows_of_validation.ts";

// The expected sentences are written by hand from the rows beside them.

const of = <Row extends { metric: string }>(
  rows: readonly Row[],
  metric: string,
) => rows.filter((row) => row.metric === metric);

Deno.test("validationModels() gives the scores of models and patterns", async (t) => {
  await checkTitles(t, [
    [
      "no rows",
      validationModels([], CONTEXT),
      "There are no labelled models to compare with",
    ],
    [
      "names and patterns",
      validationModels(MODEL_SCORE_ROWS, CONTEXT),
      "F1 of named models is 0.88 (0.76–0.94), macro F1 of their reuse pattern is 0.85 (0.61–1.00)",
    ],
    [
      "names alone",
      validationModels(
        of(MODEL_SCORE_ROWS, "names_micro_f1").slice(0, 1),
        CONTEXT,
      ),
      "F1 of named models is 0.88 (0.76–0.94)",
    ],
  ]);
});

Deno.test("patternConfusion() counts the pairs that are found", async (t) => {
  await checkTitles(t, [
    [
      "no rows",
      patternConfusion([], CONTEXT),
      "There are no labelled categories to compare with",
    ],
    [
      // 1 and 27 on the diagonal; 2 and 32 labelled.
      "some found",
      patternConfusion(CONFUSION_ROWS, CONTEXT),
      "28 of 34 labelled pairs of model and pattern are found (82%)",
    ],
  ]);
});

Deno.test("disagreementCauses() names the commonest cause, if there is one", async (t) => {
  await checkTitles(t, [
    [
      "no rows",
      disagreementCauses([], CONTEXT),
      "There is no disagreement to show",
    ],
    [
      "one leads",
      disagreementCauses(CAUSE_ROWS, CONTEXT),
      "The commonest cause of disagreement about the reuse of pre-trained models: not asked, as an earlier answer was no",
    ],
    [
      "two tie",
      disagreementCauses(
        CAUSE_ROWS.map((row) => ({ ...row, papers: 3 })),
        CONTEXT,
      ),
      "No single cause stands out among disagreements about the reuse of pre-trained models",
    ],
  ]);
});

Deno.test("Figures on labels say whether these are human", () => {
  const figures = (synthetic: boolean): Figure[] => {
    const context = { ...CONTEXT, synthetic };
    return [
      validationMetrics(VALIDATION_ROWS, context),
      ...validationFigures(context),
    ];
  };
  for (const figure of figures(true)) {
    assert.match(JSON.stringify(figure), /planted label/, figure.id);
    assert.doesNotMatch(JSON.stringify(figure), /human/, figure.id);
  }
  for (const figure of figures(false)) {
    assert.match(JSON.stringify(figure), /human label/, figure.id);
    assert.doesNotMatch(JSON.stringify(figure), /planted/, figure.id);
  }
});

Deno.test("annotatorName() and figures say whose answers an artifact holds", () => {
  assert.equal(annotatorName("artifact:m-1"), "m-1 (artifact)");
  assert.equal(
    annotatorName("artifact:unknown"),
    "the artifact's language model",
  );
  const subtitle = (annotator: string) =>
    headingOf(validationMetrics(VALIDATION_ROWS, { ...CONTEXT, annotator }))
      .subtitle.join(" ");
  assert.match(subtitle("artifact:unknown"), /the artifact's language model/);
  // The name of a model can have a colon, too.
  assert.match(subtitle("qwen:7b"), /qwen:7b/);
});

Deno.test("An interval that is a point is not drawn, and not written", () => {
  const row = of(VALIDATION_ROWS, "f1")[0]!;
  const figure = validationMetrics(
    [{ ...row, value: 1, low: 1, high: 1 }],
    CONTEXT,
  );
  assert.match(figure.description, /F1 1\.00[^(]*$/);
});

Deno.test("Several annotators are named by their titles, and counted in the subtitle", () => {
  const rows = ["lexicon", "openai:m-1", "openai:m-1#again"].flatMap((
    annotator,
  ) => VALIDATION_ROWS.map((row) => ({ ...row, annotator })));
  const figure = validationMetrics(rows, CONTEXT);
  assert.match(
    figure.description,
    /lexicon baseline Accuracy .*m-1 \(again\) Accuracy/,
  );
  assert.match(headingOf(figure).subtitle.join(" "), /3 annotators/);
  assert.equal(annotatorName("openai:ft:m#1#run"), "ft:m#1 (run)");
});
