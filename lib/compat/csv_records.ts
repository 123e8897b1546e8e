/** What `parse` and `CsvParseStream` share: see `lib/compat/csv.ts`. */

import type { Options } from "csv-parse";
import type { ParseOptions } from "lib/compat/csv_parse.ts";

/** One record as `csv-parse` gives it with the options `info` and `raw`. */
export interface ParsedRecord {
  readonly record: string[];
  /** `lines` is the number of the line that the record ends on. */
  readonly info: { readonly lines: number };
}

/** A row as the reader of the CSV gets it. */
export type Row = string[] | Record<string, string>;

/** Says in the words of `csv-parse` what the options of `@std/csv` mean. */
export function toLibraryOptions(options: ParseOptions): Options {
  return {
    bom: true,
    comment: options.comment ?? null,
    comment_no_infix: true,
    delimiter: options.separator ?? ",",
    info: true,
    ltrim: options.trimLeadingSpace ?? false,
    raw: true,
    record_delimiter: ["\r\n", "\n"],
    relax_column_count: true,
    skip_empty_lines: true,
  };
}

/** Makes rows of records: names the columns and counts the values. */
export function* rowsFrom(
  parsed: Iterable<ParsedRecord>,
  options: ParseOptions,
): Generator<Row> {
  const toRow = rowReader(options);
  for (const one of parsed) {
    const row = toRow(one);
    if (row !== null) yield row;
  }
}

/**
 * Makes a function that turns one record after the other into a row, and the
 * first into null if it is to be skipped.
 */
export function rowReader(
  options: ParseOptions,
): (parsed: ParsedRecord) => Row | null {
  let header = options.columns;
  let expected = options.fieldsPerRecord ?? -1;
  let isFirst = true;
  return ({ record, info }) => {
    const values = record.map((value) => value.replaceAll("\r\n", "\n"));
    if (expected === 0) expected = values.length;
    if (expected > 0 && values.length !== expected) {
      throw new SyntaxError(
        `Syntax error on line ${info.lines}: expected ${expected} fields but got ${values.length}`,
      );
    }
    if (isFirst) {
      isFirst = false;
      if (options.skipFirstRow) {
        header ??= values;
        return null;
      }
    }
    if (header === undefined) return values;
    if (values.length !== header.length) {
      throw new Error(
        `Syntax error on line ${info.lines}: The record has ${values.length} fields, but the header has ${header.length} fields`,
      );
    }
    return Object.fromEntries(header.map((name, i) => [name, values[i]!]));
  };
}

/**
 * Says what `csv-parse` complained of in the words of `@std/csv`. `raw` holds
 * the record up to the character that is wrong.
 */
export function syntaxErrorFrom(error: unknown): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  const { code, lines, raw } = error as Error & {
    code: string;
    lines: number;
    raw: string;
  };
  const isOpen = code === "CSV_QUOTE_NOT_CLOSED";
  const start = raw.trimStart();
  const first = lines - start.split("\n").length + 1;
  const column = isOpen ? 1 : [...raw.slice(raw.lastIndexOf("\n") + 1)].length;
  const what = code === "INVALID_OPENING_QUOTE"
    ? 'bare " in non-quoted-field'
    : 'extraneous or missing " in quoted-field';
  return new SyntaxError(
    `Syntax error on line ${first}; parse error on line ${lines}, column ${column}: ${what}`,
    { cause: error },
  );
}
