import {
  ADJUSTED_METHODS,
  readAdjusted,
} from "lib/findings/adjusted/read_adjusted.ts";
import type { Row } from "lib/findings/table.ts";
import type { Question } from "lib/questions/question.ts";

/**
 * The shares over all papers, raw and adjusted side by side, for a reader.
 *
 * @param rows Rows of adjusted.csv.
 * @param questions The study's questions, whose titles stand for their ids.
 * @returns What is shared, of what, papers, labels, both shares with their
 * limits, and how the adjusted one was found; none without labels.
 */
export function adjustedTotals(
  rows: readonly Row[],
  questions: readonly Pick<Question, "id" | "title">[],
): Row[] {
  const titles = new Map(questions.map(({ id, title }) => [id, title]));
  return readAdjusted(rows, { grouping: "all" }).map((row) => ({
    what: [titles.get(row.question) ?? row.question, row.category]
      .filter((part) => part !== "").join(": "),
    of: row.of === "all papers"
      ? row.of
      : `papers with "${titles.get(row.of) ?? row.of}"`,
    papers: row.papers,
    labels: row.labels,
    raw: row.raw,
    raw_low: row.raw_low,
    raw_high: row.raw_high,
    adjusted: row.adjusted,
    low: row.low,
    high: row.high,
    method: ADJUSTED_METHODS[row.method],
  }));
}
