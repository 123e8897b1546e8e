import type { TopLevelSpec } from "vega-lite";
import type { FunnelStep } from "lib/figures/funnel_steps.ts";
import type { Heading } from "lib/figures/heading.ts";
import { inOrder } from "lib/figures/in_order.ts";
import { columnWidth, LABEL_AXIS, rowLabels } from "lib/figures/row_labels.ts";
import {
  COLOURS,
  CONTENT_WIDTH,
  INK,
  PADDING,
  SCHEMA,
  THEME,
} from "lib/figures/theme.ts";
import { capitalise, formatCount, formatShare } from "lib/figures/words.ts";

/** Colour of each megajournal, in the order of the stacks. */
const MEGAJOURNAL_COLOURS: Readonly<Record<string, string>> = {
  BMJ: COLOURS.navy,
  F1000: COLOURS.vermilion,
  FrontiersIn: COLOURS.maroon,
  PLOS: COLOURS.blue,
  other: COLOURS.grey,
};

/**
 * Draws one stacked bar per step, divided by megajournal, with two columns at
 * the right: the papers that go on, and which share of the step before.
 */
export function funnelBars(
  steps: readonly FunnelStep[],
  title: Heading,
  description: string,
): TopLevelSpec {
  const names = rowLabels(steps.map(({ name }) => capitalise(name)));
  const totals = steps.map((step, i) => ({
    step: names.labels[i] ?? "",
    total: step.total === null ? "" : formatCount(step.total),
    kept: keptLabel(step),
  }));
  const present = steps.flatMap(({ parts }) => parts)
    .map(({ megajournal }) => megajournal);
  const megajournals = inOrder(
    [...new Set(present)],
    (name) => name,
    Object.keys(MEGAJOURNAL_COLOURS),
    "other",
  );
  const totalColumn = columnWidth(totals.map(({ total }) => total)) + 10;
  const keptColumn = columnWidth(totals.map(({ kept }) => kept)) + 10;
  const width = CONTENT_WIDTH - names.width - totalColumn - keptColumn;
  const largest = Math.max(...steps.map(({ total }) => total ?? 0));
  return {
    $schema: SCHEMA,
    title,
    description,
    padding: PADDING,
    width,
    height: { step: names.step },
    data: { values: totals },
    encoding: {
      y: {
        field: "step",
        type: "nominal",
        title: null,
        scale: {
          domain: names.labels,
          paddingInner: 0.3,
          paddingOuter: 0.15,
        },
        axis: LABEL_AXIS,
      },
    },
    layer: [
      {
        data: {
          values: steps.flatMap(({ parts }, i) =>
            parts.map(({ megajournal, papers }) => ({
              step: names.labels[i] ?? "",
              megajournal,
              papers,
              place: megajournals.indexOf(megajournal),
            }))
          ),
        },
        mark: { type: "bar", stroke: INK.paper, strokeWidth: 0.8 },
        encoding: {
          x: {
            field: "papers",
            type: "quantitative",
            stack: "zero",
            title: "Papers that go on",
            scale: { domain: [0, largest], nice: false },
            axis: { format: ",d", tickCount: 3, tickMinStep: 1 },
          },
          order: { field: "place", type: "quantitative" },
          color: {
            field: "megajournal",
            type: "nominal",
            title: null,
            scale: {
              domain: megajournals,
              range: megajournals.map((name) =>
                MEGAJOURNAL_COLOURS[name] ?? COLOURS.grey
              ),
            },
            legend: { orient: "top", direction: "horizontal", offset: 4 },
          },
        },
      },
      {
        mark: { type: "text", align: "right", dx: totalColumn },
        encoding: {
          x: { value: width },
          text: { field: "total", type: "nominal" },
        },
      },
      {
        mark: {
          type: "text",
          align: "right",
          dx: totalColumn + keptColumn,
          color: INK.quiet,
        },
        encoding: {
          x: { value: width },
          text: { field: "kept", type: "nominal" },
        },
      },
    ],
    config: THEME,
  };
}

function keptLabel({ isApplied, kept }: FunnelStep): string {
  if (!isApplied) return "not applied";
  return kept === null ? "" : `${formatShare(kept)} kept`;
}
