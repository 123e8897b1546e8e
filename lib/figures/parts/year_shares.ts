import type { TopLevelSpec } from "vega-lite";
import type { Heading } from "lib/figures/parts/heading.ts";
import type { Layer } from "lib/figures/parts/interval_layers.ts";
import { columnWidth } from "lib/figures/parts/row_labels.ts";
import {
  shareDomain,
  type ShareWithInterval,
} from "lib/figures/parts/share_axis.ts";
import { tooltip } from "lib/figures/parts/tooltip.ts";
import { yearAxis } from "lib/figures/parts/year_axis.ts";
import {
  COLOURS,
  CONTENT_WIDTH,
  INK,
  INTERVAL,
  PADDING,
  SCHEMA,
  THEME,
} from "lib/figures/theme.ts";
import { formatEstimate } from "lib/words.ts";

/** The share of one year. */
export interface YearShare extends ShareWithInterval {
  readonly year: number | string;
  readonly papers: number;
  readonly of: number;
}

/** What to draw and what to say about it. */
export interface YearSharesOptions {
  readonly title: Heading;
  readonly description: string;
  /** In rising order, without a gap. */
  readonly years: readonly number[];
  /** The year whose point is hollow. */
  readonly incompleteYear: number | null;
  /** What the shares are, for the axis. */
  readonly axis: string;
  /** What the shares are shares of: "Papers asked". */
  readonly noun: string;
  /** What the papers that count do: "Reuse a pre-trained model". */
  readonly does: string;
}

const HEIGHT = 210;

/** Draws shares as points by year, each with its interval as a line. */
export function yearShares(
  points: readonly YearShare[],
  options: YearSharesOptions,
): TopLevelSpec {
  const { title, description, years, incompleteYear } = options;
  const domain = shareDomain(points);
  const width = CONTENT_WIDTH - columnWidth(["100%"]) - 14;
  const hasIntervals = points.some(({ low, high }) =>
    low !== null && high !== null
  );
  const scaleY = {
    // The title lies above the plot, where it does not need to be turned.
    title: options.axis + (hasIntervals ? " (line: 95% interval)" : ""),
    scale: { domain, nice: false },
    axis: {
      format: ".0%",
      tickCount: 5,
      titleAngle: 0,
      titleAlign: "left" as const,
      titleAnchor: "end" as const,
      titleX: 14 - (CONTENT_WIDTH - width),
      titleY: -12,
      titleBaseline: "bottom" as const,
    },
  };
  const colour = COLOURS.vermilion;
  const point: Layer = {
    mark: { type: "point", size: 60, color: colour },
    encoding: { y: { field: "share", type: "quantitative", ...scaleY } },
  };
  return {
    $schema: SCHEMA,
    title: { ...title, offset: 16 },
    description,
    padding: PADDING,
    width,
    height: HEIGHT,
    data: {
      values: points.map((row) => ({
        year: Number(row.year),
        share: row.share,
        low: row.low,
        high: row.high,
        papers: row.papers,
        of: row.of,
        estimate: formatEstimate(row),
      })),
    },
    encoding: {
      x: yearAxis(years, width),
      tooltip: tooltip(
        { year: "Year", estimate: "Share" },
        { papers: options.does, of: options.noun },
      ),
    },
    layer: [
      {
        transform: [{ filter: "isValid(datum.low) && isValid(datum.high)" }],
        mark: {
          type: "rule",
          color: INK.text,
          strokeWidth: INTERVAL.width,
          strokeCap: "butt",
        },
        encoding: {
          y: { field: "low", type: "quantitative", ...scaleY },
          y2: { field: "high" },
        },
      },
      ...(incompleteYear === null ? [point] : [
        {
          transform: [{ filter: `datum.year < ${incompleteYear}` }],
          ...point,
        },
        {
          transform: [{ filter: `datum.year >= ${incompleteYear}` }],
          mark: {
            type: "point" as const,
            size: 60,
            filled: false,
            fill: INK.paper,
            color: colour,
          },
          encoding: point.encoding,
        },
      ]),
    ],
    config: THEME,
  };
}
