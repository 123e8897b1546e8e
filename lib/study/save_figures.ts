import { join } from "node:path";
import { collectGarbage } from "lib/breathe.ts";
import { replaceFile } from "lib/files.ts";
import type { Figure, FigureContext } from "lib/figures/figure.ts";
import { buildGallery } from "lib/figures/gallery/mod.ts";
import * as figures from "lib/figures/mod.ts";
import type { Findings } from "lib/findings/claims/finding.ts";
import { type Table, tableToCsv } from "lib/findings/table.ts";
import {
  type CorpusFacts,
  factsOf,
  figureContext,
} from "lib/study/figure_context.ts";
import { openCorpus } from "lib/study/open_corpus.ts";
import { questionsOfStudy } from "lib/study/questions_of_study.ts";
import type { StudySettings } from "lib/study/settings.ts";
import { addToManifest } from "lib/study/written_manifest.ts";

type Draw = (
  rows: never,
  context: FigureContext,
  others: ReadonlyMap<string, never>,
) => Figure;

/** A figure of one table. */
const plain =
  (draw: (rows: never, context: FigureContext) => Figure): Draw =>
  (rows, context) => draw(rows, context);

const REUSE = ["uses_ptms"];
const BOTH = ["uses_dl", "uses_ptms"];
const PATTERNS = ["identify_ptm_reuse"];
const STAGES = ["identify_ptm_impact"];

/** The table that a figure is drawn from, how, and which questions must have been asked. */
type Row = readonly [table: string, draw: Draw, about?: readonly string[]];

/** The figures of the papers and of the study's own questions, in the gallery's order. */
const FIGURES: readonly Row[] = [
  [
    "funnel",
    (rows, context, others) =>
      figures.corpusFunnel(rows, context, { keywords: others.get("keywords") }),
  ],
  ["papers_by_year", plain(figures.papersByYear), BOTH],
  ["papers_by_year", plain(figures.reuseShareByYear), REUSE],
  ["papers_by_field", plain(figures.papersByField), REUSE],
  [
    "papers_by_field_year",
    plain(figures.deepLearningByFieldAndYear),
    ["uses_dl"],
  ],
  ["papers_by_field_year", plain(figures.reuseByFieldAndYear), REUSE],
  ["patterns", plain(figures.reusePatterns), PATTERNS],
  ["patterns_by_year", plain(figures.patternsByYear), PATTERNS],
  ["patterns_by_field", plain(figures.fieldPatterns), PATTERNS],
  ["stages", plain(figures.scientificStages), STAGES],
  ["stages_by_year", plain(figures.stagesByYear), STAGES],
  ["pattern_stage", plain(figures.patternStages), [...PATTERNS, ...STAGES]],
  ["models", plain(figures.topModels), ["identify_ptms"]],
];

/** The figures of labels against answers. They follow those of all questions. */
const VALIDATION_FIGURES: readonly Row[] = [
  ["validation", plain(figures.validationMetrics)],
  ["validation", plain(figures.validationModels)],
  ["confusion", plain(figures.patternConfusion)],
  ["disagreement_causes", plain(figures.disagreementCauses)],
];

/** Rows above which a table is not put into the gallery page. */
const MOST_ROWS = 2000;

/**
 * Draws every figure whose table a run has and whose questions were asked, and
 * those that any other question has, saves each as SVG, PNG and
 * Vega-Lite spec under `out`, and all of them in one page, index.html.
 *
 * @param corpus What the figures name of the study's corpus, if it is known.
 * @param findings What the run finds, shown first in the page.
 * @returns The figures.
 */
export async function saveFigures(
  settings: StudySettings,
  tables: readonly Table[],
  corpus?: CorpusFacts,
  findings?: Findings,
): Promise<Figure[]> {
  const questions = await questionsOfStudy(settings);
  const facts = corpus ?? await readFacts(settings);
  const context = figureContext(settings, facts, questions);
  const rowsOf = new Map(tables.map(({ name, rows }) => [name, rows as never]));
  const asked = new Set(questions.map(({ id }) => id));
  const draw = ([table, draw, about = []]: Row) => {
    const rows = rowsOf.get(table);
    return rows !== undefined && about.every((id) => asked.has(id))
      ? [draw(rows, context, rowsOf)]
      : [];
  };
  const drawn = [
    ...FIGURES.flatMap(draw),
    ...figures.otherQuestions(questions).flatMap((question) =>
      figures.questionFigures(
        question,
        (table) => rowsOf.get(table) ?? [],
        context,
      )
    ),
    ...VALIDATION_FIGURES.flatMap(draw),
  ];
  for (const figure of drawn) {
    await figures.saveFigure(figure, settings.out);
    collectGarbage();
  }
  const page = await buildGallery({
    findings,
    figures: drawn,
    tables: tables.filter(({ rows }) => rows.length <= MOST_ROWS)
      .map((table) => ({ name: table.name, csv: tableToCsv(table) })),
    context,
    title: `Study "${settings.name}"`,
  });
  await replaceFile(join(settings.out, "index.html"), page);
  await addToManifest(settings, { figures: drawn.map(({ id }) => id) });
  return drawn;
}

/** Reads what outputs name of a study's corpus. */
export async function readFacts(settings: StudySettings): Promise<CorpusFacts> {
  const corpus = await openCorpus(settings);
  try {
    return factsOf(corpus);
  } finally {
    corpus.close?.();
  }
}
