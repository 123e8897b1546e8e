/** Every answer that a service gave, kept in one file. */

import { DatabaseSync, type StatementSync } from "node:sqlite";
import { gzipSync } from "node:zlib";
import {
  type Answer,
  type AnswerKind,
  type KeptAnswer,
  sha256Of,
  toAnswer,
} from "lib/collect/kept_answer.ts";

/** Answers by the address that was asked; texts and searches are asked once, metadata once in each round. */
export interface Archive {
  /** The metadata round in force, 1 or more. */
  readonly round: number;
  /** True once everything of the round has been answered. */
  readonly isRoundComplete: boolean;
  /** Starts to ask metadata anew; the answers so far stay. */
  beginRound(): void;
  completeRound(): void;
  /** True once tables were written from the round. */
  readonly isRoundWritten: boolean;
  noteRoundWritten(): void;
  /** Finds the answer to a request; null if it was not asked. */
  find(url: string, round?: number): KeptAnswer | null;
  /** All metadata answers of a round, in the order of their addresses. */
  metadata(round: number): Iterable<KeptAnswer>;
  /** Keeps an answer. */
  keep(kind: AnswerKind, answer: Answer, date: Date, round?: number): void;
  /** Takes the answer to a text's request for none: it is asked for again in another run. */
  fail(url: string, why: string): void;
  /** Why a text's request has no answer yet; null if it was not asked. */
  failure(url: string): string | null;
  /** Notes that a request is about to be sent; returns its number. */
  noteRequest(host: string, url: string, at: number): number;
  /** Notes how a request ended: a status, or what went wrong. */
  noteEnd(request: number, outcome: string): void;
  /** When requests were sent to a host since a time, in milliseconds since 1970. */
  sentSince(host: string, since: number): number[];
  close(): void;
}

const SELECT = `SELECT * FROM answers WHERE url = ? AND round = ?`;

const TABLES = `
  CREATE TABLE IF NOT EXISTS answers (
    url TEXT NOT NULL, round INTEGER NOT NULL, kind TEXT NOT NULL,
    date TEXT NOT NULL, status INTEGER NOT NULL, content_type TEXT NOT NULL,
    final_url TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL,
    body_gzip BLOB NOT NULL,
    PRIMARY KEY (url, round)
  );
  CREATE INDEX IF NOT EXISTS answers_by_kind ON answers (kind, round, url);
  CREATE TABLE IF NOT EXISTS rounds (
    round INTEGER PRIMARY KEY, is_complete INTEGER NOT NULL,
    is_written INTEGER NOT NULL
  );
  CREATE TABLE IF NOT EXISTS failures (url TEXT PRIMARY KEY, why TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS requests (
    request INTEGER PRIMARY KEY, at INTEGER NOT NULL, host TEXT NOT NULL,
    url TEXT NOT NULL, outcome TEXT
  );
  CREATE INDEX IF NOT EXISTS requests_by_host ON requests (host, at);
  INSERT OR IGNORE INTO rounds VALUES (1, 0, 0);`;

/**
 * Opens an archive, and makes it where there is none. An answer that was kept
 * survives the end of the process, whatever ends it.
 *
 * @param path The SQLite file, or ":memory:".
 * @param readOnly True leaves the file as it is, also on a disk that cannot be written.
 * @throws {Error} If it is there and no archive.
 */
