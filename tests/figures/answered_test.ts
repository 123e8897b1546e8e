import assert from "node:assert/strict";
import {
  corpusFunnel,
  papersByField,
  papersByYear,
  reuseShareByYear,
  shareByField,
  shareByYear,
} from "lib/figures/mod.ts";
import { headingOf } from "tests/figures/check_titles.ts";
import { CONTEXT, FUNNEL_ROWS } from "tests/figures/example_rows.ts";

// 8 of the 20 papers with an answer are 40 %; of the 25 asked 32 %.
const ROW = {
  ...{ year: 2024, field: "Chemistry", papers: 8, of: 25, failed: 5 },
  ...{ share: 0.4, low: 0.22, high: 0.61 },
};
const REUSE = [{ ...ROW, question: "uses_ptms" }];
const OTHER = [{ ...ROW, question: "q" }];
const QUESTION = { id: "q", title: "Q" };

Deno.test("Shares by field name the papers with an answer as what they are of", () => {
  for (
    const figure of [
      papersByField(REUSE, CONTEXT),
      shareByField(OTHER, CONTEXT, QUESTION),
    ]
  ) {
    assert.match(figure.description, /Chemistry 8 of 20 \(40%\)/);
    const { subtitle } = headingOf(figure);
    assert.match(subtitle.join(" "), /n = 20 paper\u2013field pairs/);
    const spec = JSON.stringify(figure.spec);
    assert.match(spec, /"Share of the field's papers with an answer/);
  }
});

Deno.test("Shares by year name the papers with an answer as what they are of", () => {
  for (
    const figure of [
      reuseShareByYear(REUSE, CONTEXT),
      shareByYear(OTHER, CONTEXT, QUESTION),
    ]
  ) {
    assert.match(
      headingOf(figure).subtitle.join(" "),
      /n = 20 papers with an answer/,
    );
    assert.match(
      JSON.stringify(figure.spec),
      /"Share of the papers with an answer/,
    );
  }
});

Deno.test("papersByYear() counts papers without an answer as not analysed", () => {
  const figure = papersByYear([{ ...ROW, question: "uses_dl" }], CONTEXT);
  assert.match(figure.description, /20 papers analysed, of which 8 use deep/);
});

Deno.test("corpusFunnel() has a legend only where there are megajournals to tell apart", () => {
  const legendIn = (rows: typeof FUNNEL_ROWS) =>
    /"legend":\{"orient":"top"/.test(
      JSON.stringify(corpusFunnel(rows, CONTEXT).spec),
    );
  assert.equal(legendIn(FUNNEL_ROWS), true);
  const { megajournal } = FUNNEL_ROWS[0]!;
  const one = FUNNEL_ROWS.filter((row) => row.megajournal === megajournal);
  assert.equal(legendIn(one), false);
});
