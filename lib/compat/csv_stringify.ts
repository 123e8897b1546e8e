/** `stringify` of `@std/csv`: see `lib/compat/csv.ts`. */

import { stringify as stringifyRecords } from "csv-stringify/sync";

/** Index of an array or key of an object. */
export type PropertyAccessor = number | string;

/** A column with a header of its own. */
export interface ColumnDetails {
  /** The (last) property by default. */
  header?: string;
  /** Where the value is; a list of properties leads into nested data. */
  prop: PropertyAccessor | PropertyAccessor[];
}

/** A column: a property, a path of properties, or details. */
export type Column = ColumnDetails | PropertyAccessor | PropertyAccessor[];

/** A row of data. */
export type DataItem = Readonly<Record<string, unknown> | unknown[]>;

/** Options of {@link stringify}, as documented for `@std/csv`. */
export interface StringifyOptions {
  /** If true (default), the first line names the columns, if there are any. */
  headers?: boolean;
  /** What stands between values; "," by default. */
  separator?: string;
  /** Which values to write; needed if the rows are objects. */
  columns?: readonly Column[];
  /** If true, the text begins with a byte-order mark. */
  bom?: boolean;
}

function toDetails(
  column: Column,
): { header: string; path: PropertyAccessor[] } {
  const details = typeof column === "object" && !Array.isArray(column)
    ? column
    : { prop: column };
  const path = [details.prop].flat();
  return { header: details.header ?? String(path.at(-1)), path };
}

function valueAt(item: unknown, path: readonly PropertyAccessor[]): unknown {
  let value = item;
  for (const property of path) {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value) && typeof property !== "number") {
      throw new TypeError('Property accessor is not of type "number"');
    }
    value = (value as Record<PropertyAccessor, unknown>)[property];
  }
  return value;
}

function toText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/**
 * Writes rows as CSV (RFC 4180). Lines end in CRLF; a value is quoted only if
 * it holds the separator, a quote or a line feed.
 *
 * @example
 * ```ts
 * import { stringify } from "@std/csv";
 * import assert from "node:assert/strict";
 *
 * const data = [{ name: "Rick", age: 70 }, { name: "Morty", age: 14 }];
 * assert.equal(
 *   stringify(data, { columns: ["name", "age"] }),
 *   "name,age\r\nRick,70\r\nMorty,14\r\n",
 * );
 * ```
 *
 * @throws {TypeError} If rows are objects and no columns are given, or the
 * separator holds a quote or CRLF.
 */
export function stringify(
  data: readonly DataItem[],
  options: StringifyOptions = {},
): string {
  const { bom = false, columns = [], headers = true, separator = "," } =
    options;
  if (/"|\r\n/.test(separator)) {
    throw new TypeError(
      [
        "Separator cannot include the following strings:",
        '  - U+0022: Quotation mark (")',
        "  - U+000D U+000A: Carriage Return + Line Feed (\\r\\n)",
      ].join("\n"),
    );
  }
  const details = columns.map(toDetails);
  const rows = data.map((item) => {
    if (details.length > 0) {
      return details.map(({ path }) => toText(valueAt(item, path)));
    }
    if (!Array.isArray(item)) {
      throw new TypeError(
        "No property accessor function was provided for object",
      );
    }
    return item.map(toText);
  });
  if (headers && details.length > 0) {
    rows.unshift(details.map(({ header }) => header));
  }
  const text = stringifyRecords(rows, {
    delimiter: separator,
    quoted_match: /\n/,
    record_delimiter: "\r\n",
  });
  return bom ? `\ufeff${text}` : text;
}
