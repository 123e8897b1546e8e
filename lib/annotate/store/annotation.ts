import type {
  AnnotationStatus,
  AnnotatorIdentity,
  Attempt,
  Evidence,
  Usage,
} from "lib/annotate/annotator.ts";
import type { Answer } from "lib/questions/question.ts";

/** What an annotator answered to a question about a paper, as it is stored. */
export interface Annotation {
  readonly key: string;
  readonly doi: string;
  readonly question: string;
  readonly questionVersion: number;
  readonly identity: AnnotatorIdentity;
  readonly textHash: string;
  readonly status: AnnotationStatus;
  readonly answer: Answer | null;
  readonly evidence: readonly Evidence[];
  /**
   * For an answer that says that something is there: true if a quote of it
   * stands in the paper. Null for every other outcome.
   */
  readonly grounded: boolean | null;
  readonly raw: string | null;
  readonly message: string | null;
  /** Summed over all attempts, those of earlier tries included. */
  readonly usage: Usage | null;
  /** The requests sent; after a retry, in the store, those of all tries. */
  readonly attempts: readonly Attempt[];
  readonly notes: Readonly<Record<string, string>>;
}

/** A row of the table of annotations, with its attempts as JSON. */
export interface AnnotationRow {
  key: string;
  doi: string;
  question: string;
  question_version: number;
  identity: string;
  text_hash: string;
  status: AnnotationStatus;
  answer: string | null;
  evidence: string;
  raw: string | null;
  message: string | null;
  usage: string | null;
  notes: string;
  grounded: number | null;
  attempts: string;
}

/** The columns that make an {@link AnnotationRow}; a patch of null adds nothing. */
export const ANNOTATION_COLUMNS = `annotations.*, (
  SELECT json_group_array(json_patch(json_object('outcome', outcome,
    'httpStatus', http_status, 'usage', json(usage), 'message', message),
    json_object('batch', batch)) ORDER BY n)
  FROM attempts WHERE attempts.key = annotations.key) AS attempts`;

/**
 * Names the batches that an answer came from: those of its requests, or, as a
 * replay sends none, those that its notes remember.
 *
 * @returns Their ids, separated by commas; null if there was none.
 */
export function batchOf(
  { attempts, notes }: Pick<Annotation, "attempts" | "notes">,
): string | null {
  const ids = new Set(
    attempts.flatMap(({ batch }) => batch === undefined ? [] : [batch]),
  );
  return ids.size > 0 ? [...ids].join(",") : notes.batch ?? null;
}

/** Reads a row of the store. */
export function readAnnotation(row: AnnotationRow): Annotation {
  return {
    key: row.key,
    doi: row.doi,
    question: row.question,
    questionVersion: row.question_version,
    identity: JSON.parse(row.identity),
    textHash: row.text_hash,
    status: row.status,
    answer: row.answer === null ? null : JSON.parse(row.answer),
    evidence: JSON.parse(row.evidence),
    grounded: row.grounded === null ? null : row.grounded === 1,
    raw: row.raw,
    message: row.message,
    usage: readUsage(row.usage),
    attempts: JSON.parse(row.attempts),
    notes: JSON.parse(row.notes),
  };
}

/** Reads stored usage; what was not counted when it was stored is null. */
export function readUsage(json: string | null): Usage | null {
  if (json === null) return null;
  return {
    promptTokens: null,
    cachedTokens: null,
    writtenTokens: null,
    reasoningTokens: null,
    completionTokens: null,
    ...JSON.parse(json),
  };
}

/** The values of a row, in the order of the table's columns. */
export function writeAnnotation(annotation: Annotation) {
  const { answer, usage, grounded } = annotation;
  return [
    annotation.key,
    annotation.doi,
    annotation.question,
    annotation.questionVersion,
    JSON.stringify(annotation.identity),
    annotation.textHash,
    annotation.status,
    answer && JSON.stringify(answer),
    JSON.stringify(annotation.evidence),
    annotation.raw,
    annotation.message,
    usage && JSON.stringify(usage),
    JSON.stringify(annotation.notes),
    grounded === null ? null : Number(grounded),
  ];
}
