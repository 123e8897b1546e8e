import type { Figure, FigureContext } from "lib/figures/figure.ts";
import { PATTERNS } from "lib/figures/parts/categories.ts";
import { categoryTable } from "lib/figures/parts/category_table.ts";
import { UNASSIGNED } from "lib/figures/parts/leading_field.ts";
import type { PatternRow } from "lib/figures/reuse_patterns.ts";

/** One reuse pattern in one field: mentions, papers, share of the field's reuses. */
export interface FieldPatternRow extends PatternRow {
  /** Name of the field, or "Unassigned". */
  readonly field: string;
}

/**
 * Shows how each field reuses pre-trained models, as a table of fields and
 * patterns: each cell has the number of reuses, and their share of the field's
 * reuses with its interval; the colour follows the share. Fields come by
 * number of reuses, Unassigned last.
 *
 * @param rows As in patterns_by_field.csv.
 * @param context Corpus and annotator for the subtitle.
 */
export function fieldPatterns(
  rows: readonly FieldPatternRow[],
  context: FigureContext,
): Figure {
  const cells = rows.map((row) => ({
    ...row,
    group: row.field,
    category: row.pattern,
  }));
  return categoryTable(cells, context, {
    id: "field_patterns",
    table: "patterns_by_field",
    noun: "reuse",
    category: "reuse pattern",
    group: "field",
    having: "with reuses",
    nothing: "No reuse of a pre-trained model is found",
    categories: PATTERNS,
    groups: null,
    rest: UNASSIGNED,
    notes: ["share of the field's reuses (95% interval)", "fields overlap"],
    ramp: "vermilion",
    categoriesIn: "columns",
  });
}
