/** Made-up rows for the figures' tests, about ten for each figure. */

import {
  corpusFunnel,
  deepLearningByFieldAndYear,
  fieldPatterns,
  type Figure,
  type FigureContext,
  papersByField,
  papersByYear,
  patternsByYear,
  patternStages,
  reuseByFieldAndYear,
  reusePatterns,
  reuseShareByYear,
  scientificStages,
  stagesByYear,
  topModels,
  validationMetrics,
} from "lib/figures/mod.ts";

import { exampleQuestionFigures } from "tests/figures/example_question_figures.ts";
import {
  FIELD_PATTERN_ROWS,
  FIELD_YEAR_ROWS,
  MODEL_ROWS,
  PATTERN_STAGE_ROWS,
  PATTERN_YEAR_ROWS,
  STAGE_YEAR_ROWS,
  YEAR_SHARE_ROWS,
} from "tests/figures/example_rows_by_group.ts";

import { validationFigures } from "tests/figures/example_rows_of_validation.ts";

export const CONTEXT: FigureContext = {
  corpus: "1,200 synthetic demo papers",
  synthetic: true,
  annotator: "lexicon baseline",
};

export const FUNNEL_ROWS = [
  { step: "found", megajournal: "BMJ", reason: "", papers: 200 },
  { step: "found", megajournal: "PLOS", reason: "", papers: 900 },
  { step: "found", megajournal: "other", reason: "", papers: 100 },
  { step: "readable", megajournal: "BMJ", reason: "", papers: 190 },
  { step: "readable", megajournal: "BMJ", reason: "not XML", papers: 10 },
  { step: "readable", megajournal: "PLOS", reason: "", papers: 900 },
  { step: "readable", megajournal: "other", reason: "", papers: 100 },
  {
    step: "cited",
    megajournal: "PLOS",
    reason: "not applied: no metadata",
    papers: 0,
  },
  { step: "sampled", megajournal: "BMJ", reason: "", papers: 50 },
  { step: "sampled", megajournal: "PLOS", reason: "", papers: 230 },
  { step: "sampled", megajournal: "other", reason: "", papers: 32 },
];

export const YEAR_ROWS = [
  { year: 2020, question: "uses_dl", papers: 31, of: 50 },
  { year: 2020, question: "uses_ptms", papers: 4, of: 31 },
  { year: 2021, question: "uses_dl", papers: 38, of: 61 },
  { year: 2021, question: "uses_ptms", papers: 9, of: 38 },
  { year: 2023, question: "uses_dl", papers: 52, of: 70 },
  { year: 2023, question: "uses_ptms", papers: 21, of: 52 },
  { year: 2024, question: "uses_dl", papers: 30, of: 41 },
  { year: 2024, question: "uses_ptms", papers: 15, of: 30 },
  { year: "unknown", question: "uses_dl", papers: 1, of: 2 },
  { year: "unknown", question: "uses_ptms", papers: 1, of: 1 },
];

export const FIELD_ROWS = [
  fieldRow("Chemistry", 12, 40, 0.3, 0.181, 0.454),
  fieldRow(
    "Biochemistry, Genetics and Molecular Biology",
    30,
    90,
    0.333,
    0.245,
    0.436,
  ),
  fieldRow("Neuroscience", 0, 8, 0, 0, 0.324),
  fieldRow("Unassigned", 14, 20, 0.7, 0.481, 0.855),
  fieldRow("Environmental Science", 12, 61, 0.197, 0.116, 0.313),
];

export const PATTERN_ROWS = [
  {
    pattern: "adaptation",
    mentions: 284,
    papers: 201,
    share: 0.681,
    low: 0.635,
    high: 0.724,
  },
  {
    pattern: "conceptual",
    mentions: 47,
    papers: 40,
    share: 0.113,
    low: 0.086,
    high: 0.147,
  },
  {
    pattern: "deployment",
    mentions: 86,
    papers: 70,
    share: 0.206,
    low: 0.17,
    high: 0.248,
  },
  { pattern: "other", mentions: 0, papers: 0, share: 0, low: 0, high: 0.009 },
];

export const STAGE_ROWS = [
  stageRow("Observation", 31, 0.066, 0.047, 0.092),
  stageRow("Background", 12, 0.026, 0.015, 0.044),
  stageRow("Hypothesis", 64, 0.136, 0.108, 0.17),
  stageRow("Test", 211, 0.448, 0.404, 0.493),
  stageRow("Analysis", 143, 0.304, 0.264, 0.347),
  stageRow("Conclusion", 9, 0.019, 0.01, 0.036),
  stageRow("other", 1, 0.002, 0, 0.012),
];

export const VALIDATION_ROWS = [
  metricRow("uses_dl", "tp", 60, null, null),
  metricRow("uses_dl", "accuracy", 0.927, 0.863, 0.963),
  metricRow("uses_dl", "precision", 0.952, 0.869, 0.984),
  metricRow("uses_dl", "f1", 0.938, 0.882, 0.968),
  metricRow("uses_dl", "kappa", 0.851, 0.751, 0.951),
  metricRow("uses_ptms", "accuracy", 0.909, 0.841, 0.95),
  metricRow("uses_ptms", "precision", null, null, null),
  metricRow("uses_ptms", "recall", 0.88, 0.7, 0.958),
  metricRow("uses_ptms", "f1", 0.862, 0.776, 0.918),
  metricRow("uses_ptms", "kappa", -0.1, -0.21, 0.01),
];

/** The year that the rows cover in part. */
const LAST = { incompleteYear: 2024 };

/** Each figure on its rows. */
export function exampleFigures(context: FigureContext = CONTEXT): Figure[] {
  return [
    corpusFunnel(FUNNEL_ROWS, context),
    papersByYear(YEAR_ROWS, context, LAST),
    papersByField(FIELD_ROWS, context),
    reusePatterns(PATTERN_ROWS, context),
    scientificStages(STAGE_ROWS, context),
    validationMetrics(VALIDATION_ROWS, context),
    reuseShareByYear(YEAR_SHARE_ROWS, context, LAST),
    deepLearningByFieldAndYear(FIELD_YEAR_ROWS, context, LAST),
    reuseByFieldAndYear(FIELD_YEAR_ROWS, context, LAST),
    patternsByYear(PATTERN_YEAR_ROWS, context, LAST),
    stagesByYear(STAGE_YEAR_ROWS, context, LAST),
    fieldPatterns(FIELD_PATTERN_ROWS, context),
    patternStages(PATTERN_STAGE_ROWS, context),
    topModels(MODEL_ROWS, context),
    ...validationFigures(context),
    ...exampleQuestionFigures(context, LAST),
  ];
}

function fieldRow(
  field: string,
  papers: number,
  of: number,
  share: number,
  low: number,
  high: number,
) {
  return { field, question: "uses_ptms", papers, of, share, low, high };
}

function stageRow(
  stage: string,
  mentions: number,
  share: number,
  low: number,
  high: number,
) {
  return { stage, mentions, papers: mentions, share, low, high };
}

function metricRow(
  question: string,
  metric: string,
  value: number | null,
  low: number | null,
  high: number | null,
) {
  return { annotator: "lexicon", question, metric, value, low, high, n: 110 };
}
