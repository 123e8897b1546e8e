import { stringify } from "@std/csv";

/** One value of a table; null where there is none to give. */
export type Value = string | number | null;

/** One row of a table, by column. */
export type Row = Readonly<Record<string, Value>>;

/** A tidy table that becomes a CSV file. */
export interface Table {
  /** File name without ending. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/**
 * Writes a number so that the same value gives the same text everywhere:
 * whole numbers as they are, others with up to six digits after the point.
 */
export function formatValue(value: Value): string {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (!Number.isFinite(value)) {
    throw new RangeError(
      `Cannot write ${value} to a table as it is not a number`,
    );
  }
  return Number.isInteger(value)
    ? String(value)
    : String(Number(value.toFixed(6)));
}

/**
 * Writes a table as CSV. Line breaks are "\n", also inside values: the file
 * reads the same with every tool and compares line by line.
 *
 * @param table The table; every row has a value for every column.
 * @returns The text, header first, lines ending in "\n".
 * @throws {RangeError} If a number is not finite.
 *
 * @example
 * ```ts
 * import { tableToCsv } from "lib/findings/table.ts";
 * import assert from "node:assert/strict";
 * const csv = tableToCsv({
 *   name: "models",
 *   columns: ["model", "share"],
 *   rows: [{ model: "ViT, large", share: 1 / 3 }, { model: "BERT", share: null }],
 * });
 * assert.equal(csv, 'model,share\n"ViT, large",0.333333\nBERT,\n');
 * ```
 */
export function tableToCsv({ columns, rows }: Table): string {
  const lines = rows.map((row) =>
    columns.map((column) => formatValue(row[column] ?? null))
  );
  const csv = stringify([[...columns], ...lines], { headers: false });
  return csv.replaceAll("\r\n", "\n");
}
