import {
  corpusFunnel,
  type FigureContext,
  topModels,
  validationMetrics,
} from "lib/figures/mod.ts";
import type {
  GalleryContent,
  GalleryFindings,
} from "lib/figures/gallery/mod.ts";
import {
  CONTEXT,
  exampleFigures,
  FUNNEL_ROWS,
  VALIDATION_ROWS,
} from "tests/figures/example_rows.ts";
import {
  KEYWORD_ROWS,
  MODEL_ROWS,
} from "tests/figures/example_rows_by_group.ts";

/** Text that would be a program, an element or an attribute if it did not stay text. */
export const HOSTILE =
  `</script><script>hostile()</script><img src=x onerror="hostile()">'&amp;`;

/** A finding of each verdict, with and without numbers. */
export const FINDINGS: GalleryFindings = {
  synthetic: true,
  claims: [
    {
      id: "adaptation-prevails",
      claim: "Adaptation prevails",
      source: "the abstract",
      statement: "Adaptation has 68% of the reuses.",
      verdict: "supported",
      estimate: 0.68,
      low: 0.65,
      high: 0.71,
      n: 1234,
      published: { value: 0.7029 },
      distance_in_se: -1.3,
    },
    {
      id: "field-leads",
      claim: HOSTILE,
      source: HOSTILE,
      statement: HOSTILE,
      verdict: "undecided",
      estimate: null,
      low: null,
      high: null,
      n: null,
      published: null,
      distance_in_se: null,
    },
  ],
  trends: [{ statement: `Reuse rises ${HOSTILE}` }],
  comparisons: [],
};

/** A gallery of all figures, with a filter in two legends and hostile text. */
export function galleryContent(): GalleryContent {
  const context: FigureContext = { ...CONTEXT, annotator: HOSTILE };
  const [, ...others] = exampleFigures();
  const models = MODEL_ROWS.map((row, i) =>
    i === 0 ? { ...row, model: HOSTILE, papers: 99 } : row
  );
  const twoAnnotators = [
    ...VALIDATION_ROWS,
    ...VALIDATION_ROWS.map((row) => ({ ...row, annotator: "model" })),
  ];
  return {
    title: `Gallery ${HOSTILE}`,
    context,
    figures: [
      corpusFunnel(FUNNEL_ROWS, context, { keywords: KEYWORD_ROWS }),
      ...others.filter(({ id }) =>
        id !== "validation_metrics" && id !== "top_models"
      ),
      validationMetrics(twoAnnotators, context),
      topModels(models, context),
    ],
    captions: { top_models: HOSTILE },
    tables: [
      { name: "funnel", csv: 'step,papers\n"a, #1",2\n' },
      { name: "keywords", csv: `keyword\n"${HOSTILE}"\n` },
      { name: "forms", csv: "form\nfine-tuned\n" },
    ],
    findings: FINDINGS,
  };
}
