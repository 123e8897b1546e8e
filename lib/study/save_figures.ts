import { join } from "node:path";
import { replaceFile } from "lib/files.ts";
import type { Figure, FigureContext } from "lib/figures/figure.ts";
import { buildGallery } from "lib/figures/gallery/mod.ts";
import * as figures from "lib/figures/mod.ts";
import { type Table, tableToCsv } from "lib/findings/table.ts";
import { annotatorTitle } from "lib/study/open_annotator.ts";
import { openCorpus } from "lib/study/open_corpus.ts";
import type { StudySettings } from "lib/study/settings.ts";

type Draw = (rows: never, context: FigureContext) => Figure;

/** Every figure of a study: the table that it is drawn from, and how, in the gallery's order. */
const FIGURES: readonly (readonly [table: string, draw: Draw])[] = [
  ["funnel", figures.corpusFunnel],
  ["papers_by_year", figures.papersByYear],
  ["papers_by_year", figures.reuseShareByYear],
  ["papers_by_field", figures.papersByField],
  ["papers_by_field_year", figures.deepLearningByFieldAndYear],
  ["papers_by_field_year", figures.reuseByFieldAndYear],
  ["patterns", figures.reusePatterns],
  ["patterns_by_year", figures.patternsByYear],
  ["patterns_by_field", figures.fieldPatterns],
  ["stages", figures.scientificStages],
  ["stages_by_year", figures.stagesByYear],
  ["pattern_stage", figures.patternStages],
  ["models", figures.topModels],
  ["validation", figures.validationMetrics],
];

/** Rows above which a table is not put into the gallery page. */
const MOST_ROWS = 2000;

/**
 * Draws every figure whose table a run has, saves each as SVG, PNG and
 * Vega-Lite spec under `out`, and all of them in one page, index.html.
 *
 * @returns The figures.
 */
export async function saveFigures(
  settings: StudySettings,
  tables: readonly Table[],
): Promise<Figure[]> {
  const corpus = await openCorpus(settings);
  const context = {
    corpus: corpus.description,
    synthetic: corpus.synthetic,
    annotator: annotatorTitle(settings),
  };
  corpus.close?.();
  const rowsOf = new Map(tables.map(({ name, rows }) => [name, rows]));
  const drawn = FIGURES.flatMap(([table, draw]) => {
    const rows = rowsOf.get(table);
    return rows === undefined ? [] : [draw(rows as never, context)];
  });
  for (const figure of drawn) await figures.saveFigure(figure, settings.out);
  const page = await buildGallery({
    figures: drawn,
    tables: tables.filter(({ rows }) => rows.length <= MOST_ROWS)
      .map((table) => ({ name: table.name, csv: tableToCsv(table) })),
    context,
    title: `Study "${settings.name}"`,
  });
  await replaceFile(join(settings.out, "index.html"), page);
  return drawn;
}
