import type { TopLevelSpec } from "vega-lite";
import type { Heading } from "lib/figures/parts/heading.ts";
import { wrapText } from "lib/figures/parts/measure_text.ts";
import { cellColour, type RampName } from "lib/figures/parts/ramp.ts";
import {
  columnWidth,
  LABEL_AXIS,
  rowLabels,
} from "lib/figures/parts/row_labels.ts";
import type { ShareWithInterval } from "lib/figures/parts/share_axis.ts";
import { tooltip } from "lib/figures/parts/tooltip.ts";
import {
  CONTENT_WIDTH,
  INK,
  PADDING,
  SCHEMA,
  SIZES,
  THEME,
} from "lib/figures/theme.ts";
import {
  formatCount,
  formatEstimate,
  formatInterval,
  formatShare,
} from "lib/words.ts";

/** One cell: how many mentions fall in it, and which share that is. */
export interface HeatCell extends ShareWithInterval {
  readonly row: string;
  readonly column: string;
  readonly mentions: number;
  readonly papers: number;
}

/** What to draw and what to say about it. */
export interface HeatMapOptions {
  readonly title: Heading;
  readonly description: string;
  /** Names from top to bottom, each with what its label adds. */
  readonly rows: readonly { name: string; note: string }[];
  /** Names from left to right, each with what its label adds. */
  readonly columns: readonly { name: string; note: string }[];
  readonly ramp: RampName;
  /** What the tooltip calls the parts of a cell. */
  readonly words: {
    readonly row: string;
    readonly column: string;
    readonly mentions: string;
    readonly share: string;
  };
}

/** Widest column of row names, in pixels. */
const WIDEST_NAME = 122;

const LINE_HEIGHT = 15;

/** White space around the text of a cell, in pixels. */
const CELL_PADDING = 5;

/**
 * Draws a table of cells whose colour shows the share, each with its count,
 * its share and the share's interval in words. A cell without a row of data is
 * empty.
 */
export function heatMap(
  cells: readonly HeatCell[],
  options: HeatMapOptions,
): TopLevelSpec {
  const { rows, columns, ramp, words } = options;
  const names = rowLabels(rows.map(labelOf), WIDEST_NAME);
  const width = CONTENT_WIDTH - names.width;
  const columnRoom = width / columns.length;
  const heads = headLabels(columns.map(labelOf), columnRoom - 2);
  const headLines = heads[0]?.split("\n").length ?? 1;
  const isWide = columnWidth(cells.map(formatEstimate)) + 2 * CELL_PADDING <=
    columnRoom;
  const texts = cells.map((cell) => cellLines(cell, isWide));
  const lines = Math.max(...texts.map((text) => text.length));
  const blank = (text: string[]) => Array(lines - text.length).fill("");
  const step = Math.max(names.step, lines * LINE_HEIGHT + 2 * CELL_PADDING + 2);
  const values = cells.map((cell, i) => ({
    row: names.labels[rows.findIndex(({ name }) => name === cell.row)] ?? "",
    column: heads[columns.findIndex(({ name }) => name === cell.column)] ?? "",
    rowName: cell.row,
    columnName: cell.column,
    mentions: cell.mentions,
    papers: cell.papers,
    estimate: formatEstimate(cell),
    text: [...texts[i]!, ...blank(texts[i]!)].join("\n"),
    fill: cellColour(ramp, cell.share),
  }));
  return {
    $schema: SCHEMA,
    title: options.title,
    description: options.description,
    padding: PADDING,
    width,
    height: { step },
    data: { values },
    encoding: {
      x: {
        field: "column",
        type: "nominal",
        title: null,
        scale: { domain: heads, padding: 0 },
        axis: {
          orient: "top",
          labelExpr: "split(datum.label, '\\n')",
          labelAngle: 0,
          labelLineHeight: LINE_HEIGHT,
          labelPadding: 6 + (headLines - 1) * LINE_HEIGHT,
          labelOverlap: false,
          grid: false,
        },
      },
      y: {
        field: "row",
        type: "nominal",
        title: null,
        scale: { domain: names.labels, padding: 0 },
        axis: LABEL_AXIS,
      },
      tooltip: tooltip(
        {
          rowName: words.row,
          columnName: words.column,
          estimate: words.share,
        },
        { mentions: words.mentions, papers: "Papers" },
      ),
    },
    layer: [
      {
        mark: { type: "rect", stroke: INK.paper, strokeWidth: 2 },
        encoding: { color: { field: "fill", type: "nominal", scale: null } },
      },
      {
        mark: {
          type: "text",
          lineBreak: "\n",
          lineHeight: LINE_HEIGHT,
          align: "center",
          baseline: "middle",
          dy: -(lines - 1) * LINE_HEIGHT / 2,
        },
        encoding: { text: { field: "text", type: "nominal" } },
      },
    ],
    config: THEME,
  };
}

function labelOf({ name, note }: { name: string; note: string }): string {
  return note === "" ? name : `${name}\n${note}`;
}

/** Breaks the names of columns into lines, as many for each: they end together. */
function headLabels(names: readonly string[], widest: number): string[] {
  const lines = names.map((name) =>
    name.split("\n").flatMap((part) =>
      wrapText(part, widest, { size: SIZES.label })
    )
  );
  const most = Math.max(...lines.map((head) => head.length));
  return lines.map((head) =>
    [...Array(most - head.length).fill(""), ...head].join("\n")
  );
}

/** Count, share and interval, on two lines if they fit or else on three. */
function cellLines(cell: HeatCell, isWide: boolean): string[] {
  const { mentions, share, low, high } = cell;
  const count = formatCount(mentions);
  if (share === null) return [count];
  if (isWide) return [count, formatEstimate(cell)];
  const value = [count, formatShare(share)];
  return low === null || high === null
    ? value
    : [...value, formatInterval(low, high)];
}
