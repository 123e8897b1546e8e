import { parse } from "@std/csv";
import { normaliseDoi } from "lib/corpus/metadata.ts";
import type { Question } from "lib/questions/question.ts";

/** One row of a labels file: a human's answer, or one pair of model and category. */
export interface LabelRow {
  readonly doi: string;
  readonly annotator: string;
  readonly question: string;
  /** "yes" or "no", or the value of a closed list. */
  readonly value: string;
  /** Name of the model, for pairs; else empty. */
  readonly model: string;
  /** The passage that it rests on, if the human noted one. */
  readonly passage: string;
}

/** A labels file, read. */
export interface Labels {
  readonly rows: readonly LabelRow[];
  /** One sentence for each row that could not be used. */
  readonly warnings: readonly string[];
}

/** Columns of a labels file, in the order in which they are written. */
export const LABEL_COLUMNS = [
  "doi",
  "annotator",
  "question",
  "value",
  "model",
  "passage",
] as const;

/**
 * Reads human labels from CSV.
 *
 * @param text The file's text, columns {@link LABEL_COLUMNS} in any order;
 * model and passage may be missing.
 * @param file Its name, for messages.
 * @param questions The study's questions.
 * @returns The usable rows; rows of unknown questions, with values that their
 * question does not allow, or that repeat a yes-no label are left out, and each
 * is named in `warnings`.
 * @throws {SyntaxError} If it is not CSV or lacks a needed column.
 */
export function parseLabels(
  text: string,
  file: string,
  questions: readonly Question[],
): Labels {
  let records: Record<string, string | undefined>[];
  try {
    records = parse(text, { skipFirstRow: true }) as typeof records;
  } catch (error) {
    throw new SyntaxError(
      `Cannot read labels "${file}" as CSV: ${(error as Error).message}`,
    );
  }
  for (const column of LABEL_COLUMNS.slice(0, 4)) {
    if (records.length > 0 && !(column in records[0]!)) {
      throw new SyntaxError(
        `Cannot read labels "${file}" as there is no column "${column}": columns are ${
          Object.keys(records[0]!).join(", ")
        }`,
      );
    }
  }
  const byId = new Map(questions.map((question) => [question.id, question]));
  const rows: LabelRow[] = [];
  const warnings: string[] = [];
  const seen = new Set<string>();
  for (const [index, record] of records.entries()) {
    const cell = (column: string) => record[column]?.trim() ?? "";
    const question = byId.get(cell("question"));
    const row = {
      doi: normaliseDoi(cell("doi")),
      annotator: cell("annotator"),
      question: cell("question"),
      value: cell("value"),
      model: cell("model"),
      passage: cell("passage"),
    };
    const key = [row.doi, row.annotator, row.question].join("\n");
    const problem = row.doi === ""
      ? "no DOI"
      : question === undefined
      ? `question "${row.question}" is none of the study's`
      : !allows(question, row.value)
      ? `value "${row.value}" is not one that "${question.id}" allows`
      : question.kind === "yes-no" && seen.has(key)
      ? `"${row.annotator}" labelled ${row.question} of ${row.doi} before, first row kept`
      : null;
    if (problem) {
      warnings.push(`${file}, row ${index + 2}: ${problem}`);
      continue;
    }
    rows.push(row);
    seen.add(key);
  }
  return { rows, warnings };
}

function allows(question: Question, value: string): boolean {
  if (question.kind === "yes-no") return value === "yes" || value === "no";
  return question.category?.values.some((category) =>
    category.value === value
  ) ??
    true;
}
