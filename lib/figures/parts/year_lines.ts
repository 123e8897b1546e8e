import type { TopLevelSpec } from "vega-lite";
import type { Heading } from "lib/figures/parts/heading.ts";
import type { Layer } from "lib/figures/parts/interval_layers.ts";
import { columnWidth } from "lib/figures/parts/row_labels.ts";
import { roundUp } from "lib/figures/parts/round_up.ts";
import { spread } from "lib/figures/parts/spread.ts";
import { tooltip } from "lib/figures/parts/tooltip.ts";
import {
  CONTENT_WIDTH,
  INK,
  PADDING,
  SCHEMA,
  THEME,
} from "lib/figures/theme.ts";
import { formatCount } from "lib/words.ts";

/** A line of counts, one for each year. */
export interface YearLine {
  /** Its label, with line breaks. */
  readonly label: string;
  readonly colour: string;
  readonly counts: readonly number[];
}

/** What to draw lines over and what to say about them. */
export interface YearLinesOptions {
  readonly title: Heading;
  readonly description: string;
  /** In rising order; at least one. */
  readonly years: readonly number[];
  /** From this year on, points are hollow and lines dashed. */
  readonly incompleteYear: number | null;
}

/** Height of the plot, in pixels. */
const HEIGHT = 210;

/** Distance between labels of two lines each, in pixels. */
const LABEL_DISTANCE = 32;

/** Draws counts by year as lines that carry their labels at their right ends. */
export function yearLines(
  lines: readonly YearLine[],
  options: YearLinesOptions,
): TopLevelSpec {
  const { title, description, years, incompleteYear } = options;
  const [first = 0, last = first] = [years[0], years.at(-1)];
  const top = roundUp(Math.max(...lines.flatMap(({ counts }) => counts)));
  const texts = lines.flatMap(({ label }) => label.split("\n"));
  const labelWidth = columnWidth(texts, true) + 14;
  const axisWidth = columnWidth([formatCount(top)]) + 26;
  const ends = lines.map(({ counts }) => counts.at(-1) ?? 0);
  const distance = top * LABEL_DISTANCE / HEIGHT;
  const places = spread(ends, distance, distance / 2, top);
  const series = lines.map(({ label }) => label.replaceAll("\n", " "));
  return {
    $schema: SCHEMA,
    title,
    description,
    padding: PADDING,
    width: CONTENT_WIDTH - axisWidth - labelWidth,
    height: HEIGHT,
    data: {
      values: years.flatMap((year, i) =>
        lines.map(({ counts }, j) => ({
          year,
          series: series[j] ?? "",
          papers: counts[i] ?? 0,
        }))
      ),
    },
    encoding: {
      x: {
        field: "year",
        type: "quantitative",
        title: null,
        scale: {
          domain: first === last ? [first - 1, last + 1] : [first, last],
          nice: false,
          zero: false,
          padding: 6,
        },
        axis: { format: "d", grid: false, tickCount: 6, tickMinStep: 1 },
      },
      y: {
        field: "papers",
        type: "quantitative",
        title: "Papers",
        scale: { domain: [0, top], nice: false },
        axis: { format: ",d", tickCount: 5, tickMinStep: 1 },
      },
      color: {
        field: "series",
        type: "nominal",
        legend: null,
        scale: {
          domain: series,
          range: lines.map(({ colour }) => colour),
        },
      },
    },
    layer: [
      ...lineLayers(incompleteYear),
      {
        data: {
          values: lines.map(({ label }, i) => ({
            series: series[i] ?? "",
            label,
            place: places[i] ?? 0,
          })),
        },
        mark: {
          type: "text",
          align: "left",
          baseline: "middle",
          dx: 8,
          fontWeight: "bold",
          lineBreak: "\n",
          lineHeight: 15,
        },
        encoding: {
          x: { value: "width" },
          y: { field: "place", type: "quantitative" },
          text: { field: "label", type: "nominal" },
        },
      },
    ],
    config: THEME,
  };
}

function lineLayers(incompleteYear: number | null): Layer[] {
  const atPointer = {
    encoding: {
      tooltip: tooltip({ series: "Group", year: "Year" }, { papers: "Papers" }),
    },
  };
  if (incompleteYear === null) {
    return [{ mark: { type: "line" } }, {
      mark: { type: "point" },
      ...atPointer,
    }];
  }
  const complete = [{ filter: `datum.year < ${incompleteYear}` }];
  return [
    { transform: complete, mark: { type: "line" } },
    {
      transform: [{ filter: `datum.year >= ${incompleteYear - 1}` }],
      mark: { type: "line", strokeDash: [3, 3] },
    },
    { transform: complete, mark: { type: "point" }, ...atPointer },
    {
      transform: [{ filter: `datum.year >= ${incompleteYear}` }],
      mark: { type: "point", filled: false, fill: INK.paper },
      ...atPointer,
    },
  ];
}
