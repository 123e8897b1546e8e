import { parse } from "@std/csv";
import { fieldName } from "lib/corpus/fields.ts";
import {
  type Megajournal,
  MEGAJOURNALS,
  type PaperMetadata,
} from "lib/corpus/paper.ts";

/** What the metadata file knows of a paper; null where it does not say. */
export interface MetadataRow {
  readonly citedByCount: number | null;
  readonly fields: readonly string[] | null;
  readonly year: number | null;
  readonly megajournal: Megajournal | null;
}

/** A metadata file, read. */
export interface MetadataTable {
  /** By lower-case DOI. */
  readonly rows: ReadonlyMap<string, MetadataRow>;
  /** True if at least one row says how often its paper is cited. */
  readonly hasCitations: boolean;
  /** True if at least one row names a field. */
  readonly hasFields: boolean;
  /** One sentence for each row or value that could not be used. */
  readonly warnings: readonly string[];
}

/** A DOI in its canonical form: lower case, without resolver or prefix. */
export function normaliseDoi(doi: string): string {
  return doi.trim().toLowerCase()
    .replace(/^(https?:\/\/)?(dx\.)?doi\.org\//, "").replace(/^doi:\s*/, "");
}

/**
 * Reads the CSV that carries what JATS does not: columns doi, cited_by_count,
 * fields (OpenAlex field names or ids, separated by ";"), and optionally year
 * and megajournal, in any order and beside any others.
 *
 * @param text The file's text; a byte order mark and CRLF are fine.
 * @param file Its name, for messages.
 * @returns The rows by DOI. Where a DOI comes twice the first row stands; a
 * value that is not valid counts as not known; each is named in `warnings`.
 * @throws {SyntaxError} If it is not CSV or lacks one of the first three columns.
 *
 * @example
 * ```ts
 * import { parseMetadata } from "lib/corpus/metadata.ts";
 * import assert from "node:assert/strict";
 * const { rows } = parseMetadata("doi,cited_by_count,fields\n10.1/A,3,13;28\n", "my.csv");
 * assert.deepEqual(rows.get("10.1/a"), {
 *   citedByCount: 3,
 *   fields: ["Biochemistry, Genetics and Molecular Biology", "Neuroscience"],
 *   year: null,
 *   megajournal: null,
 * });
 * ```
 */
export function parseMetadata(text: string, file: string): MetadataTable {
  const records = readRecords(text, file);
  const rows = new Map<string, MetadataRow>();
  const warnings: string[] = [];
  for (const [index, record] of records.entries()) {
    const warn = (what: string) =>
      warnings.push(`${file}, row ${index + 2}: ${what}`);
    const doi = normaliseDoi(record.doi ?? "");
    if (doi === "") warn("no DOI, row left out");
    else if (rows.has(doi)) {
      warn(`DOI "${doi}" was there before, first row kept`);
    } else rows.set(doi, readRow(record, warn));
  }
  if (rows.size === 0) warnings.push(`${file}: no row with a DOI`);
  const all = [...rows.values()];
  return {
    rows,
    hasCitations: all.some(({ citedByCount }) => citedByCount !== null),
    hasFields: all.some(({ fields }) => fields !== null),
    warnings,
  };
}

/** Columns that a metadata file must have; a cell may be empty, a column not. */
const NEEDED = ["doi", "cited_by_count", "fields"] as const;

function readRecords(
  text: string,
  file: string,
): Record<string, string | undefined>[] {
  let header: string[];
  let rows: string[][];
  try {
    [header = [], ...rows] = parse(text);
  } catch (error) {
    throw new SyntaxError(
      `Cannot read metadata "${file}" as CSV: ${(error as Error).message}`,
    );
  }
  const columns = header.map((column) => column.trim());
  for (const column of NEEDED) {
    const times = columns.filter((name) => name === column).length;
    if (times === 1) continue;
    throw new SyntaxError(
      `Cannot read metadata "${file}" as it has ${
        times === 0 ? "no" : "more than one"
      } column "${column}": its columns are ${columns.join(", ")}`,
    );
  }
  return rows.map((row) =>
    Object.fromEntries(columns.map((column, i) => [column, row[i]]))
  );
}

function readRow(
  record: Record<string, string | undefined>,
  warn: (what: string) => void,
): MetadataRow {
  const whole = (column: string) => {
    const value = record[column]?.trim() ?? "";
    if (value === "") return null;
    if (/^\d{1,9}$/.test(value)) return Number(value);
    warn(
      `${column} "${value}" is not a whole number of 0 or more, taken as unknown`,
    );
    return null;
  };
  const fields = (record.fields ?? "").split(";").map((field) => field.trim())
    .filter((field) => field !== "").map((field) => {
      const name = fieldName(field);
      if (name === null) {
        warn(`"${field}" is not an OpenAlex field, kept as it is`);
      }
      return name ?? field;
    });
  const megajournal = record.megajournal?.trim() ?? "";
  const known = MEGAJOURNALS.find((name) => name === megajournal);
  if (megajournal !== "" && known === undefined) {
    warn(
      `megajournal "${megajournal}" is none of ${
        MEGAJOURNALS.join(", ")
      }, left out`,
    );
  }
  return {
    citedByCount: whole("cited_by_count"),
    fields: fields.length > 0 ? [...new Set(fields)] : null,
    year: whole("year"),
    megajournal: known ?? null,
  };
}

/** A paper with what the metadata table adds; what the table does not know stays. */
export function joinMetadata<T extends PaperMetadata>(
  paper: T,
  table: MetadataTable,
): T {
  const row = table.rows.get(paper.doi);
  if (row === undefined) return paper;
  return {
    ...paper,
    citedByCount: row.citedByCount ?? paper.citedByCount,
    fields: row.fields ?? paper.fields,
    year: row.year ?? paper.year,
    megajournal: row.megajournal ?? paper.megajournal,
  };
}
