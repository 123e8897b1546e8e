import type { TopLevelSpec } from "vega-lite";
import type { Heading } from "lib/figures/parts/heading.ts";
import { cutText } from "lib/figures/parts/measure_text.ts";
import { columnWidth } from "lib/figures/parts/row_labels.ts";
import { tooltip } from "lib/figures/parts/tooltip.ts";
import {
  COLOURS,
  CONTENT_WIDTH,
  INK,
  PADDING,
  SCHEMA,
  SIZES,
  THEME,
} from "lib/figures/theme.ts";
import { formatCount } from "lib/words.ts";

/** One model and its papers. */
export interface ModelBar {
  readonly model: string;
  /** What stands beside the count, or empty. */
  readonly label: string;
  readonly family: string;
  readonly papers: number;
  readonly mentions: number;
}

/** Widest label beside the count, in pixels. */
const WIDEST = 100;

const STEP = 21;

/**
 * Draws one bar per model in the order given, with its papers and a quiet
 * label in two columns at the right.
 */
export function modelBars(
  models: readonly ModelBar[],
  title: Heading,
  description: string,
): TopLevelSpec {
  const style = { size: SIZES.label };
  const rows = models.map((row, place) => ({
    ...row,
    place,
    family: row.family === "" ? "not known" : row.family,
    count: formatCount(row.papers),
    label: cutText(row.label, WIDEST, style),
  }));
  const nameColumn = columnWidth(rows.map(({ model }) => model)) + 8;
  const countColumn = columnWidth(rows.map(({ count }) => count)) + 10;
  const labels = columnWidth(rows.map(({ label }) => label));
  const labelColumn = labels === 0 ? 0 : labels + 12;
  const width = CONTENT_WIDTH - nameColumn - countColumn - labelColumn;
  const names = JSON.stringify(rows.map(({ model }) => model));
  return {
    $schema: SCHEMA,
    title,
    description,
    padding: PADDING,
    width,
    height: { step: STEP },
    data: { values: rows },
    encoding: {
      // Two names may be cut to the same text, so rows are told by their place.
      y: {
        field: "place",
        type: "ordinal",
        title: null,
        scale: { paddingInner: 0.3, paddingOuter: 0.15 },
        axis: { labelExpr: `${names}[datum.value]`, grid: false },
      },
      tooltip: tooltip(
        { model: "Model", family: "Family" },
        { papers: "Papers", mentions: "Mentions" },
      ),
    },
    layer: [
      {
        mark: { type: "bar", color: COLOURS.vermilion },
        encoding: {
          x: {
            field: "papers",
            type: "quantitative",
            title: "Papers",
            scale: {
              domain: [0, Math.max(...models.map(({ papers }) => papers))],
              nice: false,
            },
            axis: { format: ",d", tickCount: 3, tickMinStep: 1 },
          },
        },
      },
      {
        mark: { type: "text", align: "right", dx: countColumn },
        encoding: {
          x: { value: width },
          text: { field: "count", type: "nominal" },
        },
      },
      {
        mark: {
          type: "text",
          align: "left",
          dx: countColumn + 12,
          color: INK.quiet,
        },
        encoding: {
          x: { value: width },
          text: { field: "label", type: "nominal" },
        },
      },
    ],
    config: THEME,
  };
}
