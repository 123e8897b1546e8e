import {
  corpusFunnel,
  type Figure,
  type FigureContext,
  papersByField,
  papersByYear,
  reusePatterns,
  scientificStages,
  validationMetrics,
} from "lib/figures/mod.ts";
import { edgeFiguresByGroup } from "tests/figures/edge_figures_by_group.ts";
import { edgeFiguresOfValidation } from "tests/figures/example_rows_of_validation.ts";
import { FUNNEL_ROWS, VALIDATION_ROWS } from "tests/figures/example_rows.ts";

/** A corpus and a model with names that need several lines. */
export const LONG_CONTEXT: FigureContext = {
  corpus:
    "17,511 research articles and reviews of the four megajournals, from a folder with_a_name_that_has_no_space_at_all_and_is_longer_than_the_figure_is_wide",
  synthetic: false,
  annotator: "a-model-with-a-long-name-2026-01-01-preview (temperature 0)",
};

const NO_INTERVAL = { low: null, high: null };

/** Figures of unusual rows: none, zeros, one, many, ties, long names, shares of 0 and 1. */
export const EDGE_FIGURES: readonly [name: string, figure: Figure][] = [
  ["funnel of nothing", corpusFunnel([], LONG_CONTEXT)],
  [
    "funnel of zeros",
    corpusFunnel([{ ...FUNNEL_ROWS[0]!, papers: 0 }], LONG_CONTEXT),
  ],
  ["funnel of one step", corpusFunnel([FUNNEL_ROWS[0]!], LONG_CONTEXT)],
  [
    "funnel with large numbers and a long step",
    corpusFunnel([
      { step: "found", megajournal: "PLOS", reason: "", papers: 1234567 },
      {
        step: "in_one_of_the_eight_natural_sciences_of_OpenAlex",
        megajournal: "other",
        reason: "",
        papers: 1,
      },
    ], LONG_CONTEXT),
  ],
  ["no years", papersByYear([], LONG_CONTEXT)],
  [
    "one incomplete year",
    papersByYear(
      [yearRow(2024, "uses_dl", 3, 10), yearRow(2024, "uses_ptms", 3, 3)],
      LONG_CONTEXT,
      { incompleteYear: 2024 },
    ),
  ],
  [
    "years far apart, all lines at zero at the end",
    papersByYear([
      yearRow(1950, "uses_dl", 17511, 17511),
      yearRow(2025, "uses_ptms", 0, 0),
    ], LONG_CONTEXT),
  ],
  [
    "unknown year only",
    papersByYear([yearRow("unknown", "uses_dl", 1, 2)], LONG_CONTEXT),
  ],
  ["no fields", papersByField([], LONG_CONTEXT)],
  [
    "25 fields",
    papersByField(
      Array.from({ length: 25 }, (_, i) => ({
        field: `Field ${i} of Biochemistry, Genetics and Molecular Biology`
          .slice(0, 9 + 2 * i),
        question: "uses_ptms",
        papers: 700 * i,
        of: 16800,
        share: i / 24,
        ...NO_INTERVAL,
      })),
      LONG_CONTEXT,
    ),
  ],
  [
    "field without papers",
    papersByField([{
      field: "Chemistry",
      question: "uses_ptms",
      papers: 0,
      of: 0,
      share: null,
      ...NO_INTERVAL,
    }], LONG_CONTEXT),
  ],
  ["no patterns", reusePatterns([], LONG_CONTEXT)],
  [
    "a pattern with share 1, and one with a long name and share 0",
    reusePatterns([
      {
        pattern: "adaptation",
        mentions: 12345,
        papers: 1,
        share: 1,
        low: 0.99,
        high: 1,
      },
      {
        pattern:
          "reimplementation of the published architecture without weights",
        mentions: 0,
        papers: 0,
        share: 0,
        low: 0,
        high: 0.01,
      },
    ], LONG_CONTEXT),
  ],
  [
    "stages of zeros",
    scientificStages([{
      stage: "Test",
      mentions: 0,
      papers: 0,
      share: null,
      ...NO_INTERVAL,
    }], LONG_CONTEXT),
  ],
  [
    "stages without shares",
    scientificStages([{
      stage: "Test",
      mentions: 3,
      papers: 2,
      share: null,
      ...NO_INTERVAL,
    }], LONG_CONTEXT),
  ],
  ["no validation", validationMetrics([], LONG_CONTEXT)],
  [
    "two annotators",
    validationMetrics([
      ...VALIDATION_ROWS,
      ...VALIDATION_ROWS.map((row) => ({
        ...row,
        annotator: "a-model-with-a-long-name-2026-01-01-preview",
      })),
    ], LONG_CONTEXT),
  ],
  [
    "validation without any value",
    validationMetrics(
      [{ ...VALIDATION_ROWS[1]!, value: null, ...NO_INTERVAL }],
      LONG_CONTEXT,
    ),
  ],
  ...edgeFiguresByGroup(LONG_CONTEXT),
  ...edgeFiguresOfValidation(LONG_CONTEXT),
];

function yearRow(
  year: number | string,
  question: string,
  papers: number,
  of: number,
) {
  return { year, question, papers, of };
}
