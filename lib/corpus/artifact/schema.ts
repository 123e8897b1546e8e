/** Which tables and columns an artifact has, and what is lost without the others. */

import type { DatabaseSync } from "node:sqlite";

/** The tables and columns of one artifact. */
export interface ArtifactSchema {
  /** True if the table (or view) is there, and the column if one is given. */
  has(table: string, column?: string): boolean;
  /** The column where it is there, else NULL, for the list of a SELECT. */
  column(table: string, column: string): string;
  /** One sentence for each table or column that is missing. */
  readonly warnings: readonly string[];
}

/** The view that says which papers the study took for natural science. */
export const VIEW = "natural_science_article_dois";

/** Tables of recorded answers: the id of the question and this ending. */
export const ANSWERS = "_analysis";

const ANSWER_COLUMNS = ["doi", "model_response"];

/** Columns without which nothing of their table can be used. */
const NEEDED: ReadonlySet<string> = new Set([
  ...["doi", "model_response", "markdown", "jats_xml"],
  ...["search_keyword", "keyword", "tag", "prompt"],
]);

/** Tables and columns that are read, and what cannot be said without the table. */
const EXPECTED: readonly [
  table: string,
  columns: readonly string[],
  without: string,
][] = [
  [
    "articles",
    ["doi", "title", "megajournal", "journal", "search_id"],
    "papers are taken from the other tables, without titles and journals",
  ],
  [
    "openalex",
    [
      ...["doi", "cited_by_count", "topic_0", "topic_1", "topic_2"],
      "json_data",
    ],
    "years, citations and fields are not known",
  ],
  [VIEW, ["doi"], "all papers count as eligible"],
  ["markdown", ["doi", "markdown"], "texts are read from the JATS files"],
  ["jats", ["doi", "jats_xml"], "texts are read from the Markdown alone"],
  [
    "searches",
    ["megajournal", "search_keyword", "json_data"],
    "nobody can say which search found a paper",
  ],
  ["_search_keywords", ["keyword"], "keywords are taken from the searches"],
  ["_llm_prompts", ["tag", "prompt"], "the study's prompts are not known"],
  ...([
    "uses_dl",
    "uses_ptms",
    "identify_ptms",
    "identify_ptm_reuse",
    "identify_ptm_impact",
  ].map((question): [string, string[], string] => [
    `${question}${ANSWERS}`,
    ANSWER_COLUMNS,
    `"${question}" has no recorded answers`,
  ])),
];

/**
 * Reads which tables and columns an artifact has.
 *
 * @param db The database.
 * @returns The schema; what is expected and missing is named in `warnings`.
 */
export function readSchema(db: DatabaseSync): ArtifactSchema {
  const tables = new Map<string, ReadonlySet<string>>();
  const names = db.prepare(
    "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')",
  ).all().map(({ name }) => String(name));
  const broken = new Map<string, string>();
  for (const name of names) {
    try {
      const quoted = `"${name.replaceAll('"', '""')}"`;
      const columns = db.prepare(`PRAGMA table_info(${quoted})`).all();
      tables.set(name, new Set(columns.map(({ name }) => String(name))));
    } catch (error) { // a view on a table that is not there
      broken.set(name, (error as Error).message);
    }
  }
  const has = (table: string, column?: string) =>
    column === undefined
      ? tables.has(table)
      : tables.get(table)?.has(column) ?? false;
  const warnings = EXPECTED.flatMap(([table, columns, without]) => {
    if (broken.has(table)) {
      return [
        `the artifact's view "${table}" cannot be used (${
          broken.get(table)
        }): ${without}`,
      ];
    }
    if (!has(table)) return [`the artifact has no "${table}": ${without}`];
    return columns.filter((column) => !has(table, column))
      .map((column) =>
        `the artifact has no column "${column}" in "${table}"` +
        (NEEDED.has(column) ? `: ${without}` : "")
      );
  });
  return {
    has,
    column: (table, column) => has(table, column) ? column : "NULL",
    warnings,
  };
}
