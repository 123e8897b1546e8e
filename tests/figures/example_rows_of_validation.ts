/** Made-up rows for the figures on labelled models and on disagreements. */

import {
  disagreementCauses,
  type Figure,
  type FigureContext,
  patternConfusion,
  validationModels,
} from "lib/figures/mod.ts";

export const MODEL_SCORE_ROWS = [
  scoreRow("identify_ptms", "names_micro_precision", 0.88, 0.71, 0.97, 38),
  scoreRow("identify_ptms", "names_micro_f1", 0.878, 0.76, 0.944, 38),
  scoreRow("identify_ptms", "names_exact_match", 0.76, 0.61, 0.87, 38),
  scoreRow("identify_ptm_reuse", "names_micro_f1", 0.87, 0.75, 0.93, 38),
  scoreRow("identify_ptm_reuse", "pairs_micro_f1", 0.83, 0.71, 0.91, 38),
  scoreRow("identify_ptm_reuse", "matched_pairs", 36, null, null, 46),
  scoreRow("identify_ptm_reuse", "matched_accuracy", 0.944, 0.82, 0.985, 36),
  scoreRow("identify_ptm_reuse", "macro_f1", 0.854, 0.613, 1.02, 36),
  scoreRow("identify_ptm_reuse", "matched_kappa", null, null, null, 0),
  scoreRow("identify_ptm_reuse", "f1:conceptual", 1, null, null, 1),
  scoreRow("identify_ptm_reuse", "f1:adaptation", 0.963, 0.87, 0.99, 28),
];

export const CONFUSION_ROWS = [
  confusionRow("conceptual", "conceptual", 1, 2),
  confusionRow("conceptual", "adaptation", 1, 2),
  confusionRow("conceptual", "not named", 0, 2),
  confusionRow("adaptation", "conceptual", 0, 32),
  confusionRow("adaptation", "adaptation", 27, 32),
  confusionRow("adaptation", "not named", 5, 32),
  { ...confusionRow("not labelled", "conceptual", 0, 5), ...noShare() },
  { ...confusionRow("not labelled", "adaptation", 5, 5), ...noShare() },
];

export const CAUSE_ROWS = [
  causeRow("uses_dl", "annotator found no cue", 5),
  causeRow("uses_dl", "annotator reads the passage otherwise", 1),
  causeRow("uses_ptms", "not asked, as an earlier answer was no", 5),
  causeRow("uses_ptms", "annotator reads the passage otherwise", 4),
  causeRow("identify_ptm_reuse", "pattern differs", 2),
];

/** Each figure on its rows. */
export function validationFigures(context: FigureContext): Figure[] {
  return [
    validationModels(MODEL_SCORE_ROWS, context),
    patternConfusion(CONFUSION_ROWS, context),
    disagreementCauses(CAUSE_ROWS, context),
  ];
}

/** The same figures of unusual rows: none, several annotators, long names. */
export function edgeFiguresOfValidation(
  context: FigureContext,
): [name: string, figure: Figure][] {
  const long = "openai:a-model-with-a-long-name-2026-01-01-preview#second-run";
  const several = <Row extends { annotator: string }>(rows: readonly Row[]) =>
    ["lexicon", long, "artifact:unknown"].flatMap((annotator) =>
      rows.map((row) => ({ ...row, annotator }))
    );
  return [
    ["no scores of models", validationModels([], context)],
    ["no confusion", patternConfusion([], context)],
    ["no causes", disagreementCauses([], context)],
    [
      "scores of models without a value",
      validationModels(
        MODEL_SCORE_ROWS.map((row) => ({
          ...row,
          value: null,
          low: null,
          high: null,
        })),
        context,
      ),
    ],
    [
      "three annotators on models",
      validationModels(several(MODEL_SCORE_ROWS), context),
    ],
    [
      "three annotators' confusion",
      patternConfusion(several(CONFUSION_ROWS), context),
    ],
    [
      "three annotators' causes",
      disagreementCauses(several(CAUSE_ROWS), context),
    ],
    [
      "confusion of six stages",
      patternConfusion(
        ["Observation", "Background", "Hypothesis", "Test", "Analysis"].flatMap(
          (label) =>
            ["Observation", "Background", "Hypothesis", "Test", "not named"]
              .map((answer) => confusionRow(label, answer, 1234, 6170)),
        ),
        context,
      ),
    ],
  ];
}

function scoreRow(
  question: string,
  metric: string,
  value: number | null,
  low: number | null,
  high: number | null,
  n: number,
) {
  return { annotator: "lexicon", question, metric, value, low, high, n };
}

function confusionRow(
  label: string,
  answer: string,
  pairs: number,
  of: number,
) {
  return {
    annotator: "lexicon",
    question: "identify_ptm_reuse",
    label,
    answer,
    pairs,
    papers: pairs,
    of,
    share: pairs / of,
    low: Math.max(0, pairs / of - 0.1),
    high: Math.min(1, pairs / of + 0.1),
  };
}

function noShare() {
  return { share: null, low: null, high: null };
}

function causeRow(question: string, cause: string, papers: number) {
  return {
    annotator: "lexicon",
    question,
    cause,
    disagreements: papers,
    papers,
    of: 110,
    share: papers / 110,
    low: papers / 220,
    high: papers / 50,
  };
}
