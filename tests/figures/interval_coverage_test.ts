import assert from "node:assert/strict";
import { intervalCoverage } from "lib/figures/interval_coverage.ts";
import { renderSvg } from "lib/figures/render.ts";

function row(method: string, coverage: number, used = 1) {
  return {
    ...{ of: "all", design: "simple", papers: 2000, labels: 100 },
    ...{ prevalence: 0.1, sensitivity: 0.8, specificity: 0.97 },
    ...{ studies: 10_000, method, coverage, used },
  };
}

const ROWS = [
  ...[row("raw", 0.02), row("raw", 0.6), row("raw", 0.945)],
  ...[row("ppi", 0.89), row("ppi", 0.94), row("ppi", 0, 0.2)],
  ...[row("adjusted", 0.938), row("adjusted", 0.97)],
  row("adjusted_score", 0.1),
];

Deno.test("intervalCoverage() says how reported and raw intervals do", () => {
  const { description } = intervalCoverage(ROWS);
  assert.equal(
    description,
    "Reported intervals hold the truth in 93.8% to 97.0% of studies, raw ones typically in 60.0%; coverage from the least to the largest: Raw share 2.0% to 94.5% (33% inside 93.0% to 97.5%); Prediction-powered 89.0% to 94.0% (50% inside 93.0% to 97.5%); Reported, by the rule 93.8% to 97.0% (100% inside 93.0% to 97.5%).",
  );
});

Deno.test("intervalCoverage() draws a tick for each setting in which a method is used", async () => {
  const figure = intervalCoverage(ROWS);
  const { data } = figure.spec as { data: { values: { name: string }[] } };
  assert.deepEqual(
    data.values.map(({ name }) => name),
    [
      ...Array(3).fill("Raw share"),
      ...Array(2).fill("Prediction-powered"),
      ...Array(2).fill("Reported, by the rule"),
    ],
  );
  const svg = await renderSvg(figure);
  assert.match(svg, /10,000 made-up studies each/);
  assert.match(svg, /n = 3 settings/);
  // The axis is not linear, and says so.
  assert.match(svg, /scale stretched/);
});

Deno.test("intervalCoverage() of nothing says so", async () => {
  const figure = intervalCoverage([]);
  assert.match(await renderSvg(figure), /There is no simulation to show/);
});
