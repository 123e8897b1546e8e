import { normaliseDoi } from "lib/corpus/metadata.ts";
import type { LabelRow } from "lib/findings/labels/label_row.ts";
import type { LabelProblem } from "lib/findings/labels/problems.ts";
import {
  type LabelRecord,
  PROBABILITY_COLUMN,
} from "lib/findings/labels/records.ts";
import type { MentionsQuestion, Question } from "lib/questions/question.ts";

/**
 * Reads a record of a labels file.
 *
 * @param problems Takes what is wrong with it, cell by cell.
 * @returns The label, or null if a cell that it needs cannot be used.
 */
export function readRecord(
  { row, cells, columns = {} }: LabelRecord,
  questions: readonly Question[],
  problems: LabelProblem[],
): LabelRow | null {
  const cell = (column: string) => cells[column]?.trim() ?? "";
  let isUsable = true;
  const refuse = (column: string, problem: string) => {
    isUsable = false;
    problems.push({
      row,
      column: columns[column] ?? column,
      found: cell(column),
      problem: `${problem}, left out`,
    });
  };
  if (cell("annotator") === "" && cell("value") === "") {
    refuse("value", "empty (not labelled yet?)");
    return null;
  }
  const doi = normaliseDoi(cell("doi"));
  if (doi === "") refuse("doi", "empty");
  if (cell("annotator") === "") refuse("annotator", "empty");
  const question = questions.find(({ id }) => id === cell("question"));
  const value = question && readValue(cell("value"), question);
  if (cell("question") === "") refuse("question", "empty");
  else if (question === undefined) {
    refuse("question", "none of the study's questions");
  } else if (value === null) refuse("value", whyNot(cell("value"), question));
  else if (question.kind === "mentions" && cell("model") === "") {
    refuse("model", `empty, where ${question.id} needs a name`);
  }
  if (!isUsable) return null;
  const probability = readProbability(cell(PROBABILITY_COLUMN));
  if (Number.isNaN(probability)) {
    problems.push({
      row,
      column: PROBABILITY_COLUMN,
      found: cell(PROBABILITY_COLUMN),
      problem: "not a number above 0 up to 1, taken as unknown",
    });
  }
  return {
    doi,
    annotator: cell("annotator"),
    question: question!.id,
    value: value!,
    model: question!.kind === "mentions" ? cell("model") : "",
    passage: cell("passage"),
    ...(probability > 0 && { inclusionProbability: probability }),
    row,
  };
}

const YES: ReadonlySet<string> = new Set(["yes", "y", "true", "t", "1"]);
const NO: ReadonlySet<string> = new Set(["no", "n", "false", "f", "0"]);

/** The value as the question writes it; null if it is none of its values. */
function readValue(text: string, question: Question): string | null {
  const plain = text.toLowerCase();
  if (question.kind === "yes-no") {
    return YES.has(plain) ? "yes" : NO.has(plain) ? "no" : null;
  }
  if (question.category === null) return text;
  const found = question.category.values.find(({ value }) =>
    value.toLowerCase() === plain
  );
  return found?.value ?? null;
}

function whyNot(text: string, question: Question): string {
  if (text === "") return "empty";
  return question.kind === "yes-no"
    ? "neither yes nor no"
    : `none of ${namesOf(question.category)}`;
}

function namesOf(category: MentionsQuestion["category"]): string {
  return (category?.values ?? []).map(({ value }) => value).join(", ");
}

/** 0 if there is none, NaN if it is not valid. */
function readProbability(text: string): number {
  if (text === "") return 0;
  if (!/^\d*\.?\d+(e-?\d+)?$/i.test(text)) return NaN;
  const value = Number(text);
  return value > 0 && value <= 1 ? value : NaN;
}
