/** All recorded answers of an artifact to one question. */

import type { DatabaseSync } from "node:sqlite";
import { readRecordedAnswer } from "lib/annotate/recorded/read_recorded_answer.ts";
import { readRows } from "lib/corpus/artifact/read_rows.ts";
import { ANSWERS, type ArtifactSchema } from "lib/corpus/artifact/schema.ts";
import { normaliseDoi } from "lib/corpus/metadata.ts";
import type { Answer, Question } from "lib/questions/question.ts";

/** One paper's recorded answer. */
export interface ArtifactAnswer {
  readonly answer: Answer | null;
  /** Why there is none; null if there is. */
  readonly reason: string | null;
  /** The recorded text, cut to {@link LONGEST_RAW}. */
  readonly raw: string | null;
}

/** The recorded answers to one question. */
export interface ArtifactAnswers {
  /** By normalised DOI, one for each paper that was asked. */
  readonly byDoi: ReadonlyMap<string, ArtifactAnswer>;
  /** Papers without an answer, by reason. */
  readonly reasons: ReadonlyMap<string, number>;
  readonly warnings: readonly string[];
}

/** Longest recorded text that is kept, in characters. */
export const LONGEST_RAW = 20_000;

/**
 * Reads the answers one after the other; nothing else of the table is read.
 * Where a paper has several rows, the first that can be read counts.
 *
 * @param db The database.
 * @param schema Its tables and columns.
 * @param question The question; its answers are in the table named after it.
 */
export function readArtifactAnswers(
  db: DatabaseSync,
  schema: ArtifactSchema,
  question: Question,
): ArtifactAnswers {
  const byDoi = new Map<string, ArtifactAnswer>();
  const reasons = new Map<string, number>();
  const table = `${question.id}${ANSWERS}`;
  if (!schema.has(table, "doi") || !schema.has(table, "model_response")) {
    return { byDoi, reasons, warnings: [] };
  }
  const differing = new Set<string>();
  const rows = readRows(
    db,
    {
      select:
        `CAST(doi AS TEXT) AS doi, CAST(model_response AS TEXT) AS response`,
      from: `${table}`,
    },
  );
  for (const row of rows) {
    const doi = normaliseDoi(String(row.doi ?? ""));
    if (doi === "") continue;
    const text = row.response as string | null;
    const known = byDoi.get(doi);
    if (known !== undefined) {
      if (known.raw !== cut(text)) differing.add(doi);
      if (known.answer !== null) continue;
    }
    const read = readRecordedAnswer(question, text);
    const answer = "kind" in read ? read : null;
    const reason = "kind" in read ? null : read.reason;
    if (known === undefined || answer !== null) {
      byDoi.set(doi, { answer, reason, raw: cut(text) });
    }
  }
  for (const { reason } of byDoi.values()) {
    if (reason !== null) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const warnings = differing.size === 0 ? [] : [
    `${differing.size} ${
      differing.size === 1 ? "paper has" : "papers have"
    } several different answers to "${question.id}", such as ${
      [...differing][0]
    }: the first that can be read counts`,
  ];
  return { byDoi, reasons, warnings };
}

/** A short copy: a slice of the text would keep all of it in memory. */
function cut(text: string | null): string | null {
  if (text === null || text.length <= LONGEST_RAW) return text;
  return new TextDecoder().decode(
    new TextEncoder().encode(text.slice(0, LONGEST_RAW)),
  );
}
