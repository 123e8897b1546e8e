import type { Figure, FigureContext } from "lib/figures/figure.ts";
import { STAGES } from "lib/figures/parts/categories.ts";
import { categoryYears } from "lib/figures/parts/category_years.ts";
import type { YearOptions } from "lib/figures/parts/years.ts";
import type { StageRow } from "lib/figures/scientific_stages.ts";
import { COLOURS } from "lib/figures/theme.ts";

/** One stage in one year: mentions, papers, share of the year's pairs. */
export interface StageYearRow extends StageRow {
  /** As in the source, or "unknown". */
  readonly year: number | string;
}

/**
 * Shows how often reused models serve each stage of the scientific process,
 * year by year: one panel per stage, all on the same axes.
 *
 * @param rows As in stages_by_year.csv.
 * @param context Corpus and annotator for the subtitle.
 * @param options The year that the corpus covers in part; as the context says by default.
 */
export function stagesByYear(
  rows: readonly StageYearRow[],
  context: FigureContext,
  options: YearOptions = context,
): Figure {
  const counts = rows.map((row) => ({ ...row, category: row.stage }));
  return categoryYears(counts, context, {
    ...options,
    id: "stages_by_year",
    table: "stages_by_year",
    noun: "model\u2013stage pair",
    category: "stage",
    order: STAGES,
    colour: COLOURS.blue,
    nothing: "No reused model is linked to a stage of the scientific process",
  });
}
