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
import { copyStore } from "lib/annotate/store/copy_store.ts";
import { checkVersion } from "lib/annotate/store/schema.ts";
import { storeError } from "lib/annotate/store/store_error.ts";

/** Annotations of the current run; all of them if none was begun. */
const OF_RUN = `annotations WHERE NOT EXISTS (SELECT 1 FROM asked)
  OR key IN (SELECT key FROM asked)`;

/**
 * Opens a run's store to read its current run from it. A copy is read, since
 * opening the store itself would leave files beside it.
 */
export function openRecordedStore(path: string): RecordedAnswers {
  const guard = <T>(read: () => T): T => {
    try {
      return read();
    } catch (error) {
      throw storeError("read", path, error);
    }
  };
  const copy = copyStore(path);
  let db: DatabaseSync | undefined;
  const close = () => {
    globalThis.removeEventListener("unload", close);
    db?.close();
    copy.remove();
  };
  globalThis.addEventListener("unload", close);
  try {
    const run = guard(() =>
      readRun(db = new DatabaseSync(copy.path, { readOnly: true }))
    );
    return {
      ...run,
      find: (...asked) => guard(() => run.find(...asked)),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

function readRun(db: DatabaseSync): Omit<RecordedAnswers, "close"> {
  const version = checkVersion(db);
  if (version === 0) throw new Error("it holds no run");
  const identities = new Map<string, AnnotatorIdentity>();
  const rows = new Map<string, number>();
  const listed = db.prepare(
    `SELECT rowid, identity, text_hash, question, question_version
     FROM ${OF_RUN} ORDER BY rowid`,
  );
  let read = 0;
  for (const row of listed.iterate()) {
    read++;
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
  const { n } = db.prepare(`SELECT count(*) AS n FROM ${OF_RUN}`).get()!;
  // Where a page is damaged, rows end without an error.
  if (read !== n) throw new Error("database disk image is malformed");
  const get = db.prepare(
    `SELECT *, ${
      version < 3 ? "NULL" : BATCHES
    } AS batch FROM annotations WHERE rowid = ?`,
  );
  return {
    identities: [...identities.values()],
    find(identity, textHash, { id, version }) {
      const text = identityText(identity);
      const row = rows.get(recordedUnder(text, textHash, id, version));
      if (row === undefined) return undefined;
      return replyOf(get.get(row) as unknown as RecordedRow);
    },
  };
}

/** The batches that an answer came from, which older versions have in its notes. */
const BATCHES = `(SELECT group_concat(DISTINCT batch) FROM attempts
  WHERE attempts.key = annotations.key)`;

interface RecordedRow extends AnnotationRow {
  batch: string | null;
}

function replyOf(row: RecordedRow): Reply {
  const notes = JSON.parse(row.notes);
  return {
    status: row.status,
    answer: row.answer === null ? null : JSON.parse(row.answer),
    raw: row.raw,
    message: row.message,
    usage: readUsage(row.usage),
    attempts: [],
    notes: row.batch === null ? notes : { ...notes, batch: row.batch },
  };
}
