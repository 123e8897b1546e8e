import type { TopLevelSpec } from "vega-lite";
import type { FunnelStep } from "lib/figures/parts/funnel_steps.ts";
import type { Heading } from "lib/figures/parts/heading.ts";
import {
  keywordDots,
  type KeywordRow,
  keywordsByPapers,
  type View,
} from "lib/figures/parts/keyword_dots.ts";
import { megajournalScale } from "lib/figures/parts/megajournal_scale.ts";
import {
  columnWidth,
  LABEL_AXIS,
  rowLabels,
} from "lib/figures/parts/row_labels.ts";
import { tooltip } from "lib/figures/parts/tooltip.ts";
import {
  CONTENT_WIDTH,
  INK,
  PADDING,
  SCHEMA,
  THEME,
} from "lib/figures/theme.ts";
import { capitalise, formatCount, formatShare } from "lib/words.ts";

/** What a name in the legend takes beside its text, in pixels. */
const LEGEND_SYMBOL = 28;

/**
 * Draws one stacked bar per step, divided by megajournal, with two columns at
 * the right: the papers that go on, and which share of the step before. With
 * keywords, a second panel shows which shares of the papers each one found.
 */
export function funnelBars(
  steps: readonly FunnelStep[],
  title: Heading,
  description: string,
  keywords: readonly KeywordRow[] = [],
): TopLevelSpec {
  const names = rowLabels(steps.map(({ name }) => capitalise(name)));
  const totals = steps.map((step, i) => ({
    step: names.labels[i] ?? "",
    total: step.total === null ? "" : formatCount(step.total),
    kept: keptLabel(step),
  }));
  const scale = megajournalScale(
    [...steps.flatMap(({ parts }) => parts), ...keywords]
      .map(({ megajournal }) => megajournal),
  );
  const totalColumn = columnWidth(totals.map(({ total }) => total)) + 10;
  const keptColumn = columnWidth(totals.map(({ kept }) => kept)) + 10;
  const labelColumn = Math.max(
    names.width,
    rowLabels(keywordsByPapers(keywords).map(({ keyword }) => keyword)).width,
  );
  const width = CONTENT_WIDTH - labelColumn - totalColumn - keptColumn;
  const largest = Math.max(...steps.map(({ total }) => total ?? 0));
  const bars: View = {
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
              place: scale.domain.indexOf(megajournal),
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
          tooltip: tooltip(
            { step: "Step", megajournal: "Megajournal" },
            { papers: "Papers that go on" },
          ),
          order: { field: "place", type: "quantitative" },
          color: {
            field: "megajournal",
            type: "nominal",
            title: null,
            scale,
            // One name would only repeat what every bar is.
            legend: scale.domain.length === 1 ? null : {
              orient: "top",
              direction: "horizontal",
              offset: 4,
              ...legendColumns(scale.domain, CONTENT_WIDTH - labelColumn),
            },
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
  };
  const top = { $schema: SCHEMA, title, description, padding: PADDING };
  if (keywords.length === 0) return { ...top, ...bars, config: THEME };
  return {
    ...top,
    spacing: 24,
    vconcat: [bars, keywordDots(keywords, { scale, labelColumn })],
    resolve: { scale: { color: "independent" } },
    config: THEME,
  };
}

/** Breaks a legend that is wider than its room into two lines. */
function legendColumns(
  names: readonly string[],
  room: number,
): { columns?: number } {
  const width = names.reduce(
    (sum, name) => sum + columnWidth([name]) + LEGEND_SYMBOL,
    0,
  );
  return width <= room ? {} : { columns: Math.ceil(names.length / 2) };
}

function keptLabel({ isApplied, kept }: FunnelStep): string {
  if (!isApplied) return "not applied";
  return kept === null ? "" : `${formatShare(kept)} kept`;
}
