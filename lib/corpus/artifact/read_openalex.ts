/** Years, citations and fields from an artifact's OpenAlex records. */

import type { DatabaseSync } from "node:sqlite";
import { readRows } from "lib/corpus/artifact/read_rows.ts";
import type { ArtifactSchema } from "lib/corpus/artifact/schema.ts";
import { fieldName } from "lib/corpus/fields.ts";
import { normaliseDoi } from "lib/corpus/metadata.ts";

/** What OpenAlex says of a paper. */
export interface OpenAlexRecord {
  /** Publication year as stored, however unlikely; null if absent. */
  readonly year: number | null;
  /** Null if absent or negative. */
  readonly citedByCount: number | null;
  /** Distinct names of the fields of its topics; null if it has no topic. */
  readonly fields: readonly string[] | null;
}

/** Years outside this range are kept as they are, and named. */
const USUAL_YEARS = [1665, 2050] as const; // 1665: the first scientific journals

const YEAR_KEY = '"publication_year"';

/**
 * The year's place in a stored record. The record is the complete work of
 * OpenAlex, of which nothing else is needed; cutting it out works on damaged
 * JSON too, and is many times as fast as parsing.
 *
 * @param column The column of the record, or NULL.
 */
export function yearColumn(column: string): string {
  return `CASE WHEN instr(${column}, '${YEAR_KEY}') > 0 THEN
    substr(${column}, instr(${column}, '${YEAR_KEY}') + ${YEAR_KEY.length}, 24) END`;
}

/**
 * Reads the year from what {@link yearColumn} cut out.
 *
 * @returns The year, or null if there is none.
 *
 * @example
 * ```ts
 * import { readYear } from "lib/corpus/artifact/read_openalex.ts";
 * import assert from "node:assert/strict";
 * assert.equal(readYear(': 2021, "publication_dat'), 2021);
 * assert.equal(readYear(": 2021.5"), null);
 * ```
 */
export function readYear(cut: unknown): number | null {
  const year = /^\s*:\s*"?(-?\d{1,9})(?:\.0+)?(?![\d.eE])/;
  const digits = year.exec(String(cut ?? ""))?.[1];
  return digits === undefined ? null : Number(digits);
}

/**
 * Reads the records of OpenAlex by normalised DOI. Where a DOI has several,
 * the one cited most is kept.
 *
 * @param db The database.
 * @param schema Its tables and columns.
 * @returns The records, and a sentence for each kind of value that is odd.
 */
export function readOpenAlex(db: DatabaseSync, schema: ArtifactSchema): {
  readonly records: ReadonlyMap<string, OpenAlexRecord>;
  readonly warnings: readonly string[];
} {
  const records = new Map<string, OpenAlexRecord>();
  if (!schema.has("openalex", "doi")) return { records, warnings: [] };
  const column = (name: string) => schema.column("openalex", name);
  const odd = new Map<string, string[]>();
  const note = (what: string, doi: string) => {
    const dois = odd.get(what);
    if (dois === undefined) odd.set(what, [doi]);
    else dois.push(doi);
  };
  const rows = readRows(
    db,
    {
      select: `CAST(doi AS TEXT) AS doi,
       CAST(${column("cited_by_count")} AS REAL) AS cited,
       ${column("topic_0")} AS topic_0, ${column("topic_1")} AS topic_1,
       ${column("topic_2")} AS topic_2,
       ${yearColumn(column("json_data"))} AS year`,
      from: `openalex`,
    },
  );
  for (const row of rows) {
    const doi = normaliseDoi(String(row.doi ?? ""));
    if (doi === "") {
      note("no DOI, left out", "");
      continue;
    }
    const record = {
      year: readYear(row.year),
      citedByCount: readCount(row.cited, doi, note),
      fields: readFields([row.topic_0, row.topic_1, row.topic_2], doi, note),
    };
    const { year } = record;
    if (year !== null && (year < USUAL_YEARS[0] || year > USUAL_YEARS[1])) {
      note(`the year ${year}, kept as it is`, doi);
    }
    const known = records.get(doi);
    if (known === undefined) records.set(doi, record);
    else {
      note("a DOI that is there already, the one cited most is kept", doi);
      if ((record.citedByCount ?? -1) > (known.citedByCount ?? -1)) {
        records.set(doi, record);
      }
    }
  }
  const warnings = [...odd].map(([what, dois]) => {
    const example = dois[0] === "" ? "" : `, such as ${dois[0]}`;
    return `${dois.length} ${
      dois.length === 1 ? "record" : "records"
    } of OpenAlex with ${what}${example}`;
  });
  return { records, warnings };
}

type Note = (what: string, doi: string) => void;

function readCount(value: unknown, doi: string, note: Note): number | null {
  if (typeof value !== "number" || Number.isNaN(value)) return null;
  if (value >= 0) return value;
  note("a negative number of citations, taken as unknown", doi);
  return null;
}

function readFields(
  topics: readonly unknown[],
  doi: string,
  note: Note,
): readonly string[] | null {
  const fields = new Set<string>();
  for (const topic of topics) {
    const given = typeof topic === "string" ? topic.trim() : "";
    if (given === "") continue;
    const name = fieldName(given);
    if (name === null && !fields.has(given)) {
      note(`the field "${given}", which OpenAlex does not have`, doi);
    }
    fields.add(name ?? given);
  }
  return fields.size > 0 ? [...fields] : null;
}
