import { byCodeUnit } from "lib/order.ts";

/** What is read of a row of sample.csv. */
export interface SampleRow {
  readonly megajournal: string;
  /** As in the source, or "unknown". */
  readonly year: number | string;
  readonly stratum: string;
  readonly inclusion_probability: number;
}

/** What the sample holds of one megajournal. */
export interface MegajournalSample {
  readonly megajournal: string;
  readonly papers: number;
  /** First and last year, such as "2003 to 2025". */
  readonly years: string;
  readonly strata: number;
  /** Smallest and largest inclusion probability of its papers. */
  readonly least_likely: number;
  readonly most_likely: number;
}

/**
 * Describes a sample by megajournal.
 *
 * @param rows Rows of sample.csv.
 */
export function sampleByMegajournal(
  rows: readonly SampleRow[],
): MegajournalSample[] {
  const groups = Map.groupBy(rows, ({ megajournal }) => megajournal);
  return [...groups].sort(([a], [b]) => byCodeUnit(a, b)).map(
    ([megajournal, papers]) => {
      const years = papers.map(({ year }) => Number(year)).filter(
        Number.isFinite,
      );
      const likely = papers.map((paper) => paper.inclusion_probability);
      return {
        megajournal,
        papers: papers.length,
        years: years.length === 0
          ? "unknown"
          : `${smallest(years)} to ${largest(years)}`,
        strata: new Set(papers.map(({ stratum }) => stratum)).size,
        least_likely: smallest(likely),
        most_likely: largest(likely),
      };
    },
  );
}

// Math.min(...list) fails on lists of some ten thousand values.
const smallest = (values: readonly number[]) =>
  values.reduce((a, b) => Math.min(a, b));
const largest = (values: readonly number[]) =>
  values.reduce((a, b) => Math.max(a, b));
