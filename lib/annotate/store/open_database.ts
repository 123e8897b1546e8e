import { DatabaseSync, type StatementSync } from "node:sqlite";
import { bringUpToDate } from "lib/annotate/store/schema.ts";
import { storeError } from "lib/annotate/store/store_error.ts";

/** Milliseconds to wait for another process's transaction. */
const BUSY_MS = 10_000;

/** A store's database: statements are prepared once, failures speak plainly. */
export interface Database {
  readonly path: string;
  /** A prepared statement. */
  sql(text: string): StatementSync;
  /** Runs work that changes nothing. */
  read<T>(work: () => T): T;
  /** Runs work as one transaction: all of it is kept, or none. */
  write<T>(work: () => T): T;
  /** Changes something with one statement, a transaction of its own. */
  run(text: string, ...values: Value[]): number;
  /** The same with values by name. */
  run(text: string, values: Readonly<Record<string, Value>>): number;
  close(): void;
}

type Value = string | number | null;

/**
 * Opens a store's database, and makes it where there is none.
 *
 * A transaction that is committed survives the end of the process, whatever
 * ends it.
 *
 * @param path File name, or ":memory:".
 * @param busyMs Milliseconds to wait for another process's transaction.
 * @throws {StoreError} If the file is not a store, was made by a newer version
 * or cannot be written: one sentence that says which.
 */
export function openDatabase(path: string, busyMs = BUSY_MS): Database {
  const db = connect(path, busyMs);
  const statements = new Map<string, StatementSync>();
  const sql = (text: string) => {
    let statement = statements.get(text);
    if (statement === undefined) {
      statement = db.prepare(text);
      statements.set(text, statement);
    }
    return statement;
  };
  const guard = <T>(doing: "read" | "write to", work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw isOfSqlite(error) ? storeError(doing, path, error) : error;
    }
  };
  return {
    path,
    sql,
    read: (work) => guard("read", work),
    write: (work) =>
      guard("write to", () => {
        db.exec("BEGIN IMMEDIATE");
        try {
          const result = work();
          db.exec("COMMIT");
          return result;
        } catch (error) {
          if (db.isTransaction) db.exec("ROLLBACK");
          throw error;
        }
      }),
    run: (text: string, ...values: unknown[]) =>
      guard(
        "write to",
        () => Number(sql(text).run(...values as Value[]).changes),
      ),
    close() {
      // The thread that keeps the lease may hold the file open a little longer.
      try {
        if (path !== ":memory:") db.exec("PRAGMA wal_checkpoint(PASSIVE)");
      } catch {
        // On a full disk the answers stay in the write-ahead log.
      }
      db.close();
    },
  };
}

function connect(path: string, busyMs: number): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { timeout: busyMs });
    // Fails before anything is changed if this is no store of ours.
    bringUpToDate(db);
    db.exec("PRAGMA journal_mode = WAL");
    db.exec("PRAGMA synchronous = NORMAL");
    return db;
  } catch (error) {
    if (db?.isOpen) db.close();
    throw storeError("open", path, error);
  }
}

function isOfSqlite(error: unknown): boolean {
  return error instanceof Error &&
    (error as { code?: unknown }).code === "ERR_SQLITE_ERROR";
}
