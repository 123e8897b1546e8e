import { annotatorName } from "lib/figures/parts/annotator_name.ts";
import { formatP } from "lib/findings/validation/read_comparison.ts";
import type { ValidationNames } from "lib/findings/read_validation.ts";
import { formatInterval } from "lib/words.ts";

/** A row of errors_by.csv. */
export interface ErrorsRow {
  readonly annotator: string;
  readonly question: string;
  readonly grouping: string;
  readonly group: string;
  readonly errors: number;
  readonly n: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** A row of error_tests.csv. */
export interface ErrorTestRow {
  readonly annotator: string;
  readonly question: string;
  readonly grouping: string;
  readonly groups: number;
  readonly errors: number;
  readonly n: number;
  readonly method: string;
  readonly p: number | null;
  readonly p_holm: number | null;
  readonly note: string;
}

const titleOf = (question: string, { questions }: ValidationNames) =>
  questions.find(({ id }) => id === question)?.title ?? question;

/** Tests of where errors gather, for showing. */
export function errorTestsOf(
  rows: readonly ErrorTestRow[],
  names: ValidationNames,
) {
  return rows.map((row) => ({
    ...row,
    annotator: annotatorName(row.annotator),
    question: titleOf(row.question, names),
    p: formatP(row.p),
    p_holm: formatP(row.p_holm),
  }));
}

/**
 * Shares of errors by group of the study's own annotator, for showing.
 *
 * @param rows Rows of errors_by.csv.
 * @param question The question to show.
 * @param groupings The groupings to show.
 */
export function errorsOf(
  rows: readonly ErrorsRow[],
  question: string,
  groupings: readonly string[],
) {
  return rows.filter((row) =>
    row.annotator === rows[0]!.annotator && row.question === question &&
    groupings.includes(row.grouping)
  ).map(({ low, high, ...row }) => ({
    ...row,
    interval: formatInterval(low, high),
  }));
}

/** Says whether errors gather somewhere, and how far few errors can tell. */
export function errorsInWords(
  rows: readonly ErrorTestRow[],
  names: ValidationNames,
): string {
  if (rows.length === 0) return "Without labels no error is known.";
  const found = rows.filter(({ p_holm }) => p_holm !== null && p_holm <= 0.05);
  const most = Math.max(...rows.map(({ errors }) => errors));
  const caution =
    `The tests rest on at most ${most} errors each; a difference between groups that is not found may well be there.`;
  if (found.length === 0) {
    return `No grouping shows more differences between its groups than chance would, after correction for ${rows.length} tests. ${caution}`;
  }
  const places = found.map(({ annotator, question, grouping }) =>
    `${titleOf(question, names)} by ${grouping} (${annotatorName(annotator)})`
  );
  return `Errors are not spread evenly over: ${
    places.join("; ")
  }. Shares of such groups must not be compared before they are corrected. ${caution}`;
}
