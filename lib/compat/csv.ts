/**
 * The part of `@std/csv` that this project uses, over the npm packages
 * `csv-parse` and `csv-stringify`. Names, options, results and errors are
 * those of the original, so the import map may point at `jsr:@std/csv` instead
 * without other changes. The option `lazyQuotes` is left out.
 */

export {
  parse,
  type ParseOptions,
  type ParseResult,
} from "lib/compat/csv_parse.ts";
export {
  CsvParseStream,
  type CsvParseStreamOptions,
} from "lib/compat/csv_parse_stream.ts";
export {
  type Column,
  type ColumnDetails,
  type DataItem,
  type PropertyAccessor,
  stringify,
  type StringifyOptions,
} from "lib/compat/csv_stringify.ts";
