import type { DatabaseSync } from "node:sqlite";
import { readRows, type SqlRow } from "lib/corpus/artifact/read_rows.ts";
import { normaliseDoi } from "lib/corpus/metadata.ts";

/** The DOI as a column. */
export const DOI = "CAST(doi AS TEXT) AS doi";

/** A row of any table that names a paper. */
export interface DoiRow {
  /** As stored. */
  readonly doi: string;
  /** The DOI in lower case, without resolver. */
  readonly key: string;
}

/**
 * Reads rows that name a paper; rows without a DOI join with nothing.
 *
 * @param query What to read, with a column doi: see {@link readRows}.
 * @param rest What else is wanted of a row.
 */
export function readDoiRows<T>(
  db: DatabaseSync,
  query: Parameters<typeof readRows>[1],
  rest: (row: SqlRow) => T,
): (DoiRow & T)[] {
  const rows: (DoiRow & T)[] = [];
  for (const row of readRows(db, query)) {
    if (row.doi === null) continue;
    const doi = String(row.doi);
    rows.push({ ...rest(row), doi, key: normaliseDoi(doi) });
  }
  return rows;
}
