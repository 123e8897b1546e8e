import type { TopLevelSpec } from "vega-lite";
import type { Heading } from "lib/figures/parts/heading.ts";
import {
  intervalLayers,
  type Layer,
} from "lib/figures/parts/interval_layers.ts";
import { wrapText } from "lib/figures/parts/measure_text.ts";
import {
  columnWidth,
  LABEL_AXIS,
  rowLabels,
} from "lib/figures/parts/row_labels.ts";
import { shortNames } from "lib/figures/parts/short_names.ts";
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

/** One score of one annotator. */
export interface Score {
  /** Heading of the panel. */
  readonly panel: string;
  readonly annotator: string;
  readonly metric: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** The score and its interval in words. */
  readonly label: string;
}

/** Says in words what {@link metricDots} draws, panel by panel. */
export function describeDots(scores: readonly Score[]): string {
  const several = new Set(scores.map(({ annotator }) => annotator)).size > 1;
  return [...Map.groupBy(scores, ({ panel }) => panel)].map(([panel, own]) =>
    `${panel} ${
      own.map(({ annotator, metric, label }) =>
        `${several ? `${annotator} ` : ""}${metric} ${label}`
      ).join(", ")
    }`
  ).join("; ");
}

/** What to draw and what to say about it. */
export interface MetricDotsOptions {
  readonly title: Heading;
  readonly description: string;
  /** What the x axis shows. */
  readonly axis: string;
  /** Ends of the x axis. */
  readonly domain: readonly [number, number];
  /** Of the numbers along it. */
  readonly format: string;
  /** What a row stands for: "Metric". */
  readonly row: string;
}

/** Height of a row for one annotator, in pixels. */
const STEP = 22;

/** Height that each of several annotators takes of a row, in pixels. */
const STEP_OF_SEVERAL = 18;

/** Width of a symbol in a legend with its gap, in pixels. */
const LEGEND_SYMBOL = 24;

/** Widest column of row names, in pixels. */
const WIDEST_NAME = 150;

/**
 * Draws scores as dots with intervals: panels one below another that share the
 * x axis, one row per metric of the panel. Several annotators share a row and
 * differ in colour and shape.
 */
export function metricDots(
  scores: readonly Score[],
  options: MetricDotsOptions,
): TopLevelSpec {
  const panels = [...Map.groupBy(scores, ({ panel }) => panel)];
  const whole = [...new Set(scores.map(({ annotator }) => annotator))];
  const metrics = [...new Set(scores.map(({ metric }) => metric))];
  const names = rowLabels(metrics, WIDEST_NAME);
  const lines = Math.max(
    ...names.labels.map((name) => name.split("\n").length),
  );
  const all = whole.length > 1 ? STEP_OF_SEVERAL * whole.length + 6 : STEP;
  const step = Math.max(all, 14 * lines + 8);
  const column = columnWidth(scores.map(({ label }) => label)) + 12;
  const width = CONTENT_WIDTH - names.width - column;
  const annotators = shortNames(whole, width + column - LEGEND_SYMBOL);
  const nameOf = (metric: string) => names.labels[metrics.indexOf(metric)]!;
  return {
    $schema: SCHEMA,
    title: options.title,
    description: options.description,
    padding: PADDING,
    data: {
      values: scores.map(({ panel, metric, annotator, ...score }) => ({
        annotator: annotators[whole.indexOf(annotator)]!,
        ...score,
        panel: panels.findIndex(([name]) => name === panel),
        row: nameOf(metric),
        metric,
      })),
    },
    spacing: 20,
    resolve: { scale: { color: "independent", shape: "independent" } },
    vconcat: panels.map(([panel, own], i) => {
      const rows = [...new Set(own.map(({ metric }) => nameOf(metric)))];
      return {
        title: {
          text: wrapText(panel, width + column, {
            size: SIZES.label,
            bold: true,
          }),
          fontSize: SIZES.label,
          lineHeight: 16,
          frame: "group" as const,
          offset: 6,
        },
        width,
        height: rows.length * step,
        transform: [{ filter: `datum.panel === ${i}` }],
        encoding: {
          y: {
            field: "row",
            type: "nominal" as const,
            title: null,
            scale: { domain: rows },
            axis: LABEL_AXIS,
          },
          tooltip: tooltip({
            metric: options.row,
            annotator: "Annotator",
            label: "Value (95% interval)",
          }),
          ...(annotators.length > 1 && {
            yOffset: { field: "annotator", scale: { domain: annotators } },
          }),
        },
        layer: panelLayers(annotators, options, {
          width,
          column,
          isFirst: i === 0,
          isLast: i === panels.length - 1,
        }),
      };
    }),
    config: THEME,
  };
}

function panelLayers(
  annotators: readonly string[],
  { axis, domain, format }: MetricDotsOptions,
  { width, column, isFirst, isLast }: {
    readonly width: number;
    readonly column: number;
    readonly isFirst: boolean;
    readonly isLast: boolean;
  },
): Layer[] {
  const scaleX = {
    title: isLast ? axisTitle(axis, width) : null,
    scale: { domain: [...domain], nice: false },
    axis: { format, tickCount: 5, labels: isLast },
  };
  return [
    ...intervalLayers(scaleX),
    {
      transform: [{ filter: "isValid(datum.value)" }],
      mark: { type: "point", size: 60, color: COLOURS.blue },
      encoding: {
        x: { field: "value", type: "quantitative", ...scaleX },
        ...(annotators.length > 1 && lookOf(annotators, isFirst)),
      },
    },
    {
      mark: { type: "text", align: "right", dx: column },
      encoding: {
        x: { value: width },
        text: { field: "label", type: "nominal" },
      },
    },
  ];
}

/** What the axis shows and what the lines are, on one line if that fits. */
function axisTitle(axis: string, width: number): string[] {
  const style = { size: SIZES.label };
  const note = "(line: 95% interval)";
  const whole = wrapText(`${axis} ${note}`, width, style);
  return whole.length === 1 ? whole : [...wrapText(axis, width, style), note];
}

/** Colour and shape of each annotator; the first panel has the legend. */
function lookOf(annotators: readonly string[], hasLegend: boolean) {
  const colours = Object.values(COLOURS);
  const encoding = {
    field: "annotator",
    type: "nominal" as const,
    title: null,
    legend: hasLegend
      ? { orient: "top" as const, direction: "vertical" as const }
      : null,
  };
  return {
    color: {
      ...encoding,
      scale: {
        domain: [...annotators],
        range: annotators.map((_, i) =>
          colours[i % colours.length] ?? INK.text
        ),
      },
    },
    shape: { ...encoding, scale: { domain: [...annotators] } },
  };
}
