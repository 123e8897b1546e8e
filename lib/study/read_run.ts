import { join } from "node:path";
import { parse } from "@std/csv";
import type { Evidence } from "lib/annotate/annotator.ts";
import type { Row, Value } from "lib/findings/table.ts";
import { StudyError } from "lib/study/study_keys.ts";

/** A line of annotations.jsonl. */
export interface AnnotationLine {
  readonly doi: string;
  readonly question: string;
  readonly status: string;
  readonly answer:
    | { readonly result: boolean }
    | { readonly mentions: readonly Readonly<Record<string, string | null>>[] }
    | null;
  readonly evidence: readonly Evidence[];
}

/** Columns whose values are names even where they look like numbers. */
const TEXT_COLUMNS: ReadonlySet<string> = new Set([
  ...["doi", "title", "journal", "source", "detail", "reason", "stratum"],
  ...[
    "model",
    "name",
    "form",
    "family",
    "annotator",
    "label",
    "answer",
    "fields",
    "passage",
  ],
  ...["group", "note", "method", "first", "second", "cause"],
  ...["label_passage", "answer_passage", "answer_passage_in_paper"],
]);

function readCell(column: string, cell: string): Value {
  if (TEXT_COLUMNS.has(column)) return cell;
  if (cell === "") return null;
  return /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell;
}

/**
 * Reads a table that a run wrote.
 *
 * @param out The study's folder of figures and tables.
 * @param name File name without ending.
 * @returns Its rows; numbers as numbers, empty cells of numbers as null. No
 * rows if the run has no such table, since its questions give none.
 * @throws {StudyError} If the study has not been run.
 */
export async function readTable(out: string, name: string): Promise<Row[]> {
  let text: string;
  try {
    text = await Deno.readTextFile(join(out, "tables", `${name}.csv`));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    await readRunFile(out, "manifest.json");
    return [];
  }
  const records = parse(text, { skipFirstRow: true }) as Record<
    string,
    string
  >[];
  return records.map((record) =>
    Object.fromEntries(
      Object.entries(record).map((
        [column, cell],
      ) => [column, readCell(column, cell)]),
    )
  );
}

/**
 * Reads lines of annotations.jsonl.
 *
 * @param test Which lines to give.
 * @param limit How many at most.
 */
export async function readAnnotations(
  out: string,
  test: (line: AnnotationLine) => boolean,
  limit = Infinity,
): Promise<AnnotationLine[]> {
  const lines: AnnotationLine[] = [];
  for (
    const text of (await readRunFile(out, "annotations.jsonl")).split("\n")
  ) {
    if (lines.length >= limit) break;
    if (text === "") continue;
    const line = JSON.parse(text) as AnnotationLine;
    if (test(line)) lines.push(line);
  }
  return lines;
}

/**
 * Reads a file that a run wrote.
 *
 * @param folder Where it lies in the study's folder, by the tables by default.
 */
export async function readRunFile(
  out: string,
  file: string,
  folder = "tables",
): Promise<string> {
  try {
    return await Deno.readTextFile(join(out, folder, file));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new StudyError(
      `Cannot read "${file}" of this study as it has not been run yet; run \`deno task annotate\` with the same study first`,
    );
  }
}
