/** The papers of an artifact without their texts. */

import type { DatabaseSync } from "node:sqlite";
import {
  type OpenAlexRecord,
  readOpenAlex,
} from "lib/corpus/artifact/read_openalex.ts";
import { readRows } from "lib/corpus/artifact/read_rows.ts";
import {
  ANSWERS,
  type ArtifactSchema,
  VIEW,
} from "lib/corpus/artifact/schema.ts";
import {
  type Article,
  readArticles,
} from "lib/corpus/artifact/read_articles.ts";
import { megajournalOf } from "lib/corpus/megajournal.ts";
import { normaliseDoi } from "lib/corpus/metadata.ts";
import type { Dropped, PaperMetadata } from "lib/corpus/paper.ts";
import { byCodeUnit } from "lib/order.ts";

/** A paper of an artifact, once however many searches found it. */
export interface ArtifactPaper {
  readonly metadata: PaperMetadata;
  /** True if OpenAlex knows it. */
  readonly inOpenAlex: boolean;
  /** True if the stored view names it; null if there is no view. */
  readonly isEligible: boolean | null;
  readonly hasMarkdown: boolean;
  readonly hasJats: boolean;
}

/** All papers of an artifact. */
export interface ArtifactPapers {
  /** By DOI. */
  readonly papers: readonly ArtifactPaper[];
  /** Rows of articles without a DOI. */
  readonly dropped: readonly Dropped[];
  /** One sentence for each kind of value that is not as it should be. */
  readonly warnings: readonly string[];
}

/**
 * Reads what is known of each paper, from articles, openalex, the stored view,
 * and the lists of texts. DOIs are compared in lower case without resolver.
 *
 * @param db The database.
 * @param schema Its tables and columns.
 */
export function readPapers(
  db: DatabaseSync,
  schema: ArtifactSchema,
): ArtifactPapers {
  const { articles, dropped, ...read } = readArticles(db, schema);
  const openAlex = readOpenAlex(db, schema);
  const warnings = [...read.warnings, ...openAlex.warnings];
  const markdown = readIds(db, schema, "markdown");
  const jats = readIds(db, schema, "jats");
  const eligible = schema.has(VIEW, "doi") ? readDois(db, VIEW) : null;

  const orphans = findOrphans(articles, [
    openAlex.records.keys(),
    markdown.keys(),
    jats.keys(),
    ...answered(db, schema),
  ]);
  if (orphans.length > 0 && schema.has("articles")) {
    warnings.push(
      `${
        countOf(orphans.length)
      } in other tables but not in "articles", such as ${orphans[0]}`,
    );
  }
  const dois = [...articles.keys(), ...orphans].sort(byCodeUnit);
  const papers = dois.map((doi): ArtifactPaper => {
    const record = openAlex.records.get(doi);
    const source = markdown.has(doi)
      ? `markdown/${markdown.get(doi)}`
      : jats.has(doi)
      ? `jats/${jats.get(doi)}`
      : `articles/${articles.get(doi)?.id ?? doi}`;
    return {
      metadata: metadataOf(doi, articles.get(doi), record, source),
      inOpenAlex: record !== undefined,
      isEligible: eligible && eligible.has(doi),
      hasMarkdown: markdown.has(doi),
      hasJats: jats.has(doi),
    };
  });
  if (
    eligible !== null && papers.length > 0 &&
    !papers.some(({ isEligible }) => isEligible)
  ) {
    warnings.push(
      `the artifact's "${VIEW}" names none of its papers: none is eligible`,
    );
  }
  return { papers, dropped, warnings };
}

function countOf(papers: number): string {
  return papers === 1 ? "1 paper is" : `${papers} papers are`;
}

function metadataOf(
  doi: string,
  article: Article | undefined,
  record: OpenAlexRecord | undefined,
  source: string,
): PaperMetadata {
  const year = record?.year ?? null;
  const isDate = year !== null && year >= 1000 && year <= 9999;
  return {
    doi,
    title: article?.title ?? "",
    journal: article?.journal ?? "",
    megajournal: article?.megajournal ?? megajournalOf({ doi }),
    date: isDate ? String(year) : null,
    year,
    articleType: "",
    subjects: [],
    licence: "",
    citedByCount: record?.citedByCount ?? null,
    fields: record?.fields ?? null,
    source,
  };
}

/** First row of each DOI in a table. */
function readIds(
  db: DatabaseSync,
  schema: ArtifactSchema,
  table: "markdown" | "jats",
): ReadonlyMap<string, number> {
  const ids = new Map<string, number>();
  const text = table === "markdown" ? "markdown" : "jats_xml";
  if (!schema.has(table, "doi") || !schema.has(table, text)) return ids;
  // The length is in the row's header: the text itself is not read.
  const rows = readRows(
    db,
    {
      select: `rowid AS id, CAST(doi AS TEXT) AS doi`,
      from: `${table}
     WHERE octet_length(${text}) > 0`,
    },
  );
  for (const { id, doi } of rows) {
    const key = normaliseDoi(String(doi ?? ""));
    if (key !== "" && !ids.has(key)) ids.set(key, Number(id));
  }
  return ids;
}

function readDois(db: DatabaseSync, table: string): ReadonlySet<string> {
  const dois = new Set<string>();
  const rows = readRows(db, {
    select: "CAST(doi AS TEXT) AS doi",
    from: table,
    inOrder: table !== VIEW,
  });
  for (const { doi } of rows) dois.add(normaliseDoi(String(doi ?? "")));
  dois.delete("");
  return dois;
}

/** DOIs of the papers that were asked each question. */
function* answered(
  db: DatabaseSync,
  schema: ArtifactSchema,
): Iterable<Iterable<string>> {
  for (const question of ["uses_dl", "uses_ptms"]) {
    const table = `${question}${ANSWERS}`;
    if (schema.has(table, "doi")) yield readDois(db, table);
  }
}

function findOrphans(
  articles: ReadonlyMap<string, Article>,
  others: readonly Iterable<string>[],
): string[] {
  const orphans = new Set<string>();
  for (const dois of others) {
    for (const doi of dois) if (!articles.has(doi)) orphans.add(doi);
  }
  return [...orphans].sort(byCodeUnit);
}
