import assert from "node:assert/strict";
import {
  corpusFunnel,
  deepLearningByFieldAndYear,
  fieldPatterns,
  type Figure,
  patternsByYear,
  reuseByFieldAndYear,
  reuseShareByYear,
  topModels,
} from "lib/figures/mod.ts";
import { CONTEXT, FUNNEL_ROWS } from "tests/figures/example_rows.ts";
import {
  FIELD_PATTERN_ROWS,
  FIELD_YEAR_ROWS,
  KEYWORD_ROWS,
  MODEL_ROWS,
  PATTERN_YEAR_ROWS,
  YEAR_SHARE_ROWS,
} from "tests/figures/example_rows_by_group.ts";

type Part = Record<string, unknown>;

const LAST = { incompleteYear: 2024 };

Deno.test("All panels by year share both axes, and show all years", () => {
  for (
    const figure of [
      deepLearningByFieldAndYear(FIELD_YEAR_ROWS, CONTEXT, LAST),
      patternsByYear(PATTERN_YEAR_ROWS, CONTEXT, LAST),
    ]
  ) {
    const panels = (figure.spec as unknown as { concat: Part[] }).concat;
    const axes = panels.map(({ encoding }) => {
      const { x, y } = encoding as Record<"x" | "y", Part>;
      return [x.scale, y.scale];
    });
    assert.equal(panels.length, 3);
    assert.deepEqual(axes, Array(3).fill(axes[0]));
    const rows = valuesOf(figure);
    const years = [...new Set(rows.map(({ year }) => year))];
    assert.deepEqual(years.length * 3, rows.length);
    assert.deepEqual((axes[0]![0] as Part).domain, years);
  }
});

Deno.test("Panels by field begin with the first yes to any question, and keep later years without reuse", () => {
  const asked = FIELD_YEAR_ROWS.filter(({ year, question }) =>
    year !== 2021 || question === "uses_dl"
  );
  const rows = valuesOf(reuseByFieldAndYear(asked, CONTEXT, LAST));
  // The papers of 2020 use no deep learning, those of 2021 do.
  assert.deepEqual(rows.filter(({ panel }) => panel === 0), [
    row(2021, 0, "no papers"),
    row(2022, 0, "no papers"),
    row(2023, 7, "50% (27\u201373%)"),
    row(2024, 3, "60% (23\u201388%)"),
  ]);
  function row(year: number, count: number, share: string) {
    const name = "Biochemistry, Genetics and Molecular Biology";
    return { panel: 0, name, year, count, share };
  }
});

Deno.test("No year after the incomplete one is drawn, and the subtitle counts its papers", () => {
  const rows = [
    ...YEAR_SHARE_ROWS,
    { ...YEAR_SHARE_ROWS[1]!, year: 2099 },
    { ...YEAR_SHARE_ROWS[1]!, year: 0 },
  ];
  const figure = reuseShareByYear(rows, CONTEXT, LAST);
  const years = valuesOf(figure).map(({ year }) => year);
  assert.deepEqual(years, [2020, 2021, 2023, 2024]);
  const { subtitle } = figure.spec.title as { subtitle: string[] };
  // Two rows with 31 papers each.
  assert.match(subtitle.join(" "), /62 papers of unknown or impossible year/);
});

Deno.test("fieldPatterns() sorts fields by reuses, Unassigned last, without empty ones", () => {
  const { spec } = fieldPatterns(FIELD_PATTERN_ROWS, CONTEXT);
  const { encoding } = spec as unknown as { encoding: Record<string, Part> };
  assert.deepEqual((encoding.y?.scale as Part).domain, [
    "Biochemistry,\nGenetics and\nMolecular Biology\n(n = 50)",
    "Neuroscience\n(n = 20)",
    "Unassigned\n(n = 1)",
  ]);
  assert.deepEqual((encoding.x?.scale as Part).domain, [
    "Conceptual",
    "Adaptation",
    "Deployment",
  ]);
});

Deno.test("topModels() sorts by papers, then mentions, then name, and draws 20", () => {
  const names = (figure: Figure) => valuesOf(figure).map(({ model }) => model);
  assert.deepEqual(names(topModels(MODEL_ROWS, CONTEXT)), [
    "U-Net",
    "AlexNet",
    "VGG-16",
    "ResNet-50",
    "AlphaFold 2",
    "DeepLabCut",
  ]);
  const many = Array.from({ length: 30 }, (_, i) => ({
    ...MODEL_ROWS[0]!,
    model: `model ${i}`,
    papers: 5,
    mentions: i,
  }));
  const drawn = names(topModels(many, CONTEXT));
  assert.deepEqual(drawn.length, 20);
  assert.deepEqual(drawn.slice(0, 2), ["model 29", "model 28"]);
});

Deno.test("corpusFunnel() adds keywords by papers, without their quotation marks", () => {
  const figure = corpusFunnel(FUNNEL_ROWS, CONTEXT, {
    keywords: KEYWORD_ROWS.toReversed(),
  });
  assert.deepEqual(figure.tables, ["funnel", "keywords"]);
  const { vconcat } = figure.spec as unknown as {
    vconcat: { encoding: { y: { scale: Part } } }[];
  };
  assert.deepEqual(vconcat[1]?.encoding.y.scale.domain, [
    "Deep Learning",
    "Hugging Face",
  ]);
  // 120 + 630 and 4 + 18 papers.
  assert.match(
    figure.description,
    /can have several: Deep Learning 750, Hugging Face 22\.$/,
  );
});

Deno.test("Figures by group do not depend on the order of the rows", () => {
  const figures = (turn: <T>(rows: T[]) => T[]) => [
    deepLearningByFieldAndYear(turn(FIELD_YEAR_ROWS), CONTEXT, LAST),
    patternsByYear(turn(PATTERN_YEAR_ROWS), CONTEXT, LAST),
    reuseShareByYear(turn(YEAR_SHARE_ROWS), CONTEXT, LAST),
    topModels(turn(MODEL_ROWS), CONTEXT),
  ];
  assert.deepEqual(
    figures((rows) => rows.toReversed()),
    figures((rows) => rows),
  );
});

function valuesOf({ spec }: Figure): Part[] {
  return (spec as unknown as { data: { values: Part[] } }).data.values;
}
