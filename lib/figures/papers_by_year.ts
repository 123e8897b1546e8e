import { withoutFailed } from "lib/figures/parts/answered.ts";
import { emptySpec } from "lib/figures/parts/empty_spec.ts";
import type { Figure, FigureContext } from "lib/figures/figure.ts";
import { heading } from "lib/figures/parts/heading.ts";
import { leading } from "lib/figures/parts/leading.ts";
import {
  sortByYear,
  yearNotes,
  type YearOptions,
  type Years,
} from "lib/figures/parts/years.ts";
import { COLOURS } from "lib/figures/theme.ts";
import { yearLines } from "lib/figures/parts/year_lines.ts";
import { countOf, formatCount, listWords } from "lib/words.ts";

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
  /** Papers among them that got no answer, and are not analysed. */
  readonly failed?: number;
}

/**
 * Shows how many papers of each year were analysed, use deep learning and
 * reuse a pre-trained model. A year between others that has no rows has no
 * papers; papers without a year are not drawn, and the subtitle counts them.
 *
 * @param asked Rows as in papers_by_year.csv: one per year and question.
 * @param context Corpus and annotator for the subtitle.
 * @param options The year that the corpus covers in part; as the context says by default.
 */
export function papersByYear(
  asked: readonly YearRow[],
  context: FigureContext,
  options: YearOptions = context,
): Figure {
  const rows = asked.map(withoutFailed);
  const id = "papers_by_year";
  const tables = ["papers_by_year"];
  const sorted = sortByYear(rows, options);
  const { years, incompleteYear } = sorted;
  const finding = findingOf(rows, sorted);
  const analysed = sum(rows, "uses_dl", "of");
  const undated = sum(sorted.undated, "uses_dl", "of");
  const title = heading(
    finding,
    context,
    `${formatCount(analysed)} analysed`,
    yearNotes(sorted, undated, "paper"),
  );
  if (years.length === 0 || analysed === 0) {
    const description = `${finding}.`;
    return { id, description, tables, spec: emptySpec(title, description) };
  }
  const count = (question: string, column: "papers" | "of") =>
    years.map((year) => sum(sorted.ofYear(year), question, column));
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
  return { id, description, tables, spec };
}

function findingOf(
  rows: readonly YearRow[],
  { years, ofYear }: Years<YearRow>,
): string {
  const reusing = sum(rows, "uses_ptms", "papers");
  if (sum(rows, "uses_dl", "of") === 0) {
    return rows.length === 0
      ? "No paper is analysed"
      : "No paper is analysed for its use of deep learning";
  }
  if (reusing === 0) return "No paper reuses a pre-trained model";
  const found = years.map((year) => ({
    year,
    papers: sum(ofYear(year), "uses_ptms", "papers"),
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
  // When reuse began is not said: one paper answered wrongly would decide it.
  return `Reuse of pre-trained models peaks in ${when} (${each})`;
}

function sum(
  rows: readonly YearRow[],
  question: string,
  column: "papers" | "of",
): number {
  return rows.filter((row) => row.question === question)
    .reduce((total, row) => total + row[column], 0);
}
