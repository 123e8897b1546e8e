/** Which search keyword found how many papers of an artifact. */

import type { DatabaseSync } from "node:sqlite";
import type { ArtifactPaper } from "lib/corpus/artifact/read_papers.ts";
import { readRows } from "lib/corpus/artifact/read_rows.ts";
import type { ArtifactSchema } from "lib/corpus/artifact/schema.ts";
import { normaliseDoi } from "lib/corpus/metadata.ts";
import { type Megajournal, MEGAJOURNALS } from "lib/corpus/paper.ts";
import { byCodeUnit } from "lib/order.ts";

/** Papers of a megajournal that a keyword found, each once. */
export interface KeywordCount {
  readonly megajournal: Megajournal;
  /** Without the quotation marks it was searched with. */
  readonly keyword: string;
  readonly papers: number;
  /** Papers of the megajournal found by any keyword. */
  readonly of: number;
}

/**
 * Where a stored search result keeps its DOIs: PLOS and Frontiers as JSON,
 * F1000 as XML, BMJ as HTML, the last two inside a JSON text.
 */
const DOIS: Readonly<Record<string, RegExp>> = {
  PLOS: /"id"\s*:\s*"([^"]+)"/g,
  FrontiersIn: /"Doi"\s*:\s*"([^"]+)"/g,
  F1000: /<doi>\s*([^<\s]+)\s*<\\?\/doi>/g,
};
const ANY_DOI = /\b(10\.\d{4,9}\\?\/[^\s"'<>\\]+)/g;

/**
 * Counts the papers that each keyword found, from the stored search results. The
 * link from an article to its search (`articles.search_id`) is not used: the
 * study's searches number it anew for each megajournal, so that most links
 * point to another megajournal's search.
 *
 * @param db The database.
 * @param schema Its tables and columns.
 * @param papers The papers of the artifact.
 * @returns A row for each keyword and megajournal that has papers, those
 * without a hit included; none if the searches are not stored.
 */
export function countKeywords(
  db: DatabaseSync,
  schema: ArtifactSchema,
  papers: readonly ArtifactPaper[],
): KeywordCount[] {
  const hits = readHits(db, schema, papers);
  const found = new Map<Megajournal, number>();
  for (const { metadata: { megajournal } } of papers) {
    found.set(megajournal, (found.get(megajournal) ?? 0) + 1);
  }
  const keywords = [...hits.keys()].sort(byCodeUnit);
  return MEGAJOURNALS.filter((name) => found.has(name)).flatMap((megajournal) =>
    keywords.map((keyword) => ({
      megajournal,
      keyword,
      papers: hits.get(keyword)!.get(megajournal)?.size ?? 0,
      of: found.get(megajournal)!,
    }))
  );
}

/** DOIs by keyword and megajournal. */
function readHits(
  db: DatabaseSync,
  schema: ArtifactSchema,
  papers: readonly ArtifactPaper[],
): Map<string, Map<Megajournal, Set<string>>> {
  const hits = new Map<string, Map<Megajournal, Set<string>>>();
  const needed = ["megajournal", "search_keyword", "json_data"];
  if (!needed.every((column) => schema.has("searches", column))) return hits;
  for (const keyword of readKeywords(db, schema)) hits.set(keyword, new Map());
  const megajournals = new Map(
    papers.map(({ metadata }) => [metadata.doi, metadata.megajournal]),
  );
  const rows = readRows(
    db,
    {
      select: `megajournal, CAST(search_keyword AS TEXT) AS keyword,
       CAST(json_data AS TEXT) AS result`,
      from: `searches`,
    },
  );
  for (const row of rows) {
    const keyword = withoutQuotes(String(row.keyword ?? ""));
    const found = hits.get(keyword) ?? new Map<Megajournal, Set<string>>();
    hits.set(keyword, found);
    const pattern = DOIS[String(row.megajournal)] ?? ANY_DOI;
    for (const [, text] of String(row.result ?? "").matchAll(pattern)) {
      const doi = normaliseDoi(text!.replaceAll("\\/", "/"));
      const megajournal = megajournals.get(doi);
      if (megajournal === undefined) continue;
      const dois = found.get(megajournal);
      if (dois === undefined) found.set(megajournal, new Set([doi]));
      else dois.add(doi);
    }
  }
  return hits;
}

function readKeywords(db: DatabaseSync, schema: ArtifactSchema): string[] {
  if (!schema.has("_search_keywords", "keyword")) return [];
  const query = { select: "keyword", from: "_search_keywords" };
  return [...readRows(db, query)].map(({ keyword }) =>
    withoutQuotes(String(keyword))
  );
}

function withoutQuotes(keyword: string): string {
  return keyword.trim().replace(/^"(.*)"$/s, "$1");
}
