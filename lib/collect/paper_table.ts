/** papers.csv: every paper that was found, one row each. */

import type { PaperRow } from "lib/collect/paper_row.ts";
import { MEGAJOURNALS } from "lib/corpus/paper.ts";
import type { Row } from "lib/findings/table.ts";

/** Columns of papers.csv: what is known of a found paper, empty where nothing is. */
export const PAPER_COLUMNS = [
  ...["doi", "record", "title", "journal", "megajournal", "date", "year"],
  ...["article_type", "subjects", "licence", "keywords"],
  ...["openalex", "openalex_type", "cited_by_count", "topic_fields"],
  ...["is_retracted", "is_open_access", "version", "is_reviewed"],
  ...["text_from", "text_url", "text_sha256"],
  ...["problem", "text_problem", "left_at", "reason", "detail"],
] as const;

/**
 * A row of papers.csv.
 *
 * @param left Where the paper left the funnel; null if it goes through.
 */
export function writePaperRow(
  row: PaperRow,
  left: { readonly step: string; readonly reason: string } | null,
): Row {
  return {
    doi: row.doi,
    record: row.record,
    title: row.title,
    journal: row.journal,
    megajournal: row.megajournal,
    date: row.date,
    year: row.year,
    article_type: row.articleType,
    subjects: row.subjects.join("; "),
    licence: row.licence,
    keywords: row.keywords.join("; "),
    openalex: row.openAlex,
    openalex_type: row.openAlexType,
    cited_by_count: row.citedByCount,
    topic_fields: row.topicFields.join("; "),
    is_retracted: yesOrNo(row.isRetracted),
    is_open_access: yesOrNo(row.isOpenAccess),
    version: row.version,
    is_reviewed: yesOrNo(row.isReviewed),
    text_from: row.textFrom,
    text_url: row.textUrl,
    text_sha256: row.textSha256,
    problem: row.problem,
    text_problem: row.textProblem,
    left_at: left?.step ?? "",
    reason: left?.reason ?? "",
    detail: row.detail,
  };
}

/** A claim as a value of a table; empty if nothing is known. */
export function yesOrNo(value: boolean | null): string {
  return value === null ? "" : value ? "yes" : "no";
}

/** Reads a row of papers.csv; where the paper left follows from the rest. */
export function readPaperRow(row: Record<string, string>): PaperRow {
  const text = (column: string) => row[column] ?? "";
  const number = (column: string) =>
    text(column) === "" ? null : Number(text(column));
  const list = (column: string) => text(column).split("; ").filter(Boolean);
  const flag = (column: string) =>
    text(column) === "" ? null : text(column) === "yes";
  return {
    doi: text("doi"),
    record: text("record"),
    title: text("title"),
    journal: text("journal"),
    megajournal: MEGAJOURNALS.find((name) => name === row.megajournal) ??
      "other",
    date: text("date") || null,
    year: number("year"),
    articleType: text("article_type"),
    subjects: list("subjects"),
    licence: text("licence"),
    keywords: list("keywords"),
    openAlex: text("openalex"),
    openAlexType: text("openalex_type"),
    citedByCount: number("cited_by_count"),
    topicFields: list("topic_fields").map(Number),
    isRetracted: flag("is_retracted"),
    isOpenAccess: flag("is_open_access"),
    version: number("version"),
    isReviewed: flag("is_reviewed"),
    textFrom: text("text_from"),
    textUrl: text("text_url"),
    textSha256: text("text_sha256"),
    problem: text("problem"),
    textProblem: text("text_problem"),
    detail: text("detail"),
  };
}
