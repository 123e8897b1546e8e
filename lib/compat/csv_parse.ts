/** `parse` of `@std/csv`: see `lib/compat/csv.ts`. */

import { parse as parseRecords } from "csv-parse/sync";
import {
  type ParsedRecord,
  rowsFrom,
  syntaxErrorFrom,
  toLibraryOptions,
} from "lib/compat/csv_records.ts";

/** Options of {@link parse}, as documented for `@std/csv`. */
export interface ParseOptions {
  /** What stands between values; "," by default. */
  separator?: string;
  /** Lines that begin with this character are left out. */
  comment?: string;
  /** If true, white space before each value is left out. */
  trimLeadingSpace?: boolean;
  /** Number of values in each row; 0 for as many as in the first row. */
  fieldsPerRecord?: number;
  /** If true, the first row names the columns, or is left out if `columns` does. */
  skipFirstRow?: boolean;
  /** Names of the columns. */
  columns?: readonly string[];
}

/** Objects if columns are named, arrays of strings if not. */
export type ParseResult<T> = T extends
  { columns: readonly (infer Name extends string)[] } ? Record<Name, string>[]
  : T extends { skipFirstRow: true } ? Record<string, string>[]
  : T extends { columns?: undefined; skipFirstRow?: false } ? string[][]
  : Record<string, string>[] | string[][];

/**
 * Reads CSV text (RFC 4180; a byte-order mark and blank lines are left out).
 *
 * @example
 * ```ts
 * import { parse } from "@std/csv";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(parse("a,b,c\nd,e,f"), [["a", "b", "c"], ["d", "e", "f"]]);
 * assert.deepEqual(parse("a,b,c\nd,e,f", { skipFirstRow: true }), [
 *   { a: "d", b: "e", c: "f" },
 * ]);
 * ```
 *
 * @throws {SyntaxError} If a quote is out of place, or a row has not
 * `fieldsPerRecord` values.
 * @throws {TypeError} If `skipFirstRow` is set and there is no row.
 * @throws {Error} If columns are named and a row has more or fewer values.
 */
export function parse(input: string): string[][];
export function parse<const T extends ParseOptions>(
  input: string,
  options: T,
): ParseResult<T>;
export function parse(input: string, options: ParseOptions = {}) {
  let parsed: ParsedRecord[];
  try {
    // The package's types know nothing of the option `info`, which adds lines.
    parsed = parseRecords(
      input,
      toLibraryOptions(options),
    ) as unknown as ParsedRecord[];
  } catch (error) {
    throw syntaxErrorFrom(error);
  }
  if (options.skipFirstRow && parsed.length === 0) {
    throw new TypeError("Cannot parse input: headers must be defined");
  }
  return [...rowsFrom(parsed, options)];
}
