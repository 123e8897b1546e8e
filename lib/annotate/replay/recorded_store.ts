import { DatabaseSync } from "node:sqlite";
import type { AnnotatorIdentity, Reply } from "lib/annotate/annotator.ts";
import {
  identityText,
  type RecordedAnswers,
  recordedUnder,
} from "lib/annotate/replay/recorded_answers.ts";
import {
  type AnnotationRow,
  readUsage,
} from "lib/annotate/store/annotation.ts";
import { checkVersion } from "lib/annotate/store/schema.ts";
import { storeError } from "lib/annotate/store/store_error.ts";

/** Annotations of the current run; all of them if none was begun. */
const OF_RUN = `annotations WHERE NOT EXISTS (SELECT 1 FROM asked)
  OR key IN (SELECT key FROM asked)`;

/** Opens a run's store to read its current run from it. */
export function openRecordedStore(path: string): RecordedAnswers {
  try {
    const db = new DatabaseSync(path, { readOnly: true });
    if (checkVersion(db) === 0) throw new Error("it holds no run");
    const identities = new Map<string, AnnotatorIdentity>();
    const rows = new Map<string, number>();
    const listed = db.prepare(
      `SELECT rowid, identity, text_hash, question, question_version
       FROM ${OF_RUN} ORDER BY rowid`,
    );
    for (const row of listed.iterate()) {
      const identity = JSON.parse(row.identity as string);
      const text = identityText(identity);
      identities.set(text, identity);
      const under = recordedUnder(
        text,
        row.text_hash as string,
        row.question as string,
        row.question_version as number,
      );
      rows.set(under, row.rowid as number);
    }
    const get = db.prepare("SELECT * FROM annotations WHERE rowid = ?");
    return {
      identities: [...identities.values()],
      find(identity, textHash, { id, version }) {
        const text = identityText(identity);
        const row = rows.get(recordedUnder(text, textHash, id, version));
        if (row === undefined) return undefined;
        return replyOf(get.get(row) as unknown as AnnotationRow);
      },
    };
  } catch (error) {
    throw storeError("read", path, error);
  }
}

function replyOf(row: AnnotationRow): Reply {
  return {
    status: row.status,
    answer: row.answer === null ? null : JSON.parse(row.answer),
    raw: row.raw,
    message: row.message,
    usage: readUsage(row.usage),
    attempts: [],
    notes: JSON.parse(row.notes),
  };
}
