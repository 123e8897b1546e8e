import assert from "node:assert/strict";
import {
  type Figure,
  reusePatterns,
  scientificStages,
  validationMetrics,
} from "lib/figures/mod.ts";
import { checkTitles, headingOf } from "tests/figures/check_titles.ts";
import { CONTEXT, exampleFigures } from "tests/figures/example_rows.ts";

// The expected sentences are written by hand from the rows beside them.

Deno.test("reusePatterns() names the commonest pattern", async (t) => {
  const patterns = (
    ...rows: [pattern: string, mentions: number, share: number | null][]
  ) =>
    reusePatterns(
      rows.map(([pattern, mentions, share]) => ({
        pattern,
        mentions,
        papers: mentions,
        share,
        low: null,
        high: null,
      })),
      CONTEXT,
    );
  await checkTitles(t, [
    ["no rows", patterns(), "No reuse of a pre-trained model is found"],
    [
      "all zero",
      patterns(["adaptation", 0, null]),
      "No reuse of a pre-trained model is found",
    ],
    [
      "one leads",
      patterns(["conceptual", 3, 0.116], ["adaptation", 23, 0.884]),
      "Adaptation makes up 88% of reuses",
    ],
    [
      "only one",
      patterns(["deployment", 7, 1]),
      "Deployment makes up 100% of reuses",
    ],
    [
      "just under all",
      patterns(["deployment", 499, 0.998], ["other", 1, 0.002]),
      "Deployment makes up 99.8% of reuses",
    ],
    [
      "tie",
      patterns(["deployment", 5, 0.5], ["adaptation", 5, 0.5]),
      "Adaptation and deployment are equally common, with 50% of reuses each",
    ],
    [
      "no shares",
      patterns(["deployment", 5, null]),
      "5 reuses of pre-trained models by pattern",
    ],
  ]);
});

Deno.test("scientificStages() names the commonest stage", async (t) => {
  const stages = (
    ...rows: [stage: string, mentions: number, share: number | null][]
  ) =>
    scientificStages(
      rows.map(([stage, mentions, share]) => ({
        stage,
        mentions,
        papers: mentions,
        share,
        low: null,
        high: null,
      })),
      CONTEXT,
    );
  await checkTitles(t, [
    [
      "no rows",
      stages(),
      "No reused model is linked to a stage of the scientific process",
    ],
    [
      "one leads",
      stages(["Analysis", 1, 0.25], ["Test", 3, 0.75]),
      "Reused models most often serve the stage Test (75%)",
    ],
    [
      "tie",
      stages(["Analysis", 1, 1 / 3], ["Test", 1, 1 / 3], [
        "Background",
        1,
        1 / 3,
      ]),
      "Reused models serve the stages Background, Test and Analysis equally often (33% each)",
    ],
  ]);
});

Deno.test("validationMetrics() gives F1 on reuse of pre-trained models", async (t) => {
  const metrics = (
    ...rows: [
      annotator: string,
      question: string,
      metric: string,
      value: number | null,
    ][]
  ) =>
    validationMetrics(
      rows.map(([annotator, question, metric, value]) => ({
        annotator,
        question,
        metric,
        value,
        low: value && value - 0.1,
        high: value && value + 0.05,
        n: 110,
      })),
      CONTEXT,
    );
  await checkTitles(t, [
    ["no rows", metrics(), "There are no labels to compare with"],
    [
      "counts only",
      metrics(["a", "uses_ptms", "tp", 3]),
      "There are no labels to compare with",
    ],
    [
      "one annotator",
      metrics(["a", "uses_dl", "f1", 0.95], ["a", "uses_ptms", "f1", 0.862]),
      "F1 is 0.86 (0.76–0.91) for the reuse of pre-trained models",
    ],
    [
      "not defined",
      metrics(["a", "uses_ptms", "f1", null], ["a", "uses_ptms", "recall", 1]),
      "F1 is not defined for the reuse of pre-trained models",
    ],
    [
      "negative kappa alone",
      metrics(["a", "uses_dl", "kappa", -0.2]),
      "Cohen's kappa is not above 0 for the use of deep learning",
    ],
    [
      "two annotators",
      metrics(["a", "uses_ptms", "f1", 0.8], ["b", "uses_ptms", "f1", 0.9]),
      "b has the highest F1 for the reuse of pre-trained models (0.90)",
    ],
    [
      "two that tie",
      metrics(["a", "uses_ptms", "f1", 0.9], ["b", "uses_ptms", "f1", 0.9]),
      "a and b have the same F1 for the reuse of pre-trained models (0.90)",
    ],
  ]);
});

