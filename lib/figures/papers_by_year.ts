import { emptySpec } from "lib/figures/empty_spec.ts";
import type { Figure, FigureContext } from "lib/figures/figure.ts";
import { heading } from "lib/figures/heading.ts";
import { leading } from "lib/figures/leading.ts";
import { COLOURS } from "lib/figures/theme.ts";
import { countOf, formatCount, listWords } from "lib/figures/words.ts";
import { yearLines } from "lib/figures/year_lines.ts";

/** Answers to one yes-no question about the papers of one year. */
export interface YearRow {
  /** As in the source, or "unknown". */
  readonly year: number | string;
  /** `uses_dl` or `uses_ptms`. */
  readonly question: string;
  /** Papers answered yes. */
  readonly papers: number;
  /** Papers asked. */
  readonly of: number;
}

/** What a figure by year may be told beside its rows. */
export interface PapersByYearOptions {
  /** A year that the corpus covers in part: drawn with hollow points. */
  readonly incompleteYear?: number;
}

/**
 * Shows how many papers of each year were analysed, use deep learning and
 * reuse a pre-trained model. A year between others that has no rows has no
 * papers; papers without a year are not drawn, and the subtitle counts them.
 *
 * @param rows One per year and question.
 * @param context Corpus and annotator for the subtitle.
 * @param options See {@link PapersByYearOptions}.
 */
export function papersByYear(
  rows: readonly YearRow[],
  context: FigureContext,
  options: PapersByYearOptions = {},
): Figure {
  const id = "papers_by_year";
  const years = yearsBetween(rows);
  const finding = findingOf(rows, years);
  const analysed = sum(rows, "uses_dl", "of");
  const undated = sum(ofYear(rows, null), "uses_dl", "of");
  const incompleteYear = options.incompleteYear !== undefined &&
      years.includes(options.incompleteYear)
    ? options.incompleteYear
    : null;
  const title = heading(finding, context, `${formatCount(analysed)} analysed`, [
    ...(undated > 0
      ? [`${countOf(undated, "paper")} of unknown year not drawn`]
      : []),
    ...(incompleteYear !== null
      ? [`${incompleteYear} is incomplete (hollow)`]
      : []),
  ]);
  if (years.length === 0) {
    const description = `${finding}.`;
    return { id, description, spec: emptySpec(title, description) };
  }
  const count = (question: string, column: "papers" | "of") =>
    years.map((year) => sum(ofYear(rows, year), question, column));
  const lines = [
    { label: "analysed", colour: COLOURS.grey, counts: count("uses_dl", "of") },
    {
      label: "use deep\nlearning",
      colour: COLOURS.blue,
      counts: count("uses_dl", "papers"),
    },
    {
      label: "reuse a\npre-trained model",
      colour: COLOURS.vermilion,
      counts: count("uses_ptms", "papers"),
    },
  ];
  const description = `${finding}; lines from ${years[0]} to ${
    years.at(-1)
  }, over all years ${countOf(analysed, "paper")} analysed, of which ${
    formatCount(sum(rows, "uses_dl", "papers"))
  } use deep learning and ${
    formatCount(sum(rows, "uses_ptms", "papers"))
  } reuse a pre-trained model.`;
  const spec = yearLines(lines, { title, description, years, incompleteYear });
  return { id, description, spec };
}

function findingOf(
  rows: readonly YearRow[],
  years: readonly number[],
): string {
  const reusing = sum(rows, "uses_ptms", "papers");
  if (sum(rows, "uses_dl", "of") === 0) return "No paper is analysed";
  if (reusing === 0) return "No paper reuses a pre-trained model";
  const found = years.map((year) => ({
    year,
    papers: sum(ofYear(rows, year), "uses_ptms", "papers"),
  })).filter(({ papers }) => papers > 0);
  const peaks = leading(found, ({ papers }) => papers);
  const [start, peak] = [found[0], peaks[0]];
  if (start === undefined || peak === undefined) {
    return `${countOf(reusing, "paper")} of unknown year ${
      reusing === 1 ? "reuses" : "reuse"
    } a pre-trained model`;
  }
  const count = countOf(peak.papers, "paper");
  if (found.length === 1) {
    return `Pre-trained models are reused only in ${start.year} (${count})`;
  }
  const when = peaks.length > 3
    ? `${peaks.length} of the years`
    : listWords(peaks.map(({ year }) => String(year)));
  const each = peaks.length > 1 ? `${count} each` : count;
  // Reuse in the very first year may have begun before it.
  return start === peak || start.year === years[0]
    ? `Reuse of pre-trained models peaks in ${when} (${each})`
    : `Reuse of pre-trained models appears in ${start.year} and peaks in ${when} (${each})`;
}

/** All years from the first to the last that the rows name. */
function yearsBetween(rows: readonly YearRow[]): number[] {
  const named = rows.map(yearOf).filter((year) => year !== null);
  if (named.length === 0) return [];
  const first = Math.min(...named);
  const length = Math.max(...named) - first + 1;
  return Array.from({ length }, (_, i) => first + i);
}

function ofYear(rows: readonly YearRow[], year: number | null): YearRow[] {
  return rows.filter((row) => yearOf(row) === year);
}

function yearOf({ year }: YearRow): number | null {
  return /^\d{4}$/.test(String(year)) ? Number(year) : null;
}

function sum(
  rows: readonly YearRow[],
  question: string,
  column: "papers" | "of",
): number {
  return rows.filter((row) => row.question === question)
    .reduce((total, row) => total + row[column], 0);
}
