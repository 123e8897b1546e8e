import type { Figure, FigureContext } from "lib/figures/figure.ts";
import { emptySpec } from "lib/figures/parts/empty_spec.ts";
import { heading } from "lib/figures/parts/heading.ts";
import { leading } from "lib/figures/parts/leading.ts";
import {
  byPapers,
  DOES,
  leadingField,
  type YesQuestion,
} from "lib/figures/parts/leading_field.ts";
import type { ShareWithInterval } from "lib/figures/parts/share_axis.ts";
import { type YearPanel, yearPanels } from "lib/figures/parts/year_panels.ts";
import {
  sortByYear,
  yearNotes,
  type YearOptions,
} from "lib/figures/parts/years.ts";
import { COLOURS } from "lib/figures/theme.ts";
import { countOf, formatCount, formatEstimate, listWords } from "lib/words.ts";

/** Answers to one yes-no question about one field's papers of one year. */
export interface FieldYearRow extends ShareWithInterval {
  /** Name of the field, or "Unassigned". */
  readonly field: string;
  /** As in the source, or "unknown". */
  readonly year: number | string;
  /** `uses_dl` or `uses_ptms`. */
  readonly question: string;
  /** Papers answered yes. */
  readonly papers: number;
  /** Papers asked. */
  readonly of: number;
}

/**
 * Shows how many papers of each field use deep learning, year by year: one
 * panel per field, all on the same axes.
 *
 * @param rows As in papers_by_field_year.csv.
 * @param context Corpus and annotator for the subtitle.
 * @param options The year that the corpus covers in part; as the context says by default.
 */
export function deepLearningByFieldAndYear(
  rows: readonly FieldYearRow[],
  context: FigureContext,
  options: YearOptions = context,
): Figure {
  return draw(rows, context, {
    ...options,
    id: "deep_learning_by_field_year",
    question: "uses_dl",
    of: "the papers with an answer",
    colour: COLOURS.blue,
  });
}

/**
 * Shows how many papers of each field reuse a pre-trained model, year by year:
 * one panel per field, all on the same axes.
 *
 * @param rows As in papers_by_field_year.csv.
 * @param context Corpus and annotator for the subtitle.
 * @param options The year that the corpus covers in part; as the context says by default.
 */
export function reuseByFieldAndYear(
  rows: readonly FieldYearRow[],
  context: FigureContext,
  options: YearOptions = context,
): Figure {
  return draw(rows, context, {
    ...options,
    id: "reuse_by_field_year",
    question: "uses_ptms",
    of: "the papers with an answer",
    colour: COLOURS.vermilion,
  });
}

interface Words extends YearOptions {
  readonly id: string;
  readonly question: YesQuestion;
  readonly of: string;
  readonly colour: string;
}

function draw(
  rows: readonly FieldYearRow[],
  context: FigureContext,
  words: Words,
): Figure {
  const { id, question } = words;
  const sorted = sortByYear(fromFirstYes(rows), words);
  const asked = rows.filter((row) => row.question === question);
  const fields = [...new Set(rows.map(({ field }) => field))].map((field) => {
    const counts = sorted.years.map((year) => {
      const row = sorted.ofYear(year).find((row) =>
        row.field === field && row.question === question
      );
      const count = row?.papers ?? 0;
      return {
        year,
        count,
        share: row === undefined ? "no papers" : formatEstimate(row),
      };
    });
    const papers = counts.reduce((sum, { count }) => sum + count, 0);
    return { field, papers, counts };
  }).toSorted(byPapers);
  const undated = sorted.undated.filter((row) => row.question === question)
    .reduce((sum, { papers }) => sum + papers, 0);
  const finding = findingOf(fields, undated, question);
  const n = asked.reduce((sum, { papers }) => sum + papers, 0);
  const title = heading(finding, context, countOf(n, "paper\u2013field pair"), [
    "bars: papers per year",
    "fields overlap",
    ...yearNotes(sorted, undated, "pair"),
  ]);
  const tables = ["papers_by_field_year"];
  if (fields.every(({ papers }) => papers === 0)) {
    const description = `${finding}.`;
    return { id, description, tables, spec: emptySpec(title, description) };
  }
  const [first, last] = [sorted.years[0], sorted.years.at(-1)];
  const description =
    `${finding}; bars by year from ${first} to ${last} in one panel per field, papers that ${
      DOES[question][1]
    }: ${
      listWords(fields.map(({ field, papers }) =>
        `${field} ${formatCount(papers)}`
      ))
    }.`;
  const panels: YearPanel[] = fields.map(({ field, counts }) => ({
    name: field,
    counts,
  }));
  const { years, incompleteYear } = sorted;
  const spec = yearPanels(panels, {
    ...words,
    title,
    description,
    years,
    incompleteYear,
    name: "Field",
    noun: "paper",
  });
  return { id, description, tables, spec };
}

/**
 * Leaves out the years before the first paper that is answered yes, whatever
 * the question: both figures by field and year have the same axis, and later
 * years without such papers stay on it.
 */
function fromFirstYes(rows: readonly FieldYearRow[]): FieldYearRow[] {
  const first = Math.min(
    ...rows.filter(({ papers }) => papers > 0)
      .map(({ year }) =>
        /^\d{4}$/.test(String(year)) ? Number(year) : Infinity
      ),
  );
  return rows.filter(({ papers, year }) =>
    papers > 0 || !(Number(year) < first)
  );
}

interface FieldYears {
  readonly field: string;
  readonly papers: number;
  readonly counts: YearPanel["counts"];
}

function findingOf(
  fields: readonly FieldYears[],
  undated: number,
  question: YesQuestion,
): string {
  if (undated > 0 && fields.every(({ papers }) => papers === 0)) {
    return `All papers that ${DOES[question][1]} are of unknown year`;
  }
  return leadingField(fields, question, ({ counts }) => {
    const peaks = leading(counts, ({ count }) => count);
    const years = listWords(peaks.map(({ year }) => String(year)));
    const most = formatCount(peaks[0]?.count ?? 0);
    if (counts.filter(({ count }) => count > 0).length === 1) {
      return `, all of ${years}`;
    }
    if (peaks.length > 3) return "";
    return peaks.length === 1
      ? `, with a peak in ${years} (${most})`
      : `, with peaks in ${years} (${most} each)`;
  });
}
