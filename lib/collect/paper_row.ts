import type { FoundPaper } from "lib/collect/found_papers.ts";
import type { TextResult } from "lib/collect/texts/get_text.ts";
import { byCitations, type Work } from "lib/collect/works.ts";
import { OPENALEX_FIELDS } from "lib/corpus/fields.ts";
import type { PaperMetadata } from "lib/corpus/paper.ts";

/** A found paper, as far as steps of the funnel and the corpus need it. */
export interface PaperRow extends Omit<PaperMetadata, "fields" | "source"> {
  /** Name of the record that a search gave, such as "MED/39000001". */
  readonly record: string;
  readonly keywords: readonly string[];
  /** Id of the work in OpenAlex; empty if it has none. */
  readonly openAlex: string;
  readonly openAlexType: string;
  /** OpenAlex field id of each topic, the primary one first. */
  readonly topicFields: readonly number[];
  readonly isRetracted: boolean | null;
  readonly isOpenAccess: boolean | null;
  /** Of F1000 papers. */
  readonly version: number | null;
  readonly isReviewed: boolean | null;
  /** Who gave the text; empty if there is none. */
  readonly textFrom: string;
  readonly textUrl: string;
  readonly textSha256: string;
  /** Why the paper cannot be used whatever else is known; empty if it can. */
  readonly problem: string;
  /** Why there is no text; empty if there is one, or none was wanted. */
  readonly textProblem: string;
  /** What each source of texts said. */
  readonly detail: string;
}

/** The works of OpenAlex for a paper, of all its versions, the most cited first. */
export function worksOf(
  { dois }: Pick<FoundPaper, "dois">,
  works: ReadonlyMap<string, readonly Work[]>,
): Work[] {
  return dois.flatMap((doi) => works.get(doi) ?? []).sort(byCitations);
}

/**
 * Puts together what search, OpenAlex and text say of a paper. Citations,
 * topics and year are those of OpenAlex; where it has no year, the article's
 * counts.
 *
 * @param paper What the searches found.
 * @param work Its work; null if OpenAlex has none.
 * @param result Its text; null if none was wanted.
 */
export function toRow(
  paper: FoundPaper,
  work: Work | null,
  result: TextResult | null,
): PaperRow {
  const text = result?.text ?? null;
  const failed = result !== null && result.text === null ? result : null;
  return {
    doi: text?.doi ?? paper.dois[0] ?? "",
    record: paper.record,
    title: text?.title || paper.title || (work?.title ?? ""),
    journal: paper.journal || (text?.journal ?? "") || (work?.journal ?? ""),
    megajournal: paper.megajournal,
    date: work?.date ?? text?.date ?? null,
    year: work?.year ?? text?.year ?? paper.year,
    articleType: text?.articleType ?? "",
    subjects: text?.subjects ?? [],
    licence: text?.licence || (work?.licence ?? ""),
    keywords: paper.keywords,
    openAlex: work?.id ?? "",
    openAlexType: work?.type ?? "",
    citedByCount: work?.citedByCount ?? null,
    topicFields: work?.topics.map(([topic]) => topic.fieldId) ?? [],
    isRetracted: work?.isRetracted ?? null,
    isOpenAccess: paper.isOpenAccess ?? work?.isOpenAccess ?? null,
    version: text?.version ?? null,
    isReviewed: text?.isReviewed ?? null,
    textFrom: text?.from ?? "",
    textUrl: text?.source ?? "",
    textSha256: text?.sha256 ?? "",
    problem: paper.problem,
    textProblem: failed?.reason ?? "",
    detail: failed?.detail ?? "",
  };
}

/** The paper as the rest of the project sees it. */
export function toMetadata(row: PaperRow): PaperMetadata {
  const fields = row.topicFields.map((id) =>
    OPENALEX_FIELDS.get(id) ?? String(id)
  );
  return {
    doi: row.doi,
    title: row.title,
    journal: row.journal,
    megajournal: row.megajournal,
    date: row.date,
    year: row.year,
    articleType: row.articleType,
    subjects: row.subjects,
    licence: row.licence,
    citedByCount: row.citedByCount,
    fields: fields.length > 0 ? [...new Set(fields)] : null,
    source: row.textUrl,
  };
}
