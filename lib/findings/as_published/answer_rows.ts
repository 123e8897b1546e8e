/** The rows of an artifact's answers, read as the study's scripts do and tolerantly. */

import type { DatabaseSync } from "node:sqlite";
import { findJson } from "lib/annotate/recorded/find_json.ts";
import { readEntries } from "lib/annotate/recorded/read_entries.ts";
import { readRecordedAnswer } from "lib/annotate/recorded/read_recorded_answer.ts";
import { ANSWERS, type ArtifactSchema } from "lib/corpus/artifact/schema.ts";
import {
  type DoiRow,
  readDoiRows,
} from "lib/findings/as_published/doi_rows.ts";
import {
  hasClassification,
  type Reading,
  readListedLabels,
  readModelNames,
  readResult,
  readTopLabel,
} from "lib/findings/as_published/published_reading.ts";
import { loadModelNames } from "lib/findings/model_names.ts";
import type { MentionsQuestion, Question } from "lib/questions/question.ts";

/** A row of an analysis table. */
export interface AnswerRow extends DoiRow {
  /** True if a column of the row is NULL. */
  readonly hasNull: boolean;
}

/** An answer to a yes-no question. */
export interface YesNoRow extends AnswerRow {
  readonly published: Reading<boolean> | null;
  /** As the tolerant reader reads it. */
  readonly result: boolean | null;
}

/** An answer with labels. */
export interface LabelRow extends AnswerRow {
  readonly top: Reading<string> | null;
  readonly listed: Reading<string[]> | null;
  readonly hasClassification: boolean;
  /** Labels in the answer's own spelling. */
  readonly given: readonly string[];
  /** Labels in the spelling that the study asks for. */
  readonly labels: readonly string[];
}

/** An answer with model names. */
export interface NameRow extends AnswerRow {
  readonly strict: Reading<string[]> | null;
  readonly lenient: Reading<string[]> | null;
  /** As the tolerant reader reads them. */
  readonly names: readonly string[];
  /** The same, under the name that all spellings of a model share. */
  readonly canonical: readonly string[];
}

/** How the study's scripts call a value of our closed lists. */
export function asAsked(category: string, value: string): string {
  return category === "pattern" && value !== "other" ? `${value}_reuse` : value;
}

/** Columns of an analysis table of which none may be NULL in the scripts that drop such rows. */
const NOT_NULL = [
  ...["system_prompt", "user_prompt", "model_reasoning"],
  "compute_time_seconds",
];

function readAnswerRows<T>(
  db: DatabaseSync,
  schema: ArtifactSchema,
  question: Question,
  read: (text: string | null) => T,
): (AnswerRow & T)[] {
  const table = `${question.id}${ANSWERS}`;
  if (!["doi", "model_response"].every((name) => schema.has(table, name))) {
    return [];
  }
  const tests = NOT_NULL.filter((name) => schema.has(table, name))
    .map((name) => `${name} IS NULL`);
  return readDoiRows(
    db,
    {
      select: `CAST(doi AS TEXT) AS doi,
       CAST(model_response AS TEXT) AS response,
       ${tests.join(" OR ") || "0"} AS has_null`,
      from: `${table}`,
    },
    (row) => ({
      hasNull: row.has_null === 1,
      ...read(row.response as string | null),
    }),
  );
}

/** Answers to a yes-no question. */
export function readYesNoRows(
  db: DatabaseSync,
  schema: ArtifactSchema,
  question: Question,
): YesNoRow[] {
  return readAnswerRows(db, schema, question, (text) => {
    const answer = readRecordedAnswer(question, text);
    return {
      published: readResult(text),
      result: "kind" in answer && answer.kind === "yes-no"
        ? answer.result
        : null,
    };
  });
}

/** Answers that name models. */
export function readNameRows(
  db: DatabaseSync,
  schema: ArtifactSchema,
  question: Question,
): NameRow[] {
  const { canonicalName } = loadModelNames();
  return readAnswerRows(db, schema, question, (text) => {
    const answer = readRecordedAnswer(question, text);
    const names = "kind" in answer && answer.kind === "mentions"
      ? answer.mentions.map(({ name }) => name)
      : [];
    return {
      strict: readModelNames(text, true),
      lenient: readModelNames(text, false),
      names,
      canonical: names.map(canonicalName),
    };
  });
}

/**
 * Answers with labels.
 *
 * @param options.key Key of the label in the study's answers.
 * @param options.wrappers Keys under which its aggregate script looks for a list.
 */
export function readLabelRows(
  db: DatabaseSync,
  schema: ArtifactSchema,
  question: MentionsQuestion,
  { key, wrappers }: { key: string; wrappers: readonly string[] },
): LabelRow[] {
  const category = question.category!.name;
  return readAnswerRows(db, schema, question, (text) => {
    const answer = readRecordedAnswer(question, text);
    const labels = "kind" in answer && answer.kind === "mentions"
      ? answer.mentions.flatMap(({ category }) => category ?? [])
      : [];
    return {
      top: readTopLabel(text, key),
      listed: readListedLabels(text, key, wrappers),
      hasClassification: hasClassification(text),
      given: givenLabels(question, text),
      labels: labels.map((label) => asAsked(category, label)),
    };
  });
}

/** The labels of an answer in its own spelling; a list of labels gives several. */
function givenLabels(
  question: MentionsQuestion,
  text: string | null,
): string[] {
  const { values } = findJson(text ?? "");
  const { entries } = readEntries(question, values ?? []);
  return (entries ?? []).flatMap(({ label }) => label ?? [])
    .filter((label) => typeof label === "string");
}
