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
import { CONTENT_WIDTH, PADDING, SCHEMA, THEME } from "lib/figures/theme.ts";
import { tooltip } from "lib/figures/parts/tooltip.ts";
import {
  capitalise,
  formatCount,
  formatEstimate,
  formatShare,
} from "lib/words.ts";

/** One bar: how many mentions fall in a category, and their share. */
export interface ShareBar extends ShareWithInterval {
  readonly name: string;
  readonly mentions: number;
  readonly papers: number;
}

/** What to draw and what to say about it. */
export interface ShareBarsOptions {
  readonly title: Heading;
  readonly description: string;
  /** What a bar stands for: "Pattern". */
  readonly name: string;
  /** What the bars are a share of: "reuses". */
  readonly of: string;
  readonly colour: string;
}

/**
 * Draws shares as horizontal bars in the order given, each with its interval
 * and, in a column at the right, its count and share.
 */
export function shareBars(
  bars: readonly ShareBar[],
  options: ShareBarsOptions,
): TopLevelSpec {
  const names = rowLabels(bars.map((bar) => bar.name));
  const rows = bars.map((bar, i) => ({
    name: names.labels[i] ?? bar.name,
    mentions: bar.mentions,
    share: bar.share,
    low: bar.low,
    high: bar.high,
    label: barLabel(bar),
    papers: bar.papers,
    estimate: formatEstimate(bar),
  }));
  const column = columnWidth(rows.map((row) => row.label)) + 12;
  const width = CONTENT_WIDTH - names.width - column;
  const scaleX = shareAxis(bars, `Share of ${options.of}`, width);
  return {
    $schema: SCHEMA,
    title: options.title,
    description: options.description,
    padding: PADDING,
    width,
    height: { step: names.step },
    data: { values: rows },
    encoding: {
      y: {
        field: "name",
        type: "nominal",
        title: null,
        scale: {
          domain: rows.map((row) => row.name),
          paddingInner: 0.36,
          paddingOuter: 0.18,
        },
        axis: LABEL_AXIS,
      },
      tooltip: tooltip(
        { name: options.name, estimate: `Share of ${options.of}` },
        { mentions: capitalise(options.of), papers: "Papers" },
      ),
    },
    layer: [
      {
        mark: { type: "bar", color: options.colour },
        encoding: { x: { field: "share", type: "quantitative", ...scaleX } },
      },
      ...intervalLayers(scaleX),
      {
        mark: { type: "text", align: "right", dx: column },
        encoding: {
          x: { value: width },
          text: { field: "label", type: "nominal" },
        },
      },
    ],
    config: THEME,
  };
}

function barLabel({ mentions, share }: ShareBar): string {
  const count = formatCount(mentions);
  return share === null ? count : `${count} (${formatShare(share)})`;
}
