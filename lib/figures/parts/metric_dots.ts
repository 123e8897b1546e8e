import type { TopLevelSpec } from "vega-lite";
import type { Heading } from "lib/figures/parts/heading.ts";
import { intervalLayers } from "lib/figures/parts/interval_layers.ts";
import { tooltip } from "lib/figures/parts/tooltip.ts";
import { columnWidth } from "lib/figures/parts/row_labels.ts";
import {
  COLOURS,
  CONTENT_WIDTH,
  INK,
  PADDING,
  SCHEMA,
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

/** Height of a row for one annotator, in pixels. */
const STEP = 22;

/**
 * Draws scores as dots with intervals: one panel per question below another,
 * one row per metric, on an axis from 0 (or the lowest kappa) to 1. Several
 * annotators share a row and differ in colour and shape.
 */
export function metricDots(
  scores: readonly Score[],
  title: Heading,
  description: string,
): TopLevelSpec {
  const metrics = [...new Set(scores.map(({ metric }) => metric))];
  const annotators = [...new Set(scores.map(({ annotator }) => annotator))];
  const labelWidth = columnWidth(metrics) + 8;
  const column = columnWidth(scores.map(({ label }) => label)) + 12;
  const width = CONTENT_WIDTH - labelWidth - column;
  const lowest = Math.min(
    0,
    ...scores.map(({ value, low }) => low ?? value ?? 0),
  );
  const scaleX = {
    title: "Agreement with human labels (line: 95% interval)",
    scale: { domain: [Math.floor(lowest * 10) / 10, 1], nice: false },
    axis: { format: ".1f", tickCount: 5 },
  };
  const several = annotators.length > 1;
  const colours = Object.values(COLOURS);
  const encoding = several
    ? { field: "annotator", type: "nominal" as const, title: null }
    : undefined;
  const look = encoding && {
    color: {
      ...encoding,
      scale: {
        domain: annotators,
        range: annotators.map((_, i) =>
          colours[i % colours.length] ?? INK.text
        ),
      },
      legend: { orient: "top" as const, direction: "vertical" as const },
    },
    shape: { ...encoding, scale: { domain: annotators } },
  };
  return {
    $schema: SCHEMA,
    title,
    description,
    padding: PADDING,
    data: { values: scores.map((score) => ({ ...score })) },
    spacing: 14,
    facet: {
      row: {
        field: "panel",
        type: "nominal",
        title: null,
        sort: [...new Set(scores.map(({ panel }) => panel))],
        header: {
          labelOrient: "top",
          labelAnchor: "start",
          labelFontWeight: "bold",
          labelPadding: 4,
        },
      },
    },
    spec: {
      width,
      height: metrics.length * STEP * annotators.length,
      encoding: {
        y: {
          field: "metric",
          type: "nominal",
          title: null,
          scale: { domain: metrics },
          axis: { grid: false },
        },
        tooltip: tooltip({
          metric: "Metric",
          annotator: "Annotator",
          label: "Value (95% interval)",
        }),
        ...(several && {
          yOffset: { field: "annotator", scale: { domain: annotators } },
        }),
      },
      layer: [
        ...intervalLayers(scaleX),
        {
          transform: [{ filter: "isValid(datum.value)" }],
          mark: { type: "point", size: 60, color: COLOURS.blue },
          encoding: {
            x: { field: "value", type: "quantitative", ...scaleX },
            ...look,
          },
        },
        {
          mark: { type: "text", align: "right", dx: column },
          encoding: {
            x: { value: width },
            text: { field: "label", type: "nominal" },
          },
        },
      ],
    },
    config: THEME,
  };
}
