import type { TopLevelSpec } from "vega-lite";
import type { Layer } from "lib/figures/parts/interval_layers.ts";
import { LABEL_AXIS, rowLabels } from "lib/figures/parts/row_labels.ts";
import {
  shareAxis,
  type ShareWithInterval,
} from "lib/figures/parts/share_axis.ts";
import { tooltip } from "lib/figures/parts/tooltip.ts";
import { CONTENT_WIDTH, INTERVAL, SIZES } from "lib/figures/theme.ts";
import { formatEstimate } from "lib/words.ts";

/** Papers of one megajournal that one search keyword found. */
export interface KeywordRow extends ShareWithInterval {
  readonly megajournal: string;
  /** As searched for, with or without quotation marks around it. */
  readonly keyword: string;
  readonly papers: number;
}

/** One of the views that stand below each other. */
export type View = Extract<
  TopLevelSpec,
  { vconcat: unknown }
>["vconcat"][number];

/** Height that one megajournal takes in the row of a keyword, in pixels. */
const STEP = 9;

/** Space at the right for the last label of the axis, in pixels. */
const OVERHANG = 18;

/**
 * Draws one row per keyword: for each megajournal a dot for the share of its
 * papers that the keyword found, with its interval.
 *
 * @param rows Keywords come by papers, most first, then by name.
 * @param options Megajournals in order, with their colours, whose legend is
 * drawn elsewhere; the width of the column of names in pixels.
 */
export function keywordDots(
  rows: readonly KeywordRow[],
  options: {
    readonly scale: { readonly domain: string[]; readonly range: string[] };
    readonly labelColumn: number;
  },
): View {
  const { scale, labelColumn } = options;
  const keywords = keywordsByPapers(rows).map(({ keyword }) => keyword);
  const labels = rowLabels(keywords);
  const width = CONTENT_WIDTH - labelColumn - OVERHANG;
  const height = Math.max(labels.step, scale.domain.length * STEP + 10);
  const scaleX = shareAxis(
    rows,
    "Share of the megajournal's papers",
    width,
  );
  const color = {
    field: "megajournal",
    type: "nominal" as const,
    scale,
    legend: null,
  };
  const interval: Layer = {
    transform: [{ filter: "isValid(datum.low) && isValid(datum.high)" }],
    mark: { type: "rule", strokeWidth: INTERVAL.width, strokeCap: "butt" },
    encoding: {
      x: { field: "low", type: "quantitative", ...scaleX },
      x2: { field: "high" },
      color,
    },
  };
  return {
    title: {
      text: "Papers found by each search keyword",
      fontSize: SIZES.label,
      offset: 8,
    },
    width,
    height: height * keywords.length,
    data: {
      values: rows.map((row) => ({
        label: labels.labels[keywords.indexOf(withoutQuotes(row.keyword))],
        keyword: withoutQuotes(row.keyword),
        megajournal: row.megajournal,
        papers: row.papers,
        share: row.share,
        low: row.low,
        high: row.high,
        estimate: formatEstimate(row),
      })),
    },
    encoding: {
      y: {
        field: "label",
        type: "nominal",
        title: null,
        scale: {
          domain: labels.labels,
          paddingInner: 0.25,
          paddingOuter: 0.12,
        },
        axis: LABEL_AXIS,
      },
      yOffset: { field: "megajournal", scale: { domain: scale.domain } },
      tooltip: tooltip(
        {
          keyword: "Keyword",
          megajournal: "Megajournal",
          estimate: "Share of its papers found",
        },
        { papers: "Papers found" },
      ),
    },
    layer: [
      interval,
      {
        transform: [{ filter: "isValid(datum.share)" }],
        mark: { type: "point", size: 34 },
        encoding: {
          x: { field: "share", type: "quantitative", ...scaleX },
          color,
        },
      },
    ],
  };
}

/** Adds up the papers of each keyword over all megajournals, most first. */
export function keywordsByPapers(
  rows: readonly KeywordRow[],
): { keyword: string; papers: number }[] {
  const papers = new Map<string, number>();
  for (const row of rows) {
    const keyword = withoutQuotes(row.keyword);
    papers.set(keyword, (papers.get(keyword) ?? 0) + row.papers);
  }
  return [...papers].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([keyword, papers]) => ({ keyword, papers }));
}

function withoutQuotes(keyword: string): string {
  return keyword.replace(/^"(.*)"$/, "$1");
}
