import type { TopLevelSpec } from "vega-lite";
import type { Heading } from "lib/figures/parts/heading.ts";
import type { Layer } from "lib/figures/parts/interval_layers.ts";
import { wrapText } from "lib/figures/parts/measure_text.ts";
import { roundUp } from "lib/figures/parts/round_up.ts";
import { columnWidth } from "lib/figures/parts/row_labels.ts";
import { tooltip } from "lib/figures/parts/tooltip.ts";
import { narrowYearAxis } from "lib/figures/parts/year_axis.ts";
import {
  CONTENT_WIDTH,
  INK,
  PADDING,
  SCHEMA,
  SIZES,
  THEME,
} from "lib/figures/theme.ts";
import { capitalise, formatCount } from "lib/words.ts";

/** The count of one year in one panel. */
export interface YearCount {
  readonly year: number;
  readonly count: number;
  /** The share that the count is, with its interval, in words. */
  readonly share: string;
}

/** A panel: one bar per year. */
export interface YearPanel {
  readonly name: string;
  readonly counts: readonly YearCount[];
}

/** What to draw and what to say about it. */
export interface YearPanelsOptions {
  readonly title: Heading;
  readonly description: string;
  /** In rising order, without a gap; every panel shows them all. */
  readonly years: readonly number[];
  /** The year whose bars are hollow. */
  readonly incompleteYear: number | null;
  /** What a panel stands for: "Field". */
  readonly name: string;
  /** What is counted, in the singular: "paper". */
  readonly noun: string;
  /** What the shares are shares of: "the field's papers". */
  readonly of: string;
  readonly colour: string;
}

const COLUMNS = 3;
const HEIGHT = 62;
const LINE_HEIGHT = 14;

/** Space between two panels side by side, in pixels. */
const SPACING = 16;

/** Space for the labels of an x axis and a gap below it, in pixels. */
const FOOT = 26;

/** Space between a panel and its name above it, in pixels. */
const HEAD = 10;

/**
 * Draws bars by year in panels of equal size, three side by side. All panels
 * share both axes; the y axis is labelled at the left, the years at the foot
 * of each column.
 */
export function yearPanels(
  panels: readonly YearPanel[],
  options: YearPanelsOptions,
): TopLevelSpec {
  const { years, noun } = options;
  const counts = panels.flatMap(({ counts }) => counts);
  const top = roundUp(Math.max(...counts.map(({ count }) => count)));
  const columns = Math.min(COLUMNS, panels.length);
  const axisWidth = columnWidth([formatCount(top)]) + 6;
  const room = CONTENT_WIDTH - axisWidth - SPACING * (columns - 1);
  const width = Math.floor(room / columns);
  const style = { size: SIZES.label };
  const names = panels.map(({ name, counts }) => {
    const total = counts.reduce((sum, { count }) => sum + count, 0);
    return wrapText(`${name} (${formatCount(total)})`, width, style);
  });
  // The names of the first row stand above all panels.
  const headHeight = HEAD +
    LINE_HEIGHT *
      Math.max(1, ...names.slice(columns).map((lines) => lines.length));
  return {
    $schema: SCHEMA,
    title: options.title,
    description: options.description,
    padding: PADDING,
    data: {
      values: panels.flatMap(({ name, counts }, panel) =>
        counts.map((row) => ({ panel, name, ...row }))
      ),
    },
    columns,
    bounds: "flush",
    spacing: { row: FOOT + headHeight, column: SPACING },
    concat: panels.map((_, i) => ({
      width,
      height: HEIGHT,
      transform: [{ filter: `datum.panel === ${i}` }],
      encoding: {
        x: yearAxisOf(years, width, i + columns >= panels.length),
        y: {
          field: "count",
          type: "quantitative",
          title: null,
          scale: { domain: [0, top], nice: false },
          axis: {
            format: ",d",
            values: top % 2 === 0 ? [0, top / 2, top] : [0, top],
            labels: i % columns === 0,
          },
        },
        tooltip: tooltip(
          { name: options.name, year: "Year", share: `Share of ${options.of}` },
          { count: capitalise(`${noun}s`) },
        ),
      },
      layer: [...barLayers(options), nameLayer(names[i] ?? [])],
    })),
    config: THEME,
  };
}

function yearAxisOf(years: readonly number[], width: number, isFoot: boolean) {
  const { axis, ...channel } = narrowYearAxis(years, width);
  return { ...channel, axis: { ...axis, labels: isFoot } };
}

/** Writes the name of a panel above it, whatever the labels of its axes take. */
function nameLayer(lines: readonly string[]): Layer {
  return {
    data: { values: [{ name: lines.join("\n") }] },
    mark: {
      type: "text",
      align: "left",
      baseline: "alphabetic",
      lineBreak: "\n",
      lineHeight: LINE_HEIGHT,
      dy: -(lines.length - 1) * LINE_HEIGHT,
    },
    encoding: {
      x: { value: 0 },
      y: { value: -HEAD },
      text: { field: "name", type: "nominal" },
      tooltip: { value: null },
    },
  };
}

function barLayers({ incompleteYear, colour }: YearPanelsOptions): Layer[] {
  const complete: Layer = { mark: { type: "bar", color: colour } };
  if (incompleteYear === null) return [complete];
  return [
    {
      transform: [{ filter: `datum.year < ${incompleteYear}` }],
      ...complete,
    },
    {
      transform: [
        { filter: `datum.year >= ${incompleteYear} && datum.count > 0` },
      ],
      mark: { type: "bar", color: INK.paper, stroke: colour, strokeWidth: 1.2 },
    },
  ];
}
