import type { Figure, FigureContext } from "lib/figures/figure.ts";
import { emptySpec } from "lib/figures/parts/empty_spec.ts";
import { heading } from "lib/figures/parts/heading.ts";
import type { ShareWithInterval } from "lib/figures/parts/share_axis.ts";
import { yearShares } from "lib/figures/parts/year_shares.ts";
import {
  sortByYear,
  yearNotes,
  type YearOptions,
} from "lib/figures/parts/years.ts";
import type { YearRow } from "lib/figures/papers_by_year.ts";
import {
  capitalise,
  countOf,
  formatInterval,
  formatShare,
  listWords,
} from "lib/figures/words.ts";

/** Answers of one year with the share of yes among the papers answered. */
export interface YearShareRow extends YearRow, ShareWithInterval {}

/**
 * Shows which share of the papers that use deep learning reuse a pre-trained
 * model, year by year with 95 % intervals. A year without such papers has no
 * point.
 *
 * @param rows As in papers_by_year.csv; those of `uses_ptms` are drawn.
 * @param context Corpus and annotator for the subtitle.
 * @param options The year that the corpus covers in part.
 */
export function reuseShareByYear(
  rows: readonly YearShareRow[],
  context: FigureContext,
  options: YearOptions = {},
): Figure {
  const id = "reuse_share_by_year";
  const tables = ["papers_by_year"];
  const add = (question: string, column: "papers" | "of") =>
    rows.filter((row) => row.question === question)
      .reduce((sum, row) => sum + row[column], 0);
  const asked = add("uses_ptms", "of");
  // Only papers that use deep learning are asked about models, unless a study
  // asks differently.
  const noun = asked === add("uses_dl", "papers")
    ? "deep learning paper"
    : "paper asked";
  const nouns = noun === "paper asked" ? "papers asked" : `${noun}s`;
  const sorted = sortByYear(
    rows.filter((row) => row.question === "uses_ptms" && row.of > 0),
    options,
  );
  const points = sorted.years.flatMap((year) => sorted.ofYear(year))
    .filter((row): row is YearShareRow & { share: number } =>
      row.share !== null
    );
  const undated = sorted.undated.reduce((sum, row) => sum + row.of, 0);
  const finding = findingOf(points, nouns, sorted.incompleteYear);
  const title = heading(
    finding,
    context,
    noun === "paper asked"
      ? `${countOf(asked, "paper")} asked`
      : countOf(asked, noun),
    yearNotes(sorted, undated, "paper"),
  );
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
  const { years, incompleteYear } = sorted;
  const spec = yearShares(points, {
    title,
    description,
    years,
    incompleteYear,
    axis: `Share of the ${nouns}`,
    noun: capitalise(nouns),
  });
  return { id, description, tables, spec };
}

/** The share of the last year that is complete, or else of the last one. */
function findingOf(
  points: readonly (YearShareRow & { share: number })[],
  nouns: string,
  incompleteYear: number | null,
): string {
  const complete = points.filter(({ year }) => Number(year) !== incompleteYear);
  const last = complete.at(-1) ?? points.at(-1);
  if (last === undefined) return `There are no ${nouns} with a known year`;
  const { year, share, low, high } = last;
  const interval = low === null || high === null
    ? ""
    : ` (95% interval ${formatInterval(low, high)})`;
  return `In ${year}, ${
    formatShare(share)
  } of the ${nouns} reuse a pre-trained model${interval}`;
}
