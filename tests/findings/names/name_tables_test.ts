import assert from "node:assert/strict";
import type { Answer, Question } from "lib/questions/question.ts";
import {
  annotated,
  CHEMISTRY,
  lines,
  mentions,
  NEURO,
  PAPERS,
  tablesOf,
} from "tests/findings/answered_papers.ts";

const TABLES = tablesOf(PAPERS);

Deno.test("models joins spellings, counts papers once and puts the commonest first", () => {
  assert.deepEqual(TABLES.get("models")!.rows, [
    { model: "BERT", family: "BERT", mentions: 2, papers: 2 },
    { model: "VGG-16", family: "VGG", mentions: 2, papers: 1 },
  ]);
  assert.deepEqual(
    lines(TABLES, "models_by_field", "field", "model", "mentions", "papers"),
    [
      ...[`${CHEMISTRY}|BERT|2|2`, `${CHEMISTRY}|VGG-16|2|1`],
      ...[`${NEURO}|VGG-16|2|1`, `${NEURO}|BERT|1|1`],
    ],
  );
  assert.deepEqual(
    lines(
      TABLES,
      "models_by_pattern",
      "pattern",
      "model",
      "family",
      "mentions",
    ),
    [
      "adaptation|BERT|BERT|2",
      "adaptation|VGG-16|VGG|1",
      "deployment|BERT|BERT|1",
    ],
  );
});

Deno.test("A list of models counts once as a mention, and once for each model in it", () => {
  const tables = tablesOf([annotated({}, {
    identify_ptms: mentions(["VGG16, ResNet50 and Inception-v3", null]),
    identify_ptm_reuse: mentions(["VGG16 and ResNet50", "adaptation"]),
    identify_ptm_impact: mentions(["ResNet-50", "Test"], ["BERT", "Test"]),
  })]);
  assert.deepEqual(lines(tables, "models", "model"), [
    ...["Inception-v3", "ResNet-50", "VGG-16"],
  ]);
  assert.deepEqual(lines(tables, "patterns", "mentions"), ["0", "1", "0", "0"]);
  const pairs = lines(tables, "pattern_stage", "pattern", "stage", "mentions");
  assert.ok(pairs.includes("adaptation|Test|1"));
});

Deno.test("unmatched_models lists unlisted names, the commonest first, as most spell them", () => {
  const tables = tablesOf([
    annotated({ doi: "10.1/a" }, {
      identify_ptms: mentions(["In-House Net", null], ["OtherNet", null]),
      identify_ptm_reuse: mentions(["InHouseNet", "adaptation"], [
        "unnamed",
        "deployment",
      ]),
    }),
    annotated({ doi: "10.1/b" }, {
      identify_ptms: mentions(["InHouseNet", null], ["VGG16", null]),
    }),
  ]);
  assert.deepEqual(tables.get("unmatched_models")!.rows, [
    { name: "InHouseNet", mentions: 3, papers: 2 },
    { name: "OtherNet", mentions: 1, papers: 1 },
  ]);
});

Deno.test("Mentions without a category are in no count of categories, those outside the list are other", () => {
  const tables = tablesOf([annotated({}, {
    identify_ptm_reuse: mentions(
      ...[["BERT", null], ["BERT", "adaptation"]] as [string, string | null][],
      ["BERT", "transfer"],
    ),
  })]);
  assert.deepEqual(lines(tables, "patterns", "pattern", "mentions", "share"), [
    ...["conceptual|0|0", "adaptation|1|0.5", "deployment|0|0", "other|1|0.5"],
  ]);
  assert.deepEqual(tables.get("without_category")!.rows[0], {
    question: "identify_ptm_reuse",
    category: "pattern",
    mentions: 3,
    without: 1,
    papers: 1,
  });
});

Deno.test("forms counts descriptions by category, whatever their spelling", () => {
  const described = (...forms: (string | null)[]): Answer => ({
    kind: "mentions",
    mentions: forms.map((description) => ({
      name: "BERT",
      category: "adaptation",
      description,
      evidence: "e",
    })),
  });
  const tables = tablesOf([
    annotated({ doi: "10.1/a" }, {
      identify_ptm_reuse: described("Fine tuned.", "distilled", null),
    }),
    annotated({ doi: "10.1/b" }, {
      identify_ptm_reuse: described("fine-tuned", "fine-tuned"),
    }),
  ]);
  assert.deepEqual(tables.get("forms")!.rows, [
    { form: "fine-tuned", pattern: "adaptation", mentions: 3, papers: 2 },
    { form: "distilled", pattern: "adaptation", mentions: 1, papers: 1 },
  ]);
});

Deno.test("Questions about other things give the same sort of tables", () => {
  const other: Question[] = [
    {
      ...{ id: "which", version: 1, title: "Data sets", words: "Which?" },
      ...{ dependsOn: null, kind: "mentions", name: "dataset" },
      ...{ category: null, description: null },
    },
    {
      ...{ id: "how", version: 1, title: "Use", words: "How?" },
      ...{ dependsOn: null, kind: "mentions", name: "dataset" },
      category: { name: "use", values: [{ value: "training", meaning: "" }] },
      description: { name: "detail", meaning: "" },
    },
  ];
  const tables = tablesOf(
    [annotated({ fields: [NEURO] }, {
      which: mentions(["ImageNet, COCO", null]),
      how: mentions(["image net", "training"]),
    })],
    other,
  );
  assert.deepEqual([...tables.keys()].filter((name) => !/^papers/.test(name)), [
    ...["uses", "uses_by_year", "uses_by_field", "datasets"],
    ...["datasets_by_field", "datasets_by_use", "details", "without_category"],
  ]);
  // Only names of models are known well enough to be taken apart.
  assert.deepEqual(tables.get("datasets")!.rows, [
    { dataset: "ImageNet, COCO", mentions: 1, papers: 1 },
  ]);
});
