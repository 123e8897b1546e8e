import type { Figure, FigureContext } from "lib/figures/figure.ts";
import { PATTERNS, STAGES } from "lib/figures/parts/categories.ts";
import { categoryTable } from "lib/figures/parts/category_table.ts";
import type { ShareWithInterval } from "lib/figures/parts/share_axis.ts";

/**
 * Pairs of a reuse and a stage of the same paper and model: how many, in how
 * many papers, and which share of the pattern's pairs.
 */
export interface PatternStageRow extends ShareWithInterval {
  readonly pattern: string;
  readonly stage: string;
  readonly mentions: number;
  readonly papers: number;
}

/**
 * Shows which stages of the scientific process each reuse pattern leads to, as
 * a table of stages and patterns: each cell has the number of pairs, and their
 * share of the pattern's pairs with its interval; the colour follows the share.
 *
 * @param rows As in pattern_stage.csv.
 * @param context Corpus and annotator for the subtitle.
 */
export function patternStages(
  rows: readonly PatternStageRow[],
  context: FigureContext,
): Figure {
  const cells = rows.map((row) => ({
    ...row,
    group: row.pattern,
    category: row.stage,
  }));
  return categoryTable(cells, context, {
    id: "pattern_stages",
    table: "pattern_stage",
    noun: "pattern\u2013stage pair",
    category: "stage",
    group: "reuse pattern",
    having: "",
    nothing: "No reuse is linked to a stage of the scientific process",
    categories: STAGES,
    groups: PATTERNS,
    rest: "other",
    notes: ["share of the pattern's pairs (95% interval)"],
    ramp: "blue",
    categoriesIn: "rows",
  });
}
