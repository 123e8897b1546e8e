import { basename } from "node:path";
import type { DatabaseSync } from "node:sqlite";

/** One row as SQLite gives it. */
export type SqlRow = Record<string, unknown>;

/**
 * Reads rows one at a time.
 *
 * Rows are counted afterwards: where a page of the file is damaged, the
 * iterator of `node:sqlite` ends without an error (Deno 2.9), and what is left
 * would pass for all of it.
 *
 * @param db The artifact's database.
 * @param query.select Columns.
 * @param query.from A table, or a view with `inOrder` false; and a condition.
 * @param query.inOrder True to read in the order in which rows were stored.
 * @throws {Error} If pages of the file are damaged or missing, or SQLite cannot
 * read the table for another reason: one sentence.
 */
export function* readRows(
  db: DatabaseSync,
  { select, from, inOrder = true }: {
    readonly select: string;
    readonly from: string;
    readonly inOrder?: boolean;
  },
): Iterable<SqlRow> {
  const order = inOrder ? "ORDER BY rowid" : "";
  const rows = run(
    db,
    () => db.prepare(`SELECT ${select} FROM ${from} ${order}`).iterate(),
  );
  let seen = 0;
  while (true) {
    const { done, value } = run(db, () => rows.next());
    if (done) break;
    seen++;
    yield value as SqlRow;
  }
  const { all } = run(
    db,
    () => db.prepare(`SELECT count(*) AS "all" FROM ${from}`).get(),
  )!;
  if (seen !== all) {
    throw new Error(
      `Cannot read artifact "${
        nameOf(db)
      }" as it is damaged: ${seen} of ${all} rows could be read; fetch it again`,
    );
  }
}

function run<T>(db: DatabaseSync, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { message } = error as Error;
    const rule = /malformed|not a database|disk I\/O/.test(message)
      ? `it is damaged (${message}): fetch it again`
      : `SQLite says: ${message}`;
    throw new Error(`Cannot read artifact "${nameOf(db)}" as ${rule}`, {
      cause: error,
    });
  }
}

/** Its file's name; where a temporary copy is read, it has the same. */
function nameOf(db: DatabaseSync): string {
  return basename(db.location() ?? "");
}
