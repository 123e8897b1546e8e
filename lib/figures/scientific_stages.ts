import { STAGES } from "lib/figures/parts/categories.ts";
import { categoryFigure } from "lib/figures/parts/category_figure.ts";
import type { Figure, FigureContext } from "lib/figures/figure.ts";
import type { ShareWithInterval } from "lib/figures/parts/share_axis.ts";
import { COLOURS } from "lib/figures/theme.ts";
import { listWords } from "lib/words.ts";

/** One stage: its mentions, the papers with it, its share of all mentions. */
export interface StageRow extends ShareWithInterval {
  readonly stage: string;
  readonly mentions: number;
  readonly papers: number;
}

/**
 * Shows where in the scientific process reused models take part: the share of
 * each stage among all pairs of model and stage, with its interval, in the
 * order of the process.
 *
 * @param rows One per stage.
 * @param context Corpus and annotator for the subtitle.
 */
export function scientificStages(
  rows: readonly StageRow[],
  context: FigureContext,
): Figure {
  const bars = rows.map((row) => ({ ...row, name: row.stage }));
  return categoryFigure(bars, context, {
    id: "scientific_stages",
    table: "stages",
    noun: "model\u2013stage pair",
    name: "Stage",
    by: "by stage of the scientific process",
    order: STAGES,
    colour: COLOURS.blue,
    finding: (names, share) =>
      names.length === 1
        ? `Reused models most often serve the stage ${
          listWords(names)
        } (${share})`
        : `Reused models serve the stages ${
          listWords(names)
        } equally often (${share} each)`,
    nothing: "No reused model is linked to a stage of the scientific process",
  });
}