Deno.test("Subtitles name corpus, n and annotator, and what is made up", () => {
  const subtitles = exampleFigures().map(subtitleOf);
  assert.deepEqual(subtitles, [
    "Synthetic data: 1,200 demo papers · n = 1,200 found · lexicon baseline",
    "Synthetic data: 1,200 demo papers · n = 224 analysed · lexicon baseline · 2 papers of unknown year not drawn · 2024 is incomplete (hollow)",
    "Synthetic data: 1,200 demo papers · n = 219 paper–field pairs · lexicon baseline · fields overlap",
    "Synthetic data: 1,200 demo papers · n = 417 reuses · lexicon baseline",
    "Synthetic data: 1,200 demo papers · n = 471 model–stage pairs · lexicon baseline",
    "Synthetic data: 1,200 demo papers · n = 110 labelled papers · lexicon baseline",
    "Synthetic data: 1,200 demo papers · n = 151 deep learning papers · lexicon baseline · 2024 is incomplete (hollow)",
    "Synthetic data: 1,200 demo papers · n = 36 paper–field pairs · lexicon baseline · bars: papers per year · fields overlap · 1 pair of unknown year not drawn · 2024 is incomplete (hollow)",
    "Synthetic data: 1,200 demo papers · n = 13 paper–field pairs · lexicon baseline · bars: papers per year · fields overlap · 2024 is incomplete (hollow)",
    "Synthetic data: 1,200 demo papers · n = 35 reuses · lexicon baseline · bars: reuses per year · 2024 is incomplete (hollow)",
    "Synthetic data: 1,200 demo papers · n = 31 model–stage pairs · lexicon baseline · bars: model–stage pairs per year · 2024 is incomplete (hollow)",
    "Synthetic data: 1,200 demo papers · n = 71 reuses · lexicon baseline · share of the field's reuses (95% interval) · fields overlap",
    "Synthetic data: 1,200 demo papers · n = 66 pattern–stage pairs · lexicon baseline · share of the pattern's pairs (95% interval)",
    "Synthetic data: 1,200 demo papers · n = 6 models with 47 mentions · lexicon baseline · grey: the model's family",
    "Synthetic data: 1,200 demo papers · n = 38 papers with a model by label or answer · lexicon baseline",
    "Synthetic data: 1,200 demo papers · n = 39 pairs · lexicon baseline · planted labels · share of the label's pairs (95% interval)",
    "Synthetic data: 1,200 demo papers · n = 110 papers with planted labels · lexicon baseline · a paper can differ in several ways",
    "Synthetic data: 1,200 demo papers · n = 31 papers asked · lexicon baseline · 2 papers of unknown year not drawn",
    "Synthetic data: 1,200 demo papers · n = 31 paper–field pairs · lexicon baseline · fields overlap",
    "Synthetic data: 1,200 demo papers · n = 12 mentions · lexicon baseline",
    "Synthetic data: 1,200 demo papers · n = 12 mentions · lexicon baseline · bars: mentions per year",
    "Synthetic data: 1,200 demo papers · n = 12 mentions · lexicon baseline · share of the field's mentions (95% interval) · fields overlap",
  ]);
  const real = { ...CONTEXT, corpus: "83 articles", synthetic: false };
  for (const figure of exampleFigures(real)) {
    assert.match(subtitleOf(figure), /^83 articles · n = /);
  }
});

function subtitleOf(figure: Figure): string {
  // A line that breaks between two parts ends without its dot.
  return headingOf(figure).subtitle.join(" · ");
}
