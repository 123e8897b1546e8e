import type { Figure, FigureContext } from "lib/figures/figure.ts";
import {
  commonestCategory,
  type CommonestWords,
} from "lib/figures/parts/commonest.ts";
import { emptySpec } from "lib/figures/parts/empty_spec.ts";
import { heading } from "lib/figures/parts/heading.ts";
import { inOrder } from "lib/figures/parts/in_order.ts";
import type { ShareWithInterval } from "lib/figures/parts/share_axis.ts";
import { yearPanels } from "lib/figures/parts/year_panels.ts";
import {
  sortByYear,
  yearNotes,
  type YearOptions,
} from "lib/figures/parts/years.ts";
import {
  capitalise,
  countOf,
  formatCount,
  formatEstimate,
  listWords,
} from "lib/words.ts";

/** Mentions of one category in one year. */
export interface CategoryYear extends ShareWithInterval {
  readonly year: number | string;
  readonly category: string;
  readonly mentions: number;
}

/** The words of a figure that follows categories over the years. */
export interface CategoryYearsWords
  extends YearOptions, Omit<CommonestWords, "group" | "having"> {
  readonly id: string;
  readonly table: string;
  /** What is counted, in the singular: "reuse". */
  readonly noun: string;
  /** Names in the order of the panels; others follow, "other" comes last. */
  readonly order: readonly string[];
  readonly colour: string;
}

/**
 * Shows mentions by year, in one panel per category, all on the same axes. The
 * category "other" is left out if it is empty.
 */
export function categoryYears(
  rows: readonly CategoryYear[],
  context: FigureContext,
  words: CategoryYearsWords,
): Figure {
  const { id, noun } = words;
  const tables = [words.table];
  const sorted = sortByYear(rows, words);
  const { years, incompleteYear } = sorted;
  const names = [...new Set(rows.map(({ category }) => category))];
  const panels = inOrder(names, (name) => name, words.order, "other")
    .map((category) => ({
      name: capitalise(category),
      category,
      counts: years.map((year) => {
        const row = sorted.ofYear(year)
          .find((row) => row.category === category);
        return {
          year,
          count: row?.mentions ?? 0,
          share: row === undefined ? `no ${noun}s` : formatEstimate(row),
        };
      }),
    })).filter(({ category, counts }) =>
      category !== "other" || counts.some(({ count }) => count > 0)
    );
  const undated = add(sorted.undated);
  const all = add(rows);
  const finding = all > 0 && all === undated
    ? `All ${noun}s are of unknown year`
    : commonestCategory(
      years.map((year) => ({ name: String(year), parts: sorted.ofYear(year) })),
      { ...words, group: "year", having: `with ${noun}s` },
    );
  const title = heading(
    finding,
    context,
    countOf(all, noun),
    [`bars: ${noun}s per year`, ...yearNotes(sorted, undated, noun)],
  );
  if (all === undated) {
    const description = `${finding}.`;
    return { id, description, tables, spec: emptySpec(title, description) };
  }
  const totals = panels.map(({ name, counts }) =>
    `${name} ${formatCount(counts.reduce((sum, { count }) => sum + count, 0))}`
  );
  const description = `${finding}; bars by year from ${years[0]} to ${
    years.at(-1)
  } in one panel per ${words.category}: ${listWords(totals)}.`;
  const spec = yearPanels(panels, {
    ...words,
    title,
    description,
    years,
    incompleteYear,
    name: capitalise(words.category),
    of: `the year's ${noun}s`,
  });
  return { id, description, tables, spec };
}

function add(rows: readonly CategoryYear[]): number {
  return rows.reduce((sum, { mentions }) => sum + mentions, 0);
}
