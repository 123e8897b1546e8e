import {
  authorRecords,
  isAuthorSheet,
} from "lib/findings/labels/author_sheet.ts";
import { cellsOfCsv } from "lib/findings/labels/cells.ts";
import { findConflicts } from "lib/findings/labels/find_conflicts.ts";
import { findWithoutChance } from "lib/findings/labels/find_without_chance.ts";
import { keepFirstOfRepeats } from "lib/findings/labels/keep_first.ts";
import {
  describeProblems,
  type LabelProblem,
} from "lib/findings/labels/problems.ts";
import { readRecord } from "lib/findings/labels/read_record.ts";
import type { LabelRow } from "lib/findings/labels/label_row.ts";
import { labelRecords } from "lib/findings/labels/records.ts";
import type { Question } from "lib/questions/question.ts";

export { LABEL_COLUMNS, type LabelRow } from "lib/findings/labels/label_row.ts";

/** A labels file, read. */
export interface Labels {
  /** Name of the file, for messages. */
  readonly file: string;
  readonly rows: readonly LabelRow[];
  /** What could not be used, or was used in part. */
  readonly problems: readonly LabelProblem[];
  /** The problems in sentences, one for each kind. */
  readonly warnings: readonly string[];
}

/**
 * Reads human labels from CSV.
 *
 * @param text The file's text, columns `LABEL_COLUMNS` in any order;
 * model and passage may be missing, `inclusion_probability` may be there. The
 * columns of the study authors' sheet do as well.
 * @param file Its name, for messages.
 * @param questions The study's questions.
 * @returns The usable rows, DOIs in their canonical form. What cannot be used
 * is left out and named in `problems` and `warnings`; nothing is guessed. The
 * same answer twice by one annotator counts once; where an annotator answers a
 * yes-no question about a paper in two ways, neither answer is used.
 * @throws {SyntaxError} If it is not CSV or lacks a needed column.
 *
 * @example
 * ```ts
 * import { parseLabels } from "lib/findings/labels.ts";
 * import { loadQuestions } from "lib/questions/load_questions.ts";
 * import assert from "node:assert/strict";
 * const text = "doi,annotator,question,value\n" +
 *   "https://doi.org/10.1/A,ann,uses_dl,TRUE\n10.1/b,ann,uses_dl,maybe\n";
 * const { rows, warnings } = parseLabels(text, "l.csv", await loadQuestions());
 * assert.deepEqual(rows.map(({ doi, value }) => [doi, value]), [["10.1/a", "yes"]]);
 * assert.deepEqual(warnings, [
 *   'l.csv, column value, row 3 "maybe": neither yes nor no, left out',
 * ]);
 * ```
 */
export function parseLabels(
  text: string,
  file: string,
  questions: readonly Question[],
): Labels {
  return labelsOfCells(cellsOfCsv(text, file), file, questions);
}

/**
 * Reads human labels from the cells of a CSV file or a spreadsheet.
 *
 * @param cells Rows of cells, the header first.
 * @throws {SyntaxError} If a needed column is missing.
 */
export function labelsOfCells(
  cells: readonly (readonly string[])[],
  file: string,
  questions: readonly Question[],
): Labels {
  const problems: LabelProblem[] = [];
  const isSheet = isAuthorSheet(cells);
  const records = isSheet
    ? authorRecords(cells, file, problems)
    : labelRecords(cells, file, problems);
  const read = records.flatMap((record) =>
    readRecord(record, questions, problems) ?? []
  );
  const rows = keepFirstOfRepeats(read, questions, problems);
  // The sheet's own reader compares its columns with each other.
  if (!isSheet) problems.push(...findConflicts(rows, questions));
  problems.push(...findWithoutChance(rows, questions));
  problems.sort((a, b) => a.row - b.row);
  return { file, rows, problems, warnings: describeProblems(problems, file) };
}
