import { emptySpec } from "lib/figures/parts/empty_spec.ts";
import type { Figure, FigureContext } from "lib/figures/figure.ts";
import { funnelBars } from "lib/figures/parts/funnel_bars.ts";
import { countSteps, type FunnelRow } from "lib/figures/parts/funnel_steps.ts";
import {
  type KeywordRow,
  keywordsByPapers,
} from "lib/figures/parts/keyword_dots.ts";
import { heading } from "lib/figures/parts/heading.ts";
import { countOf, formatCount, formatShare } from "lib/words.ts";

export type { FunnelRow } from "lib/figures/parts/funnel_steps.ts";
export type { KeywordRow } from "lib/figures/parts/keyword_dots.ts";

/** What the funnel may show beside its steps. */
export interface CorpusFunnelOptions {
  /** As in keywords.csv: which papers each search keyword found. */
  readonly keywords?: readonly KeywordRow[];
}

/**
 * Shows how many papers each step of the sampling leaves, divided by
 * megajournal: one stacked bar per step, with its total and the share of the
 * step before. With keywords, a second panel shows which share of each
 * megajournal's papers each of them found.
 *
 * @param rows As in funnel.csv; steps come in the order of the rows.
 * @param context Corpus and annotator for the subtitle.
 * @param options See {@link CorpusFunnelOptions}.
 */
export function corpusFunnel(
  rows: readonly FunnelRow[],
  context: FigureContext,
  { keywords = [] }: CorpusFunnelOptions = {},
): Figure {
  const id = "corpus_funnel";
  const tables = keywords.length === 0 ? ["funnel"] : ["funnel", "keywords"];
  const steps = countSteps(rows);
  const totals = steps.map(({ total }) => total).filter((n) => n !== null);
  const [found = 0] = totals;
  const finding = findingOf(found, totals.at(-1) ?? 0, totals.length);
  const title = heading(finding, context, `${formatCount(found)} found`);
  if (found === 0) {
    const description = `${finding}.`;
    return { id, description, tables, spec: emptySpec(title, description) };
  }
  const parts = steps.map(({ name, total, isApplied }) =>
    [
      name.replaceAll("_", " "),
      ...(total === null ? [] : [formatCount(total)]),
      ...(isApplied ? [] : ["(not applied)"]),
    ].join(" ")
  );
  const description =
    `${finding}; stacked bars by megajournal of the papers that go on at each step: ${
      parts.join(", ")
    }${inWords(keywords)}.`;
  const spec = funnelBars(steps, title, description, keywords);
  return { id, description, tables, spec };
}

function inWords(keywords: readonly KeywordRow[]): string {
  if (keywords.length === 0) return "";
  const counts = keywordsByPapers(keywords).map(({ keyword, papers }) =>
    `${keyword} ${formatCount(papers)}`
  );
  return `; papers found by search keyword, of which a paper can have several: ${
    counts.join(", ")
  }`;
}

function findingOf(found: number, left: number, steps: number): string {
  if (found === 0) return "No paper is found";
  const papers = countOf(found, "paper");
  if (steps === 1) return `${papers} found`;
  if (left === 0) return `None of ${papers} found remains after all steps`;
  if (left === found) {
    return found === 1
      ? "The one paper found remains after all steps"
      : `All ${papers} found remain after all steps`;
  }
  const share = formatShare(left / found);
  return `${formatCount(left)} of ${papers} found ${
    left === 1 ? "remains" : "remain"
  } after all steps (${share})`;
}
