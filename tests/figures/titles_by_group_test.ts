import {
  fieldPatterns,
  patternsByYear,
  patternStages,
  reuseByFieldAndYear,
  reuseShareByYear,
  topModels,
} from "lib/figures/mod.ts";
import { checkTitles } from "tests/figures/check_titles.ts";
import { CONTEXT } from "tests/figures/example_rows.ts";

// The expected sentences are written by hand from the rows beside them.

const NO_SHARE = { share: null, low: null, high: null };

Deno.test("reuseByFieldAndYear() names the field with the most papers, and its peak", async (t) => {
  const fields = (
    ...rows: [field: string, year: number | string, papers: number][]
  ) =>
    reuseByFieldAndYear(
      rows.map(([field, year, papers]) => ({
        field,
        year,
        question: "uses_ptms",
        papers,
        of: 9,
        ...NO_SHARE,
      })),
      CONTEXT,
      { incompleteYear: 2025 },
    );
  await checkTitles(t, [
    ["no rows", fields(), "No paper reuses a pre-trained model"],
    [
      "one year",
      fields(["Chemistry", 2020, 2], ["Neuroscience", 2020, 1]),
      "Chemistry has the most papers that reuse a pre-trained model (2), all of 2020",
    ],
    [
      "a peak",
      fields(["Chemistry", 2020, 2], ["Chemistry", 2023, 5]),
      "Chemistry has the most papers that reuse a pre-trained model (7), with a peak in 2023 (5)",
    ],
    [
      "two peaks; Unassigned is no field",
      fields(["Unassigned", 2020, 50], ["Chemistry", 2020, 2], [
        "Chemistry",
        2023,
        2,
      ]),
      "Chemistry has the most papers that reuse a pre-trained model (4), with peaks in 2020 and 2023 (2 each)",
    ],
    [
      "fields that tie",
      fields(["Chemistry", 2020, 2], ["Neuroscience", 2021, 2]),
      "Chemistry and Neuroscience have the most papers that reuse a pre-trained model (2 each)",
    ],
    [
      "unknown and impossible years",
      fields(["Chemistry", "unknown", 2], ["Chemistry", 2099, 1]),
      "All papers that reuse a pre-trained model are of unknown year",
    ],
  ]);
});

Deno.test("patternsByYear() counts the years in which a pattern leads", async (t) => {
  const patterns = (...rows: [year: number, pattern: string, n: number][]) =>
    patternsByYear(
      rows.map(([year, pattern, mentions]) => ({
        year,
        pattern,
        mentions,
        papers: mentions,
        ...NO_SHARE,
      })),
      CONTEXT,
    );
  await checkTitles(t, [
    ["no rows", patterns(), "No reuse of a pre-trained model is found"],
    [
      "all years",
      patterns([2020, "adaptation", 2], [2021, "adaptation", 1]),
      "Adaptation is the commonest reuse pattern in all 2 years with reuses",
    ],
    [
      "years without reuses, and with a tie, are not won",
      patterns(
        [2019, "deployment", 0],
        [2020, "adaptation", 2],
        [2021, "adaptation", 1],
        [2021, "deployment", 1],
      ),
      "Adaptation is the commonest reuse pattern in 1 of 2 years with reuses",
    ],
    [
      "one year",
      patterns([2020, "deployment", 2]),
      "Deployment is the commonest reuse pattern in 2020, the only year with reuses",
    ],
    [
      "a tie in the only year",
      patterns([2020, "deployment", 2], [2020, "adaptation", 2]),
      "No reuse pattern is commoner than the others in 2020, the only year with reuses",
    ],
    [
      "one year each",
      patterns([2020, "deployment", 2], [2021, "adaptation", 2]),
      "Adaptation and deployment are each the commonest reuse pattern in 1 of 2 years with reuses",
    ],
  ]);
});

Deno.test("fieldPatterns() and patternStages() count fields and patterns", async (t) => {
  const cell = { papers: 1, ...NO_SHARE };
  await checkTitles(t, [
    [
      "Unassigned is no field, a field without reuses none with reuses",
      fieldPatterns([
        { field: "Chemistry", pattern: "adaptation", mentions: 3, ...cell },
        { field: "Neuroscience", pattern: "deployment", mentions: 0, ...cell },
        { field: "Unassigned", pattern: "deployment", mentions: 9, ...cell },
      ], CONTEXT),
      "Adaptation is the commonest reuse pattern in Chemistry, the only field with reuses",
    ],
    [
      "stages of patterns",
      patternStages([
        { pattern: "adaptation", stage: "Test", mentions: 3, ...cell },
        { pattern: "adaptation", stage: "Analysis", mentions: 2, ...cell },
        { pattern: "deployment", stage: "Test", mentions: 2, ...cell },
      ], CONTEXT),
      "Test is the commonest stage in all 2 reuse patterns",
    ],
    [
      "no stage",
      patternStages([], CONTEXT),
      "No reuse is linked to a stage of the scientific process",
    ],
  ]);
});

Deno.test("reuseShareByYear() gives the share of the last complete year", async (t) => {
  const shares = (deepLearning: number, ...years: number[]) =>
    reuseShareByYear(
      [
        {
          year: 2020,
          question: "uses_dl",
          papers: deepLearning,
          of: 90,
          ...NO_SHARE,
        },
        ...years.map((year) => ({
          year,
          question: "uses_ptms",
          papers: 3,
          of: 10,
          share: 0.3,
          low: 0.108,
          high: 0.603,
        })),
      ],
      CONTEXT,
      { incompleteYear: 2025 },
    );
  await checkTitles(t, [
    [
      "no rows",
      reuseShareByYear([], CONTEXT),
      "There are no deep learning papers with a known year",
    ],
    [
      "the last year is incomplete",
      shares(20, 2024, 2025),
      "In 2024, 30% of the deep learning papers reuse a pre-trained model (95% interval 11–60%)",
    ],
    [
      "there is no other year",
      shares(10, 2025),
      "In 2025, 30% of the deep learning papers reuse a pre-trained model (95% interval 11–60%)",
    ],
    [
      "all papers were asked",
      shares(7, 2024),
      "In 2024, 30% of the papers asked reuse a pre-trained model (95% interval 11–60%)",
    ],
  ]);
});

Deno.test("topModels() names the models that most papers reuse", async (t) => {
  const models = (...rows: [model: string, papers: number][]) =>
    topModels(
      rows.map(([model, papers]) => ({
        model,
        family: "",
        mentions: papers,
        papers,
      })),
      CONTEXT,
    );
  await checkTitles(t, [
    ["no rows", models(), "No reused model is named"],
    ["zeros", models(["BERT", 0]), "No reused model is named"],
    ["one", models(["BERT", 1]), "BERT is the only model named (1 paper)"],
    [
      "one leads",
      models(["BERT", 1], ["AlexNet", 3]),
      "AlexNet is the model that most papers reuse (3 papers)",
    ],
    [
      "two lead",
      models(["BERT", 3], ["AlexNet", 3], ["U-Net", 1]),
      "AlexNet and BERT are the models that most papers reuse (3 papers each)",
    ],
    [
      "four lead",
      models(["A", 3], ["B", 3], ["C", 3], ["D", 3], ["E", 1]),
      "4 models are reused by most papers (3 papers each)",
    ],
    [
      "all are equal",
      models(["BERT", 1], ["AlexNet", 1]),
      "All 2 models named are reused by 1 paper each",
    ],
  ]);
});
