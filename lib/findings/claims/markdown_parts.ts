/** Parts of a Markdown file; the text in them stays text. */

/** Writes a list. */
export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${plain(item)}`).join("\n");
}

/** Writes a table. */
export function table(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(columns),
    line(columns.map(() => "---")),
    ...rows.map((row) => line(row.map(cell))),
  ].join("\n");
}

/** Keeps a text in its table cell; the writer's own marks stay. */
function cell(text: string): string {
  return /^\*\*[a-z ]+\*\*$/.test(text) ? text : plain(text);
}

/** Makes text of unknown origin stay text: one line without marks or elements. */
export function plain(text: string): string {
  return text.replace(/\s+/g, " ").trim()
    .replace(/[\\`*_<>|[\]]/g, (character) => `\\${character}`);
}
