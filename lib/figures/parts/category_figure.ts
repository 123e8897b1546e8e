import { emptySpec } from "lib/figures/parts/empty_spec.ts";
import type { Figure, FigureContext } from "lib/figures/figure.ts";
import { heading } from "lib/figures/parts/heading.ts";
import { inOrder } from "lib/figures/parts/in_order.ts";
import { leading } from "lib/figures/parts/leading.ts";
import { type ShareBar, shareBars } from "lib/figures/parts/share_bars.ts";
import {
  capitalise,
  countOf,
  formatCount,
  formatShare,
  listWords,
} from "lib/words.ts";

/** The words of a figure that splits mentions into categories. */
export interface CategoryWords {
  readonly id: string;
  readonly table: string;
  /** What is counted, in the singular: "reuse". */
  readonly noun: string;
  /** What a bar stands for: "Pattern". */
  readonly name: string;
  /** What the bars are, for the description: "by pattern". */
  readonly by: string;
  /** Names in the order of the bars; others follow, "other" comes last. */
  readonly order: readonly string[];
  readonly colour: string;
  /** The finding if one category leads, or if several tie. */
  finding(names: readonly string[], share: string): string;
  /** The finding if nothing is counted. */
  readonly nothing: string;
}

/**
 * Shows how mentions divide into categories: one bar per category with its
 * share, interval and count. The category "other" is left out if it is empty.
 */
export function categoryFigure(
  rows: readonly ShareBar[],
  context: FigureContext,
  words: CategoryWords,
): Figure {
  const bars = inOrder(rows, (row) => row.name, words.order, "other")
    .filter((row) => row.name !== "other" || row.mentions > 0)
    .map((row) => ({ ...row, name: capitalise(row.name) }));
  const tables = [words.table];
  const mentions = bars.reduce((sum, bar) => sum + bar.mentions, 0);
  const n = countOf(mentions, words.noun);
  const finding = mentions === 0 ? words.nothing : findingOf(bars, words, n);
  const title = heading(finding, context, n);
  if (mentions === 0) {
    const description = `${finding}.`;
    const spec = emptySpec(title, description);
    return { id: words.id, description, tables, spec };
  }
  const parts = bars.map(({ name, mentions, share }) =>
    `${name} ${formatCount(mentions)}` +
    (share === null ? "" : ` (${formatShare(share)})`)
  );
  const description = `${capitalise(finding)}; bars of ${n} ${words.by}: ${
    listWords(parts)
  }.`;
  const of = `${words.noun}s`;
  const colour = words.colour;
  const spec = shareBars(bars, {
    title,
    description,
    name: words.name,
    of,
    colour,
  });
  return { id: words.id, description, tables, spec };
}

function findingOf(
  bars: readonly ShareBar[],
  words: CategoryWords,
  n: string,
): string {
  const top = leading(bars, (bar) => bar.mentions > 0 ? bar.share : null);
  const share = top[0]?.share ?? null;
  return share === null
    ? `${n} ${words.by}`
    : words.finding(top.map((bar) => bar.name), formatShare(share));
}
