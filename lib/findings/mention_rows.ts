import type { AnnotatedPaper } from "lib/annotate/store.ts";
import type { Annotation } from "lib/annotate/store/annotation.ts";
import type { Row, Value } from "lib/findings/table.ts";

/** Columns of an exported annotations.csv. */
export const MENTION_COLUMNS = [
  ...["doi", "title", "journal", "year", "question", "question_version"],
  ...["status", "answer", "name", "category", "description", "quote"],
  ...["match", "start", "end", "section", "grounded"],
  ...["annotator", "model", "message"],
] as const;

/**
 * The annotations of a paper as rows for a spreadsheet: one for each thing
 * that an answer mentions, and one for every other answer and every question
 * without one.
 */
export function mentionRows(
  { metadata, annotations }: AnnotatedPaper,
): Row[] {
  const { doi, title, journal, year } = metadata;
  return annotations.flatMap((annotation) => {
    const { identity, grounded } = annotation;
    const shared = {
      doi,
      title,
      journal,
      year: year ?? "unknown",
      question: annotation.question,
      question_version: annotation.questionVersion,
      status: annotation.status,
      grounded: grounded === null ? null : grounded ? "yes" : "no",
      annotator: identity.annotator,
      model: identity.model,
      message: annotation.message,
    };
    return answerRows(annotation).map((row) => safeRow({ ...shared, ...row }));
  });
}

function answerRows({ answer, evidence }: Annotation): Row[] {
  if (answer === null) return [{ answer: null }];
  if (answer.kind === "yes-no") {
    return [{ answer: answer.result ? "yes" : "no", ...evidence[0] }];
  }
  if (answer.mentions.length === 0) return [{ answer: "none" }];
  return answer.mentions.map(({ name, category, description }, index) => ({
    answer: "mention",
    name,
    category,
    description,
    ...evidence[index],
  }));
}

/** What makes a spreadsheet take a text for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** Marks texts that a spreadsheet would run as text, with an apostrophe. */
export function safeRow(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, safeValue(value)]),
  );
}

function safeValue(value: Value): Value {
  return typeof value === "string" && FORMULA.test(value) ? `'${value}` : value;
}
