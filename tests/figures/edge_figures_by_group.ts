import {
  corpusFunnel,
  deepLearningByFieldAndYear,
  fieldPatterns,
  type Figure,
  type FigureContext,
  patternsByYear,
  patternStages,
  reuseByFieldAndYear,
  reuseShareByYear,
  stagesByYear,
  topModels,
} from "lib/figures/mod.ts";
import { FUNNEL_ROWS } from "tests/figures/example_rows.ts";
import {
  FIELD_PATTERN_ROWS,
  KEYWORD_ROWS,
  MODEL_ROWS,
} from "tests/figures/example_rows_by_group.ts";

const NO_SHARE = { share: null, low: null, high: null };
const ALL = { share: 1, low: 0.9, high: 1 };
const STAGES = ["Observation", "Background", "Hypothesis", "Test", "other"];
const LAST = { incompleteYear: 2025 };

/**
 * Figures by field, year, pattern, stage and model of unusual rows: none,
 * zeros, one year, unknown and impossible years, 25 fields, long names.
 */
export function edgeFiguresByGroup(
  context: FigureContext,
): [name: string, figure: Figure][] {
  return [
    [
      "keywords of five megajournals, one with a long name, one without shares",
      corpusFunnel(FUNNEL_ROWS, context, {
        keywords: [
          ...KEYWORD_ROWS,
          ...["F1000", "FrontiersIn", "other"].map((megajournal) => ({
            megajournal,
            keyword: "pre-trained model weights of a deep neural network",
            papers: 0,
            ...NO_SHARE,
          })),
        ],
      }),
    ],
    ["no fields by year", deepLearningByFieldAndYear([], context)],
    [
      "no field with deep learning",
      reuseByFieldAndYear([fieldYear("Chemistry", 2020, 0)], context),
    ],
    [
      "one year of one field",
      reuseByFieldAndYear([fieldYear("Chemistry", 2025, 1)], context, LAST),
    ],
    [
      "papers of unknown and impossible years only",
      reuseByFieldAndYear(
        [fieldYear("Chemistry", "unknown", 1), fieldYear("Chemistry", 2099, 1)],
        context,
        LAST,
      ),
    ],
    [
      "25 fields over 76 years, with large numbers",
      reuseByFieldAndYear(
        Array.from({ length: 25 }, (_, i) => [
          fieldYear(
            `Field ${i} of Biochemistry, Genetics and Molecular Biology`
              .slice(0, 9 + 2 * i),
            1950 + 3 * i,
            700 * i,
          ),
          fieldYear("Agricultural and Biological Sciences", 2025, 17511),
        ]).flat(),
        context,
        LAST,
      ),
    ],
    ["no shares by year", reuseShareByYear([], context)],
    [
      "one year without an interval",
      reuseShareByYear(
        [{
          ...fieldYear("", 2025, 2),
          share: 1,
          low: null,
          high: null,
        }],
        context,
        LAST,
      ),
    ],
    [
      "shares of 26 years, some without papers",
      reuseShareByYear(
        Array.from({ length: 26 }, (_, i) => ({
          ...fieldYear("", 2000 + i, i % 4 === 0 ? 0 : i),
          ...(i % 4 === 0 ? NO_SHARE : ALL),
        })),
        context,
        LAST,
      ),
    ],
    ["no patterns by year", patternsByYear([], context)],
    [
      "patterns by year of zeros",
      patternsByYear(
        [{ year: 2020, pattern: "adaptation", ...mentions(0), ...NO_SHARE }],
        context,
      ),
    ],
    [
      "one pattern in one year",
      patternsByYear(
        [{ year: 2020, pattern: "adaptation", ...mentions(3), ...ALL }],
        context,
      ),
    ],
    [
      "all stages by year, of 12 years",
      stagesByYear(
        STAGES.flatMap((stage, i) =>
          Array.from({ length: 12 }, (_, year) => ({
            year: 2014 + year,
            stage,
            ...mentions(100 * i * year),
            ...ALL,
          }))
        ),
        context,
        LAST,
      ),
    ],
    ["no fields by pattern", fieldPatterns([], context)],
    [
      "25 fields by pattern, with other and large numbers",
      fieldPatterns(
        Array.from(
          { length: 25 },
          (_, i) =>
            ["conceptual", "adaptation", "deployment", "other"].map((
              pattern,
              j,
            ) => ({
              field:
                `Field ${i} of Biochemistry, Genetics and Molecular Biology`
                  .slice(0, 9 + 2 * i),
              pattern,
              ...mentions(12345 * i + j),
              share: j / 4,
              low: j / 4.3,
              high: (j + 0.98) / 4,
            })),
        ).flat(),
        context,
      ),
    ],
    [
      "one field with one pattern and no interval",
      fieldPatterns(
        [{ ...FIELD_PATTERN_ROWS[0]!, low: null, high: null }],
        context,
      ),
    ],
    ["no stages by pattern", patternStages([], context)],
    [
      "one stage of a pattern with a long name",
      patternStages([{
        pattern: "reimplementation without weights",
        stage: "Test",
        ...mentions(1),
        ...ALL,
      }], context),
    ],
    ["no models", topModels([], context)],
    ["one model", topModels([MODEL_ROWS[0]!], context)],
    [
      "25 models with long names, equal after a cut, and with control characters",
      topModels(
        Array.from({ length: 25 }, (_, i) => ({
          model: `a fine-tuned\tconvolutional network of the authors, no. ${i}`
            .repeat(1 + 40 * (i % 2)),
          family: "a family with a very long name\u0007",
          ...mentions(17511),
        })),
        context,
      ),
    ],
  ];
}

function fieldYear(field: string, year: number | string, papers: number) {
  return { field, year, question: "uses_ptms", papers, of: papers, ...ALL };
}

function mentions(mentions: number) {
  return { mentions, papers: mentions };
}