export function openArchive(path: string, readOnly = false): Archive {
  let db: DatabaseSync;
  try {
    db = new DatabaseSync(path, { readOnly });
    if (!readOnly) {
      db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
      db.exec(TABLES);
    }
    db.prepare("SELECT count(*) FROM failures").get();
  } catch (error) {
    throw unreadable(path, error);
  }
  const write = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw new Error(
        `Cannot keep answers in "${path}" as it cannot be written: ${
          (error as Error).message
        }`,
      );
    }
  };
  const insert = db.prepare(
    `INSERT OR IGNORE INTO answers VALUES (:url, :round, :kind, :date, :status,
     :contentType, :finalUrl, :sha256, :bytes, :gzip)`,
  );
  const select = db.prepare(SELECT);
  const note = db.prepare(
    `INSERT INTO requests (at, host, url) VALUES (?, ?, ?)`,
  );
  const end = db.prepare(`UPDATE requests SET outcome = ? WHERE request = ?`);
  const forget = db.prepare(`DELETE FROM answers WHERE url = ? AND round = 1`);
  const noteFailure = db.prepare(
    `INSERT OR REPLACE INTO failures VALUES (?, ?)`,
  );
  const endFailure = db.prepare(`DELETE FROM failures WHERE url = ?`);
  const selectFailure = db.prepare(`SELECT why FROM failures WHERE url = ?`);
  const latest = () =>
    db.prepare(`SELECT * FROM rounds ORDER BY round DESC LIMIT 1`).get()!;
  return {
    get round() {
      return Number(latest().round);
    },
    get isRoundComplete() {
      return latest().is_complete === 1;
    },
    beginRound() {
      db.exec(`INSERT INTO rounds SELECT max(round) + 1, 0, 0 FROM rounds`);
    },
    completeRound() {
      db.exec(`UPDATE rounds SET is_complete = 1`);
    },
    get isRoundWritten() {
      return latest().is_written === 1;
    },
    noteRoundWritten() {
      write(() => db.exec(`UPDATE rounds SET is_written = 1`));
    },
    find: (url, round = 1) => findIn(path, select, url, round),
    *metadata(round) {
      const rows = db.prepare(
        `SELECT * FROM answers WHERE kind = 'metadata' AND round = ? ORDER BY url`,
      ).iterate(round);
      for (const row of rows) yield toAnswer(path, row);
    },
    keep(kind, answer, date, round = 1) {
      const { body, ...rest } = answer;
      const row = {
        ...rest,
        round,
        kind,
        date: date.toISOString(),
        sha256: sha256Of(body),
        bytes: body.length,
        gzip: gzipSync(body),
      };
      write(() => {
        insert.run(row);
        if (kind === "text") endFailure.run(row.url);
      });
    },
    fail(url, why) {
      write(() => {
        forget.run(url);
        noteFailure.run(url, why);
      });
    },
    failure(url) {
      const row = selectFailure.get(url);
      return row === undefined ? null : String(row.why);
    },
    noteRequest: (host, url, at) =>
      write(() => Number(note.run(Math.round(at), host, url).lastInsertRowid)),
    noteEnd: (request, outcome) => void write(() => end.run(outcome, request)),
    sentSince(host, since) {
      return db.prepare(
        `SELECT at FROM requests WHERE host = ? AND at > ? ORDER BY at`,
      ).all(host, Math.floor(since)).map(({ at }) => Number(at));
    },
    close() {
      try {
        // Without a write-ahead log it is one file, readable from read-only disks too.
        db.exec("PRAGMA journal_mode = DELETE");
      } catch {
        // Another process has it open: the log stays beside it.
      }
      db.close();
    },
  };
}

/**
 * Opens an archive for reading single answers.
 *
 * @throws {Error} If it is not there or no archive.
 */
export function readArchive(path: string): Pick<Archive, "find" | "close"> {
  try {
    const db = new DatabaseSync(path, { readOnly: true });
    const select = db.prepare(SELECT);
    return {
      find: (url, round = 1) => findIn(path, select, url, round),
      close: () => db.close(),
    };
  } catch (error) {
    throw unreadable(path, error);
  }
}

function findIn(
  path: string,
  select: StatementSync,
  url: string,
  round: number,
): KeptAnswer | null {
  let row;
  try {
    row = select.get(url, round);
  } catch (error) {
    throw unreadable(path, error);
  }
  return row === undefined ? null : toAnswer(path, row);
}

function unreadable(path: string, error: unknown): Error {
  return new Error(
    `Cannot open the kept answers "${path}" as the file is not readable as such: ${
      (error as Error).message
    }`,
  );
}
