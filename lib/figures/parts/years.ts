import { countOf } from "lib/words.ts";

/** What a figure by year may be told beside its rows. */
export interface YearOptions {
  /**
   * The year in which the corpus ends, if it covers that year in part: drawn
   * hollow. No year after it is drawn.
   */
  readonly incompleteYear?: number;
}

/** Rows sorted into the years of a time axis. */
export interface Years<Row> {
  /** All years from the first to the last that the rows name, without a gap. */
  readonly years: readonly number[];
  /** The year that is covered in part, or null if no row belongs to it. */
  readonly incompleteYear: number | null;
  /** The rows of one year; none is an empty list. */
  ofYear(year: number): readonly Row[];
  /** Rows whose year is unknown or cannot be. */
  readonly undated: readonly Row[];
}

/**
 * Sorts rows into years. A year is four digits and not after the incomplete
 * one; what is not a year stays apart, to be counted instead of drawn.
 */
export function sortByYear<Row extends { readonly year: number | string }>(
  rows: readonly Row[],
  { incompleteYear }: YearOptions = {},
): Years<Row> {
  const last = incompleteYear ?? Infinity;
  const byYear = new Map<number, Row[]>();
  const undated: Row[] = [];
  for (const row of rows) {
    const year = /^\d{4}$/.test(String(row.year)) ? Number(row.year) : null;
    if (year === null || year > last) undated.push(row);
    else byYear.set(year, [...byYear.get(year) ?? [], row]);
  }
  const first = Math.min(...byYear.keys());
  const length = byYear.size === 0 ? 0 : Math.max(...byYear.keys()) - first + 1;
  return {
    years: Array.from({ length }, (_, i) => first + i),
    incompleteYear: byYear.has(last) ? last : null,
    ofYear: (year) => byYear.get(year) ?? [],
    undated,
  };
}

/**
 * What a subtitle must say about the years: what is not drawn, and which year
 * is incomplete.
 *
 * @param years See {@link sortByYear}.
 * @param undated How many things have no year that can be drawn.
 * @param noun What they are, in the singular.
 */
export function yearNotes<Row extends { readonly year: number | string }>(
  { incompleteYear, undated: rows }: Years<Row>,
  undated: number,
  noun: string,
): string[] {
  const kind = rows.every(({ year }) => year === "unknown" || year === "")
    ? "unknown"
    : "unknown or impossible";
  return [
    ...(undated > 0
      ? [`${countOf(undated, noun)} of ${kind} year not drawn`]
      : []),
    ...(incompleteYear !== null
      ? [`${incompleteYear} is incomplete (hollow)`]
      : []),
  ];
}
