import type { Figure, FigureContext } from "lib/figures/figure.ts";
import { emptySpec } from "lib/figures/parts/empty_spec.ts";
import { heading } from "lib/figures/parts/heading.ts";
import { type YearShare, yearShares } from "lib/figures/parts/year_shares.ts";
import {
  sortByYear,
  yearNotes,
  type YearOptions,
} from "lib/figures/parts/years.ts";
import {
  capitalise,
  formatInterval,
  formatShare,
  listWords,
} from "lib/words.ts";

/** The words of a figure that follows a share over the years. */
export interface ShareYearsWords extends YearOptions {
  readonly id: string;
  /** What n counts: "312 papers asked". */
  readonly n: string;
  /** What the shares are shares of: "papers asked". */
  readonly nouns: string;
  /** What the papers that count do: "Reuse a pre-trained model". */
  readonly does: string;
  /** The finding, from a year, its share and, in brackets, the interval. */
  finding(year: number | string, share: string, interval: string): string;
}

/**
 * Shows the share of papers answered yes as points by year, with intervals.
 * The title tells of the last year that is complete, or else of the last one.
 *
 * @param rows Of one question; a year of which no paper was asked gets no point.
 */
export function shareYears(
  rows: readonly YearShare[],
  context: FigureContext,
  words: ShareYearsWords,
): Figure {
  const { id, nouns } = words;
  const tables = ["papers_by_year"];
  const sorted = sortByYear(rows.filter(({ of }) => of > 0), words);
  const { years, incompleteYear } = sorted;
  const points = years.flatMap((year) => sorted.ofYear(year))
    .filter((row): row is YearShare & { share: number } => row.share !== null);
  const undated = sorted.undated.reduce((sum, row) => sum + row.of, 0);
  const complete = points.filter(({ year }) => Number(year) !== incompleteYear);
  const last = complete.at(-1) ?? points.at(-1);
  const finding = last === undefined
    ? `There are no ${nouns} with a known year`
    : words.finding(last.year, formatShare(last.share), intervalOf(last));
  const notes = yearNotes(sorted, undated, "paper");
  const title = heading(finding, context, words.n, notes);
  if (points.length === 0) {
    const description = `${finding}.`;
    return { id, description, tables, spec: emptySpec(title, description) };
  }
  const parts = points.map(({ year, share }) =>
    `${year} ${formatShare(share)}`
  );
  const description = `${finding}; shares by year with 95% intervals: ${
    listWords(parts)
  }.`;
  const spec = yearShares(points, {
    title,
    description,
    years,
    incompleteYear,
    axis: `Share of the ${nouns}`,
    noun: capitalise(nouns),
    does: words.does,
  });
  return { id, description, tables, spec };
}

/** The interval in brackets; nothing where there is none. */
function intervalOf({ low, high }: YearShare): string {
  return low === null || high === null
    ? ""
    : ` (95% interval ${formatInterval(low, high)})`;
}
