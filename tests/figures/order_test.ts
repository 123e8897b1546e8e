import assert from "node:assert/strict";
import {
  corpusFunnel,
  type Figure,
  papersByField,
  papersByYear,
  reusePatterns,
} from "lib/figures/mod.ts";
import {
  CONTEXT,
  exampleFigures,
  FIELD_ROWS,
  FUNNEL_ROWS,
  PATTERN_ROWS,
  YEAR_ROWS,
} from "tests/figures/example_rows.ts";

Deno.test("papersByField() sorts by papers, then by name, Unassigned last", () => {
  const fields = valuesOf(papersByField(FIELD_ROWS, CONTEXT))
    .map(({ field }) => field);
  assert.deepEqual(fields, [
    "Biochemistry, Genetics\nand Molecular Biology",
    "Chemistry",
    "Environmental Science",
    "Neuroscience",
    "Unassigned",
  ]);
});

Deno.test("reusePatterns() keeps its order and leaves an empty other out", () => {
  const names = valuesOf(reusePatterns(PATTERN_ROWS, CONTEXT))
    .map(({ name }) => name);
  assert.deepEqual(names, ["Conceptual", "Adaptation", "Deployment"]);
});

Deno.test("corpusFunnel() says which steps were not applied", () => {
  const steps = valuesOf(corpusFunnel(FUNNEL_ROWS, CONTEXT));
  // 1,190 of 1,200 go on; 312 of 1,190 are 26%.
  assert.deepEqual(steps, [
    { step: "Found", total: "1,200", kept: "" },
    { step: "Readable", total: "1,190", kept: "99.2% kept" },
    { step: "Cited", total: "", kept: "not applied" },
    { step: "Sampled", total: "312", kept: "26% kept" },
  ]);
});

Deno.test("corpusFunnel() shows a step that all papers leave as 0, and one skipped with its papers", () => {
  const found = { step: "found", megajournal: "PLOS", reason: "", papers: 7 };
  const steps = valuesOf(corpusFunnel([
    found,
    { ...found, step: "cited" },
    { ...found, step: "cited", reason: "not applied: no metadata", papers: 0 },
    { ...found, step: "natural science", reason: "no such field" },
  ], CONTEXT));
  assert.deepEqual(steps.slice(1), [
    { step: "Cited", total: "7", kept: "not applied" },
    { step: "Natural science", total: "0", kept: "0% kept" },
  ]);
});

Deno.test("papersByYear() draws a year without rows as zero, and no unknown year", () => {
  const rows = valuesOf(papersByYear(YEAR_ROWS, CONTEXT));
  assert.deepEqual([...new Set(rows.map(({ year }) => year))], [
    2020,
    2021,
    2022,
    2023,
    2024,
  ]);
  assert.deepEqual(
    rows.filter(({ year }) => year === 2022).map(({ papers }) => papers),
    [0, 0, 0],
  );
});

Deno.test("Figures do not depend on the order of the rows", () => {
  assert.deepEqual(
    papersByYear(YEAR_ROWS.toReversed(), CONTEXT),
    papersByYear(YEAR_ROWS, CONTEXT),
  );
  assert.deepEqual(
    papersByField(FIELD_ROWS.toReversed(), CONTEXT),
    papersByField(FIELD_ROWS, CONTEXT),
  );
  assert.deepEqual(
    reusePatterns(PATTERN_ROWS.toReversed(), CONTEXT),
    reusePatterns(PATTERN_ROWS, CONTEXT),
  );
});

Deno.test("Specs hold their data and name no other place", () => {
  for (const { spec } of exampleFigures()) {
    assert.equal(
      spec.$schema,
      "https://vega.github.io/schema/vega-lite/v5.json",
    );
    const text = JSON.stringify({ ...spec, $schema: "" });
    assert.doesNotMatch(text, /https?:|"url"|"href"|"image"/);
  }
});

function valuesOf({ spec }: Figure): Record<string, unknown>[] {
  return (spec as { data: { values: Record<string, unknown>[] } }).data.values;
}
