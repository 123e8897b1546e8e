import type { Figure, FigureContext } from "lib/figures/figure.ts";
import * as figures from "lib/figures/mod.ts";
import type { Table } from "lib/findings/table.ts";
import { openCorpus } from "lib/study/open_corpus.ts";
import { annotatorTitle } from "lib/study/open_annotator.ts";
import type { StudySettings } from "lib/study/settings.ts";

/** Which figure is drawn from which table. */
export const FIGURES: Readonly<
  Record<string, (rows: never, context: FigureContext) => Figure>
> = {
  funnel: figures.corpusFunnel,
  papers_by_year: figures.papersByYear,
  papers_by_field: figures.papersByField,
  patterns: figures.reusePatterns,
  stages: figures.scientificStages,
  validation: figures.validationMetrics,
};

/**
 * Draws every figure whose table a run has, and saves each as SVG, PNG and
 * Vega-Lite spec under `out`.
 *
 * @returns The figures.
 */
export async function saveFigures(
  settings: StudySettings,
  tables: readonly Table[],
): Promise<Figure[]> {
  const { description, synthetic } = await openCorpus(settings);
  const context = {
    corpus: description,
    synthetic,
    annotator: annotatorTitle(settings),
  };
  const drawn: Figure[] = [];
  for (const { name, rows } of tables) {
    const figure = FIGURES[name]?.(rows as never, context);
    if (figure === undefined) continue;
    await figures.saveFigure(figure, settings.out);
    drawn.push(figure);
  }
  return drawn;
}
