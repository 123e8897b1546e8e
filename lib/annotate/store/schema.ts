import type { DatabaseSync } from "node:sqlite";

/** Version of the tables below; a store made by a newer one is not touched. */
const STORE_VERSION = 4;

const ANNOTATIONS = `
  CREATE TABLE annotations (
    key TEXT PRIMARY KEY,
    doi TEXT NOT NULL,
    question TEXT NOT NULL,
    question_version INTEGER NOT NULL,
    identity TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    status TEXT NOT NULL,
    answer TEXT,
    evidence TEXT NOT NULL,
    raw TEXT,
    message TEXT,
    usage TEXT,
    notes TEXT NOT NULL,
    grounded INTEGER
  ) STRICT;`;

const CURRENT_RUN = `
  CREATE TABLE sample (
    doi TEXT PRIMARY KEY,
    metadata TEXT NOT NULL,
    stratum TEXT NOT NULL,
    inclusion_probability REAL NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE asked (
    doi TEXT NOT NULL,
    position INTEGER NOT NULL,
    question TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (doi, position)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE funnel (
    position INTEGER PRIMARY KEY,
    row TEXT NOT NULL
  ) STRICT;
  CREATE TABLE dropped (
    source TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL
  ) STRICT;`;

/** What version 2 added. */
const SINCE_VERSION_2 = `
  CREATE TABLE attempts (
    key TEXT NOT NULL,
    n INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    http_status INTEGER,
    usage TEXT,
    message TEXT,
    PRIMARY KEY (key, n)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE owners (
    owner TEXT PRIMARY KEY,
    expires_at INTEGER NOT NULL,
    run TEXT NOT NULL DEFAULT ''
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE claims (
    key TEXT PRIMARY KEY,
    owner TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE lost (
    source TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE run (
    hash TEXT NOT NULL,
    command TEXT NOT NULL
  ) STRICT;`;

/** Makes a store of version 1 one of version 2: what was answered stays. */
const FROM_VERSION_1 = `
  ALTER TABLE annotations ADD COLUMN grounded INTEGER;
  UPDATE annotations SET grounded = EXISTS (
    SELECT 1 FROM json_each(evidence) WHERE value ->> 'match' <> 'none'
  ) WHERE answer ->> 'result' = 1
    OR json_array_length(answer, '$.mentions') > 0;
  ${SINCE_VERSION_2}
  INSERT INTO attempts (key, n, outcome, usage, message)
    SELECT key, 1, status, usage, message FROM annotations
    WHERE usage IS NOT NULL;`;

/** What version 3 changed: a batch is noted with its requests, not with the answer. */
const FROM_VERSION_2 = `
  ALTER TABLE attempts ADD COLUMN batch TEXT;
  UPDATE attempts SET batch = (
    SELECT notes ->> 'batch' FROM annotations
    WHERE annotations.key = attempts.key
  );
  UPDATE annotations SET notes = json_remove(notes, '$.batch')
    WHERE key IN (SELECT key FROM attempts WHERE batch IS NOT NULL);`;

/** What version 4 added: whether everything that the run asks was asked. */
const FROM_VERSION_3 =
  "ALTER TABLE run ADD COLUMN complete INTEGER NOT NULL DEFAULT 0;";

/**
 * Brings a database to the current version of the tables, in one transaction;
 * another process may do the same at the same time.
 *
 * @throws {Error} If it was made by a newer version or by another program.
 */
export function bringUpToDate(db: DatabaseSync): void {
  if (checkVersion(db) === STORE_VERSION) return;
  db.exec("BEGIN IMMEDIATE");
  try {
    const version = checkVersion(db);
    if (version === 0) db.exec(ANNOTATIONS + CURRENT_RUN + SINCE_VERSION_2);
    if (version === 1) db.exec(FROM_VERSION_1);
    if (version < 3) db.exec(FROM_VERSION_2);
    if (version < 4) db.exec(FROM_VERSION_3);
    db.exec(`PRAGMA user_version = ${STORE_VERSION}`);
    db.exec("COMMIT");
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}

/**
 * Says which version of the tables a database holds; 0 if it is empty.
 *
 * @throws {Error} If it was made by a newer version or by another program.
 */
export function checkVersion(db: DatabaseSync): number {
  const { user_version } = db.prepare("PRAGMA user_version").get()!;
  const version = user_version as number;
  if (version > STORE_VERSION) {
    throw new Error("it was made by a newer version of this project");
  }
  const { tables } = db.prepare("SELECT count(*) AS tables FROM sqlite_master")
    .get()!;
  if (version === 0 && tables !== 0) {
    throw new Error("it is a database of another program");
  }
  return version;
}
