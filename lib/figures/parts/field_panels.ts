import type { TopLevelSpec } from "vega-lite";
import type { Heading } from "lib/figures/parts/heading.ts";
import { intervalLayers } from "lib/figures/parts/interval_layers.ts";
import {
  columnWidth,
  LABEL_AXIS,
  rowLabels,
} from "lib/figures/parts/row_labels.ts";
import {
  shareAxis,
  type ShareWithInterval,
} from "lib/figures/parts/share_axis.ts";
import {
  COLOURS,
  CONTENT_WIDTH,
  PADDING,
  SCHEMA,
  THEME,
} from "lib/figures/theme.ts";
import { tooltip } from "lib/figures/parts/tooltip.ts";
import { formatCount, formatEstimate, formatShare } from "lib/words.ts";

/** Papers of one field. */
export interface FieldPapers extends ShareWithInterval {
  readonly field: string;
  readonly papers: number;
  readonly of: number;
}

/** What to say about the fields. */
export interface FieldPanelsOptions {
  readonly title: Heading;
  readonly description: string;
  /** What the shares are shares of: "field's papers". */
  readonly of: string;
}

/** Space between the two panels, in pixels. */
const SPACING = 20;

/** What the first label of the right axis takes up of it, in pixels. */
const OVERHANG = 10;

/**
 * Draws one row per field in the order given: at the left a bar for the count,
 * at the right a dot for the share, with its interval.
 */
export function fieldPanels(
  fields: readonly FieldPapers[],
  options: FieldPanelsOptions,
): TopLevelSpec {
  const names = rowLabels(fields.map(({ field }) => field));
  const rows = fields.map(({ papers, of, share, low, high }, i) => ({
    field: names.labels[i] ?? "",
    papers,
    of,
    share,
    low,
    high,
    count: formatCount(papers),
    percent: share === null ? "" : formatShare(share),
    estimate: formatEstimate({ share, low, high }),
  }));
  const countColumn = columnWidth(rows.map(({ count }) => count)) + 6;
  const shareColumn = columnWidth(rows.map(({ percent }) => percent)) + 12;
  const room = CONTENT_WIDTH - names.width - SPACING - OVERHANG - shareColumn -
    countColumn;
  const barWidth = Math.floor(room * 0.42);
  const dotWidth = room - barWidth;
  const y = {
    field: "field",
    type: "nominal",
    title: null,
    scale: {
      domain: rows.map(({ field }) => field),
      paddingInner: 0.36,
      paddingOuter: 0.18,
    },
  } as const;
  const atPointer = tooltip(
    { field: "Field", estimate: `Share of the ${options.of}` },
    { papers: "Papers", of: "Papers with an answer" },
  );
  const scaleX = shareAxis(fields, `Share of the ${options.of}`, dotWidth + 30);
  return {
    $schema: SCHEMA,
    title: options.title,
    description: options.description,
    padding: PADDING,
    data: { values: rows },
    spacing: SPACING,
    hconcat: [
      {
        width: barWidth,
        height: { step: names.step },
        encoding: {
          y: { ...y, axis: LABEL_AXIS },
          tooltip: atPointer,
          x: {
            field: "papers",
            type: "quantitative",
            title: "Papers",
            scale: {
              domain: [0, Math.max(1, ...fields.map(({ papers }) => papers))],
              nice: false,
            },
            axis: { format: ",d", tickCount: 2, tickMinStep: 1 },
          },
        },
        layer: [
          { mark: { type: "bar", color: COLOURS.vermilion } },
          {
            mark: { type: "text", align: "left", dx: 5 },
            encoding: { text: { field: "count", type: "nominal" } },
          },
        ],
      },
      {
        width: dotWidth,
        height: { step: names.step },
        encoding: { y: { ...y, axis: null }, tooltip: atPointer },
        layer: [
          ...intervalLayers(scaleX),
          {
            mark: { type: "point", size: 60, color: COLOURS.vermilion },
            encoding: {
              x: { field: "share", type: "quantitative", ...scaleX },
            },
          },
          {
            mark: { type: "text", align: "right", dx: shareColumn },
            encoding: {
              x: { value: dotWidth },
              text: { field: "percent", type: "nominal" },
            },
          },
        ],
      },
    ],
    config: THEME,
  };
}
