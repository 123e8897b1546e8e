/** Makes small databases with the tables of the study's artifact. */

import { DatabaseSync } from "node:sqlite";

/** A value of a column. */
type Value = string | number | null;

/** Rows by table; each row by column. `doi` is all that a test has to give. */
export type ArtifactContent = Readonly<
  Record<string, readonly Readonly<Record<string, Value>>[]>
>;

/** Columns of each table without `_id`, as the study's scripts make them. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  _llm_prompts: ["tag", "prompt", "json_string"],
  _openalex_natural_science_fields: ["openalex_id INTEGER", "field"],
  _search_keywords: ["keyword"],
  searches: [
    ...["timestamp", "megajournal", "search_keyword", "year INTEGER", "url"],
    ...["page INTEGER", "status_code", "json_data"],
  ],
  articles: ["search_id INTEGER", "doi", "title", "megajournal", "journal"],
  openalex: [
    ...["timestamp", "doi", "cited_by_count INTEGER", "open_access INTEGER"],
    ...["topic_0", "topic_1", "topic_2", "json_data"],
  ],
  jats: ["doi", "jats_xml"],
  markdown: ["doi", "markdown"],
  ...Object.fromEntries(
    [
      ...["uses_dl", "uses_ptms", "identify_ptms", "identify_ptm_reuse"],
      "identify_ptm_impact",
    ].map((name) => [`${name}_analysis`, [
      ...["doi", "system_prompt", "user_prompt", "model_response"],
      ...["model_reasoning", "compute_time_seconds FLOAT"],
    ]]),
  ),
};

const VIEW = `CREATE VIEW natural_science_article_dois AS
  WITH field_values AS (SELECT field FROM _openalex_natural_science_fields)
  SELECT DISTINCT oa.doi FROM openalex oa WHERE oa.cited_by_count > 0 AND (
    oa.topic_0 IN field_values OR oa.topic_1 IN field_values
    OR oa.topic_2 IN field_values)`;

const FIELDS = [
  [11, "Agricultural and Biological Sciences"],
  [13, "Biochemistry, Genetics and Molecular Biology"],
  [16, "Chemistry"],
  [19, "Earth and Planetary Sciences"],
  [23, "Environmental Science"],
  [24, "Immunology and Microbiology"],
  [28, "Neuroscience"],
  [31, "Physics and Astronomy"],
] as const;

/** What a row has where a test does not say otherwise. */
const DEFAULTS: Readonly<Record<string, Readonly<Record<string, Value>>>> = {
  articles: {
    search_id: 0,
    title: "A title",
    megajournal: "PLOS",
    journal: "",
  },
  openalex: {
    cited_by_count: 1,
    topic_0: "Chemistry",
    json_data: '{"publication_year": 2020}',
  },
  markdown: { markdown: "# Methods\n\nWe ran U-Net.\n" },
};
const ANSWER = {
  system_prompt: "Prompt",
  user_prompt: "Text",
  model_reasoning: "",
  compute_time_seconds: 1.5,
};

/**
 * Writes a database.
 *
 * @param path Where to.
 * @param content Rows by table.
 * @param options.without Tables to leave out, or "view".
 * @param options.wal True for a file in write-ahead-log mode.
 */
export function makeArtifact(
  path: string,
  content: ArtifactContent,
  { without = [], wal = false }: {
    readonly without?: readonly string[];
    readonly wal?: boolean;
  } = {},
): void {
  const db = new DatabaseSync(path);
  if (wal) db.exec("PRAGMA journal_mode = WAL");
  db.exec("BEGIN");
  for (const [table, columns] of Object.entries(COLUMNS)) {
    if (without.includes(table)) continue;
    const list = columns.map((column) =>
      column.includes(" ") ? column : `${column} VARCHAR`
    );
    db.exec(
      `CREATE TABLE ${table} (_id INTEGER NOT NULL PRIMARY KEY, ${
        list.join(", ")
      })`,
    );
  }
  if (!without.includes("view")) db.exec(VIEW);
  const fields = FIELDS.map(([openalex_id, field]) => ({ openalex_id, field }));
  const rows = { _openalex_natural_science_fields: fields, ...content };
  for (const [table, list] of Object.entries(rows)) {
    if (without.includes(table)) continue;
    for (const [i, given] of list.entries()) {
      const defaults = table.endsWith("_analysis") ? ANSWER : DEFAULTS[table];
      const row: Record<string, Value> = { ...defaults, ...given };
      const names = Object.keys(row);
      db.prepare(
        `INSERT INTO ${table} (_id, ${names.join(", ")}) VALUES (?${
          ", ?".repeat(names.length)
        })`,
      ).run(i, ...Object.values(row));
    }
  }
  db.exec("COMMIT");
  db.close();
}

/** A record of OpenAlex of a year. */
export function record(
  doi: string,
  year: number | null,
  parts: Readonly<Record<string, Value>> = {},
) {
  return {
    doi,
    json_data: JSON.stringify({ id: "W1", publication_year: year }),
    ...parts,
  };
}
