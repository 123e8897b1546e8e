import { corpusFunnel, papersByField, papersByYear } from "lib/figures/mod.ts";
import { checkTitles } from "tests/figures/check_titles.ts";
import { CONTEXT, FIELD_ROWS } from "tests/figures/example_rows.ts";

// The expected sentences are written by hand from the rows beside them.

Deno.test("corpusFunnel() says how many papers remain", async (t) => {
  const funnel = (...papers: number[]) =>
    corpusFunnel(
      papers.map((papers, i) => ({
        step: `step ${i}`,
        megajournal: "PLOS",
        reason: "",
        papers,
      })),
      CONTEXT,
    );
  await checkTitles(t, [
    ["no rows", funnel(), "No paper is found"],
    ["nothing found", funnel(0, 0), "No paper is found"],
    ["one step", funnel(1200), "1,200 papers found"],
    [
      "all remain",
      funnel(103, 103),
      "All 103 papers found remain after all steps",
    ],
    [
      "the only paper remains",
      funnel(1, 1),
      "The one paper found remains after all steps",
    ],
    [
      "none remains",
      funnel(5, 2, 0),
      "None of 5 papers found remains after all steps",
    ],
    [
      "one remains",
      funnel(4, 1),
      "1 of 4 papers found remains after all steps (25%)",
    ],
    [
      "some remain",
      funnel(17511, 9000, 4378),
      "4,378 of 17,511 papers found remain after all steps (25%)",
    ],
  ]);
});

Deno.test("papersByYear() says when reuse appears and peaks", async (t) => {
  const years = (...rows: [year: number | string, reusing: number][]) =>
    papersByYear(
      rows.flatMap(([year, papers]) => [
        { year, question: "uses_dl", papers: 9, of: 20 },
        { year, question: "uses_ptms", papers, of: 9 },
      ]),
      CONTEXT,
    );
  await checkTitles(t, [
    ["no rows", years(), "No paper is analysed"],
    [
      "rows of another question",
      papersByYear(
        [{ year: 2020, question: "shares_data", papers: 1, of: 2 }],
        CONTEXT,
      ),
      "No paper is analysed for its use of deep learning",
    ],
    [
      "all zero",
      years([2020, 0], [2021, 0]),
      "No paper reuses a pre-trained model",
    ],
    [
      "one year",
      years([2020, 1]),
      "Pre-trained models are reused only in 2020 (1 paper)",
    ],
    [
      "unknown year",
      years(["unknown", 2]),
      "2 papers of unknown year reuse a pre-trained model",
    ],
    [
      "growth",
      years([2012, 0], [2014, 1], [2019, 0], [2020, 4]),
      "Reuse of pre-trained models peaks in 2020 (4 papers)",
    ],
    [
      "reuse in the first year of all",
      years([2014, 1], [2020, 4]),
      "Reuse of pre-trained models peaks in 2020 (4 papers)",
    ],
    [
      "peak first",
      years([2014, 4], [2020, 1]),
      "Reuse of pre-trained models peaks in 2014 (4 papers)",
    ],
    [
      "tie",
      years([2013, 0], [2014, 1], [2020, 3], [2021, 3]),
      "Reuse of pre-trained models peaks in 2020 and 2021 (3 papers each)",
    ],
    [
      "many tie",
      years([2017, 3], [2018, 3], [2019, 3], [2020, 3]),
      "Reuse of pre-trained models peaks in 4 of the years (3 papers each)",
    ],
  ]);
});

Deno.test("papersByField() names the field with the most papers", async (t) => {
  const fields = (...rows: [field: string, papers: number][]) =>
    papersByField(
      rows.map(([field, papers]) => ({
        ...FIELD_ROWS[0]!,
        field,
        papers,
      })),
      CONTEXT,
    );
  await checkTitles(t, [
    ["no rows", fields(), "No paper reuses a pre-trained model"],
    [
      "all zero",
      fields(["Chemistry", 0]),
      "No paper reuses a pre-trained model",
    ],
    [
      "one leads, Unassigned is no field",
      fields(["Unassigned", 9], ["Chemistry", 2], ["Neuroscience", 3]),
      "Neuroscience has the most papers that reuse a pre-trained model (3)",
    ],
    [
      "tie",
      fields(["Neuroscience", 3], ["Chemistry", 3]),
      "Chemistry and Neuroscience have the most papers that reuse a pre-trained model (3 each)",
    ],
    [
      "many tie",
      fields(["A", 3], ["B", 3], ["C", 3], ["D", 3]),
      "4 fields have the most papers that reuse a pre-trained model (3 each)",
    ],
    [
      "Unassigned only",
      fields(["Unassigned", 1]),
      "1 paper without a field reuses a pre-trained model",
    ],
  ]);
});
