import { LABEL_COLUMNS } from "lib/findings/labels/label_row.ts";
import type { LabelProblem } from "lib/findings/labels/problems.ts";

/** A row of a labels file before anything of it is checked. */
export interface LabelRecord {
  readonly row: number;
  /** Text by column of a labels file; an absent one is empty. */
  readonly cells: Readonly<Record<string, string>>;
  /** Columns that have another name in the file. */
  readonly columns?: Readonly<Record<string, string>>;
}

/** Columns that a sheet to fill in carries for the person who labels; nothing of them is read. */
export const SHEET_COLUMNS = [
  "title",
  "source",
  "annotator_answer",
  "annotator_passage",
] as const;

/** The column with the chance of being drawn. */
export const PROBABILITY_COLUMN = "inclusion_probability";

/** Columns that a labels file must have. */
const NEEDED = LABEL_COLUMNS.slice(0, 4);

const KNOWN: ReadonlySet<string> = new Set([
  ...LABEL_COLUMNS,
  ...SHEET_COLUMNS,
  PROBABILITY_COLUMN,
]);

/**
 * Names the cells of a labels file by its header.
 *
 * @param cells Rows of cells, the header first.
 * @param file Its name, for messages.
 * @param problems Takes columns that are not read and rows that are too long.
 * @returns The rows that are not empty.
 * @throws {SyntaxError} If a needed column is missing, or one is there twice.
 */
export function labelRecords(
  [header = [], ...rows]: readonly (readonly string[])[],
  file: string,
  problems: LabelProblem[],
): LabelRecord[] {
  const columns = header.map((name) => name.trim().toLowerCase());
  const named = columns.filter((column) => column !== "");
  for (const column of KNOWN) {
    const times = columns.filter((name) => name === column).length;
    const isNeeded = NEEDED.some((needed) => needed === column);
    if (times === 1 || (times === 0 && !isNeeded)) continue;
    throw new SyntaxError(
      `Cannot read labels "${file}" as there is ${
        times === 0 ? "no" : "more than one"
      } column "${column}": columns are ${named.join(", ")}`,
    );
  }
  for (const column of new Set(named)) {
    if (KNOWN.has(column)) continue;
    problems.push({ row: 1, column, found: "", problem: "not read" });
  }
  return rows.flatMap((values, index) => {
    const row = index + 2;
    const texts = values.map((value) => value.trim());
    if (texts.every((text) => text === "")) return [];
    const beyond = texts.findIndex((text, i) => text !== "" && !columns[i]);
    if (beyond >= 0) {
      problems.push({
        row,
        column: `${beyond + 1}`,
        found: texts[beyond]!,
        problem:
          "more values than columns (is a comma not in quotes?), row left out",
      });
      return [];
    }
    const cells = Object.fromEntries(
      columns.map((column, i) => [column, texts[i] ?? ""]),
    );
    return [{ row, cells }];
  });
}
