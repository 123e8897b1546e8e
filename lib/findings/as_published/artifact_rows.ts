/** The rows of an artifact that the study's scripts count. */

import type { DatabaseSync } from "node:sqlite";
import {
  countKeywords,
  type KeywordCount,
} from "lib/corpus/artifact/count_keywords.ts";
import { readYear, yearColumn } from "lib/corpus/artifact/read_openalex.ts";
import { readRows } from "lib/corpus/artifact/read_rows.ts";
import { type ArtifactSchema, VIEW } from "lib/corpus/artifact/schema.ts";
import type { Artifact } from "lib/corpus/artifact.ts";
import {
  type LabelRow,
  type NameRow,
  readLabelRows,
  readNameRows,
  readYesNoRows,
  type YesNoRow,
} from "lib/findings/as_published/answer_rows.ts";
import {
  DOI,
  type DoiRow,
  readDoiRows,
} from "lib/findings/as_published/doi_rows.ts";
import type { MentionsQuestion, Question } from "lib/questions/question.ts";

/** A row of articles. */
export interface ArticleRow extends DoiRow {
  readonly megajournal: string;
  readonly searchId: number | null;
}

/** A row of openalex. */
export interface OpenAlexRow extends DoiRow {
  readonly topics: readonly (string | null)[];
  readonly year: number | null;
  readonly cited: number;
}

/** All rows that the scripts count, without texts. */
export interface ArtifactRows {
  readonly articles: readonly ArticleRow[];
  readonly hasSearchId: boolean;
  readonly searches: ReadonlyMap<
    number,
    { megajournal: string; keyword: string }
  >;
  /** The corrected counts of the searches. */
  readonly keywords: readonly KeywordCount[];
  readonly openAlex: {
    readonly byDoi: ReadonlyMap<string, readonly OpenAlexRow[]>;
    readonly byKey: ReadonlyMap<string, readonly OpenAlexRow[]>;
  };
  /** DOIs of the stored view, as stored and in lower case; null if there is none. */
  readonly view:
    | { readonly dois: ReadonlySet<string>; readonly keys: ReadonlySet<string> }
    | null;
  /** Rows of jats. */
  readonly jats: readonly DoiRow[];
  readonly usesDl: readonly YesNoRow[];
  readonly usesPtms: readonly YesNoRow[];
  readonly names: readonly NameRow[];
  readonly reuse: readonly LabelRow[];
  readonly impact: readonly LabelRow[];
}

/**
 * Reads what the scripts count. Answers are read twice, as the scripts do and
 * tolerantly, and only what was read in them is kept.
 *
 * @param artifact The artifact.
 * @param questions The study's five questions.
 */
export function readArtifactRows(
  { db, schema, papers }: Artifact,
  questions: readonly Question[],
): ArtifactRows {
  const question = (id: string) => questions.find((one) => one.id === id)!;
  const mentions = (id: string) => question(id) as MentionsQuestion;
  return {
    articles: readArticleRows(db, schema),
    hasSearchId: schema.has("articles", "search_id"),
    searches: readSearches(db, schema),
    keywords: countKeywords(db, schema, papers),
    openAlex: readOpenAlexRows(db, schema),
    view: schema.has(VIEW, "doi") ? readView(db) : null,
    jats: schema.has("jats", "doi")
      ? readDoiRows(db, { select: DOI, from: "jats" }, Object)
      : [],
    usesDl: readYesNoRows(db, schema, question("uses_dl")),
    usesPtms: readYesNoRows(db, schema, question("uses_ptms")),
    names: readNameRows(db, schema, mentions("identify_ptms")),
    reuse: readLabelRows(db, schema, mentions("identify_ptm_reuse"), {
      key: "classification",
      wrappers: ["response", "model", "models", "result"],
    }),
    impact: readLabelRows(db, schema, mentions("identify_ptm_impact"), {
      key: "step",
      wrappers: ["response"],
    }),
  };
}

function readArticleRows(db: DatabaseSync, schema: ArtifactSchema) {
  if (!schema.has("articles", "doi")) return [];
  const column = (name: string) => schema.column("articles", name);
  return readDoiRows(
    db,
    {
      select: `CAST(doi AS TEXT) AS doi, ${
        column("megajournal")
      } AS megajournal,
       ${column("search_id")} AS search_id`,
      from: `articles`,
    },
    (row) => ({
      megajournal: String(row.megajournal ?? ""),
      searchId: typeof row.search_id === "number" ? row.search_id : null,
    }),
  );
}

function readSearches(db: DatabaseSync, schema: ArtifactSchema) {
  const searches = new Map<number, { megajournal: string; keyword: string }>();
  if (!schema.has("searches", "search_keyword")) return searches;
  const megajournal = schema.column("searches", "megajournal");
  const query = {
    select: `rowid AS id, ${megajournal} AS megajournal, search_keyword`,
    from: "searches",
  };
  for (const row of readRows(db, query)) {
    searches.set(Number(row.id), {
      megajournal: String(row.megajournal ?? ""),
      keyword: String(row.search_keyword ?? ""),
    });
  }
  return searches;
}

function readOpenAlexRows(db: DatabaseSync, schema: ArtifactSchema) {
  const byDoi = new Map<string, OpenAlexRow[]>();
  const byKey = new Map<string, OpenAlexRow[]>();
  if (!schema.has("openalex", "doi")) return { byDoi, byKey };
  const column = (name: string) => schema.column("openalex", name);
  const rows = readDoiRows(
    db,
    {
      select: `CAST(doi AS TEXT) AS doi,
       CAST(${column("cited_by_count")} AS REAL) AS cited,
       ${column("topic_0")} AS topic_0, ${column("topic_1")} AS topic_1,
       ${column("topic_2")} AS topic_2,
       ${yearColumn(column("json_data"))} AS year`,
      from: `openalex`,
    },
    (row) => ({
      topics: [row.topic_0, row.topic_1, row.topic_2]
        .map((topic) => topic === null ? null : String(topic)),
      year: readYear(row.year),
      cited: typeof row.cited === "number" ? row.cited : 0,
    }),
  );
  for (const row of rows) {
    for (const [map, key] of [[byDoi, row.doi], [byKey, row.key]] as const) {
      const before = map.get(key);
      if (before === undefined) map.set(key, [row]);
      else before.push(row);
    }
  }
  // Where a paper has several records, the one cited most stands first.
  for (const rows of byKey.values()) rows.sort((a, b) => b.cited - a.cited);
  return { byDoi, byKey };
}

function readView(db: DatabaseSync) {
  const rows = readDoiRows(
    db,
    { select: DOI, from: VIEW, inOrder: false },
    Object,
  );
  return {
    dois: new Set(rows.map(({ doi }) => doi)),
    keys: new Set(rows.map(({ key }) => key)),
  };
}
