import { PATTERNS } from "lib/figures/parts/categories.ts";
import { categoryFigure } from "lib/figures/parts/category_figure.ts";
import type { Figure, FigureContext } from "lib/figures/figure.ts";
import type { ShareWithInterval } from "lib/figures/parts/share_axis.ts";
import { COLOURS } from "lib/figures/theme.ts";
import { listWords } from "lib/words.ts";

/** One reuse pattern: its mentions, the papers with it, its share of all mentions. */
export interface PatternRow extends ShareWithInterval {
  readonly pattern: string;
  readonly mentions: number;
  readonly papers: number;
}

/**
 * Shows how pre-trained models are reused: the share of each pattern among
 * all reuses, with its interval. The order of the bars is always the same,
 * from taking ideas to running the model as it is, so that studies compare
 * at a glance.
 *
 * @param rows One per pattern.
 * @param context Corpus and annotator for the subtitle.
 *
 * @example The title is the finding
 * ```ts
 * import { reusePatterns } from "lib/figures/mod.ts";
 * import assert from "node:assert/strict";
 * const rows = [
 *   { pattern: "adaptation", mentions: 3, papers: 3, share: 0.75, low: 0.3, high: 0.95 },
 *   { pattern: "deployment", mentions: 1, papers: 1, share: 0.25, low: 0.05, high: 0.7 },
 * ];
 * const context = { corpus: "4 papers", synthetic: false, annotator: "lexicon baseline" };
 * const { spec } = reusePatterns(rows, context);
 * assert.deepEqual(spec.title, {
 *   text: ["Adaptation makes up 75% of reuses"],
 *   subtitle: ["4 papers · n = 4 reuses · lexicon baseline"],
 * });
 * ```
 */
export function reusePatterns(
  rows: readonly PatternRow[],
  context: FigureContext,
): Figure {
  const bars = rows.map((row) => ({ ...row, name: row.pattern }));
  return categoryFigure(bars, context, {
    id: "reuse_patterns",
    table: "patterns",
    noun: "reuse",
    name: "Pattern",
    by: "of pre-trained models by pattern",
    order: PATTERNS,
    colour: COLOURS.vermilion,
    finding: ([first = "", ...others], share) =>
      others.length === 0
        ? `${first} makes up ${share} of reuses`
        : `${
          listWords([first, ...others.map((name) => name.toLowerCase())])
        } ` +
          `are equally common, with ${share} of reuses each`,
    nothing: "No reuse of a pre-trained model is found",
  });
}
