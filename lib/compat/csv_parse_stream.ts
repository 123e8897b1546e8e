/** `CsvParseStream` of `@std/csv`: see `lib/compat/csv.ts`. */

import { parse as recordStream } from "csv-parse/stream";
import type { ParseOptions, ParseResult } from "lib/compat/csv_parse.ts";
import {
  type ParsedRecord,
  type Row,
  rowReader,
  syntaxErrorFrom,
  toLibraryOptions,
} from "lib/compat/csv_records.ts";

/** Options of {@link CsvParseStream}: those of `parse`. */
export type CsvParseStreamOptions = ParseOptions;

type RowType<T> = T extends undefined ? string[] : ParseResult<T>[number];

async function* rowsOf(
  records: ReadableStream<ParsedRecord>,
  options: ParseOptions,
): AsyncGenerator<Row> {
  const toRow = rowReader(options);
  try {
    for await (const parsed of records) {
      const row = toRow(parsed);
      if (row !== null) yield row;
    }
  } catch (error) {
    throw syntaxErrorFrom(error);
  }
}

/**
 * Reads CSV text that arrives in pieces, row by row, for files too large to
 * hold in memory.
 *
 * @example
 * ```ts
 * import { CsvParseStream } from "@std/csv";
 * import assert from "node:assert/strict";
 *
 * const rows = ReadableStream.from(["name,age\n", "Alice,34\n", "Bob,24\n"])
 *   .pipeThrough(new CsvParseStream({ skipFirstRow: true }));
 * assert.deepEqual(await Array.fromAsync(rows), [
 *   { name: "Alice", age: "34" },
 *   { name: "Bob", age: "24" },
 * ]);
 * ```
 */
export class CsvParseStream<
  const T extends CsvParseStreamOptions | undefined = undefined,
> implements TransformStream<string, RowType<T>> {
  /** Where the rows come out. */
  readonly readable: ReadableStream<RowType<T>>;
  /** Where the text goes in. */
  readonly writable: WritableStream<string>;

  constructor(options?: T) {
    const encoder = new TextEncoderStream();
    const records = encoder.readable.pipeThrough(
      recordStream(toLibraryOptions(options ?? {})) as TransformStream<
        Uint8Array,
        ParsedRecord
      >,
    );
    this.writable = encoder.writable;
    this.readable = ReadableStream.from(
      rowsOf(records, options ?? {}),
    ) as ReadableStream<RowType<T>>;
  }
}
