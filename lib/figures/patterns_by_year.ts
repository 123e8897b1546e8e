import type { Figure, FigureContext } from "lib/figures/figure.ts";
import { PATTERNS } from "lib/figures/parts/categories.ts";
import { categoryYears } from "lib/figures/parts/category_years.ts";
import type { YearOptions } from "lib/figures/parts/years.ts";
import type { PatternRow } from "lib/figures/reuse_patterns.ts";
import { COLOURS } from "lib/figures/theme.ts";

/** One reuse pattern in one year: mentions, papers, share of the year's reuses. */
export interface PatternYearRow extends PatternRow {
  /** As in the source, or "unknown". */
  readonly year: number | string;
}

/**
 * Shows how often each reuse pattern occurs, year by year: one panel per
 * pattern, all on the same axes.
 *
 * @param rows As in patterns_by_year.csv.
 * @param context Corpus and annotator for the subtitle.
 * @param options The year that the corpus covers in part; as the context says by default.
 */
export function patternsByYear(
  rows: readonly PatternYearRow[],
  context: FigureContext,
  options: YearOptions = context,
): Figure {
  const counts = rows.map((row) => ({ ...row, category: row.pattern }));
  return categoryYears(counts, context, {
    ...options,
    id: "patterns_by_year",
    table: "patterns_by_year",
    noun: "reuse",
    category: "reuse pattern",
    order: PATTERNS,
    colour: COLOURS.vermilion,
    nothing: "No reuse of a pre-trained model is found",
  });
}
