import { type Displayable, displayable } from "lib/notebook/displayable.ts";
import { escapeHtml, visible } from "lib/notebook/escape.ts";
import { formatCell, type NumberFormat } from "lib/notebook/format_cell.ts";
import { capitalise } from "lib/words.ts";

/** What to show of a table, and how. */
export interface TableOptions {
  /** Columns in order, or their headings by column; all columns by default. */
  readonly columns?: readonly string[] | Readonly<Record<string, string>>;
  /** Says what the table is, with its corpus and n. */
  readonly caption?: string;
  /** What to say instead of a table without rows; by default that there is nothing to show. */
  readonly empty?: string;
  /** Number formats by column; `count` by default, and `plain` for `year`. */
  readonly formats?: Readonly<Record<string, NumberFormat>>;
}

interface Column {
  readonly heading: string;
  readonly cells: readonly string[];
  readonly align: "left" | "right";
}

/**
 * Shows rows as a table, as HTML and as aligned text. Numbers stand to the
 * right, with thousands separators; a missing value is a dash; without rows
 * there is a sentence and no table. All text is escaped.
 *
 * @param rows Objects with the same keys.
 * @param options Columns, caption, number formats, and what to say without rows.
 *
 * @example
 * ```ts
 * import { showTable } from "lib/notebook/show_table.ts";
 * showTable([{ year: 2019, papers: 1200, share: 0.25 }], {
 *   caption: "Papers that use deep learning",
 *   formats: { share: "share" },
 * });
 * ```
 */
export function showTable<Row extends object>(
  rows: readonly Row[],
  options: TableOptions = {},
): Displayable {
  if (rows.length === 0) {
    const { caption, empty = "nothing to show" } = options;
    const text = caption === undefined ? empty : `${caption}: ${empty}`;
    return displayable({
      "text/html": `<p>${escapeHtml(`${capitalise(text)}.`)}</p>`,
      "text/plain": oneLine(`${capitalise(text)}.`),
    });
  }
  const columns = layOut(rows, options);
  return displayable({
    "text/html": toHtml(columns, options.caption),
    "text/plain": toText(columns, options.caption),
  });
}

function layOut<Row extends object>(
  rows: readonly Row[],
  { columns, formats = {} }: TableOptions,
): Column[] {
  const headings = columns === undefined
    ? rows.flatMap((row) => Object.keys(row)).map((key) => [key, key] as const)
    : Array.isArray(columns)
    ? columns.map((key: string) => [key, key] as const)
    : Object.entries(columns as Readonly<Record<string, string>>);
  return [...new Map(headings)].map(([key, heading]) => {
    const values = rows.map((row) => (row as Record<string, unknown>)[key]);
    const format = formats[key] ?? (key === "year" ? "plain" : "count");
    return {
      heading,
      cells: values.map((value) => formatCell(value, format)),
      align: values.some((value) => typeof value === "number")
        ? "right"
        : "left",
    };
  });
}

// GitHub drops styles and keeps `align`; JupyterLab aligns right without them.
function toHtml(columns: readonly Column[], caption?: string): string {
  const tag = (name: string, { align }: Column, text: string) =>
    `<${name} align="${align}" style="text-align: ${align}">${
      escapeHtml(text)
    }</${name}>`;
  const row = (name: string, textOf: (column: Column) => string) =>
    `<tr>${
      columns.map((column) => tag(name, column, textOf(column))).join("")
    }</tr>`;
  const height = columns[0]?.cells.length ?? 0;
  const body = Array.from(
    { length: height },
    (_, i) => row("td", (column) => column.cells[i] ?? ""),
  );
  return [
    "<table>",
    ...caption
      ? [`<caption style="text-align: left">${escapeHtml(caption)}</caption>`]
      : [],
    `<thead>${row("th", (column) => column.heading)}</thead>`,
    "<tbody>",
    ...body,
    "</tbody>",
    "</table>",
  ].join("\n");
}

function toText(columns: readonly Column[], caption?: string): string {
  const padded = columns.map(({ heading, cells, align }) => {
    const texts = [heading, ...cells].map(oneLine);
    const width = Math.max(...texts.map((text) => [...text].length));
    const [head = "", ...body] = texts.map((text) => {
      const padding = " ".repeat(width - [...text].length);
      return align === "right" ? padding + text : text + padding;
    });
    return [head, "-".repeat(width), ...body];
  });
  const lines = (padded[0] ?? []).map((_, i) =>
    padded.map((column) => column[i]).join("  ").trimEnd()
  );
  return [...caption ? [oneLine(caption)] : [], ...lines].join("\n");
}

function oneLine(text: string): string {
  return visible(text).replace(/\s+/g, " ");
}
