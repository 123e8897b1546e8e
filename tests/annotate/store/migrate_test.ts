import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openStore } from "lib/annotate/store.ts";

/** The tables as version 1 made them. */
const VERSION_1 = `
  CREATE TABLE annotations (
    key TEXT PRIMARY KEY, doi TEXT NOT NULL, question TEXT NOT NULL,
    question_version INTEGER NOT NULL, identity TEXT NOT NULL,
    text_hash TEXT NOT NULL, status TEXT NOT NULL, answer TEXT,
    evidence TEXT NOT NULL, raw TEXT, message TEXT, usage TEXT,
    notes TEXT NOT NULL
  ) STRICT;
  CREATE TABLE sample (
    doi TEXT PRIMARY KEY, metadata TEXT NOT NULL, stratum TEXT NOT NULL,
    inclusion_probability REAL NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE asked (
    doi TEXT NOT NULL, position INTEGER NOT NULL, question TEXT NOT NULL,
    key TEXT NOT NULL, PRIMARY KEY (doi, position)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE funnel (position INTEGER PRIMARY KEY, row TEXT NOT NULL) STRICT;
  CREATE TABLE dropped (
    source TEXT NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL
  ) STRICT;
  PRAGMA user_version = 1;`;

/** What version 2 added, as far as it keeps answers. */
const VERSION_2 = `
  ALTER TABLE annotations ADD COLUMN grounded INTEGER;
  CREATE TABLE attempts (
    key TEXT NOT NULL, n INTEGER NOT NULL, outcome TEXT NOT NULL,
    http_status INTEGER, usage TEXT, message TEXT, PRIMARY KEY (key, n)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE owners (
    owner TEXT PRIMARY KEY, expires_at INTEGER NOT NULL,
    run TEXT NOT NULL DEFAULT ''
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE claims (key TEXT PRIMARY KEY, owner TEXT NOT NULL) STRICT,
    WITHOUT ROWID;
  CREATE TABLE lost (
    source TEXT PRIMARY KEY, reason TEXT NOT NULL, detail TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE run (hash TEXT NOT NULL, command TEXT NOT NULL) STRICT;
  PRAGMA user_version = 2;`;

const yes = { kind: "yes-no", result: true, evidence: "q" };
const no = { kind: "yes-no", result: false, evidence: null };
const mentions = { kind: "mentions", mentions: [{ name: "VGG" }] };
const nothing = { kind: "mentions", mentions: [] };

/** Key, answer, how its quote matches, and what that makes it. */
const ROWS: [string, object | null, string[], boolean | null][] = [
  ["found", yes, ["exact"], true],
  ["invented", yes, ["none"], false],
  ["no", no, [], null],
  ["one of two", mentions, ["none", "normalised"], true],
  ["empty list", nothing, [], null],
  ["failed", null, [], null],
];

async function storeOfVersion1(): Promise<string> {
  const path = join(await Deno.makeTempDir(), "run.sqlite");
  const db = new DatabaseSync(path);
  db.exec(VERSION_1);
  const insert = db.prepare(
    "INSERT INTO annotations VALUES (?, '10.1/a', 'q', 1, '{}', 't', ?, ?, ?, NULL, NULL, ?, '{}')",
  );
  for (const [key, answer, matches] of ROWS) {
    insert.run(
      key,
      answer ? "answered" : "refused",
      answer && JSON.stringify(answer),
      JSON.stringify(matches.map((match) => ({ match }))),
      key === "failed"
        ? '{"promptTokens":9,"cachedTokens":null,"completionTokens":1}'
        : null,
    );
  }
  db.close();
  return path;
}

Deno.test("openStore() brings a store of version 1 up to date and keeps its answers", async () => {
  const path = await storeOfVersion1();
  openStore(path).close();
  const store = openStore(path);
  for (const [key, answer, , grounded] of ROWS) {
    assert.deepEqual(store.get(key)!.answer, answer, key);
    assert.equal(store.get(key)!.grounded, grounded, key);
  }
  const usage = {
    promptTokens: 9,
    cachedTokens: null,
    writtenTokens: null,
    reasoningTokens: null,
    completionTokens: 1,
  };
  const { usage: stored, attempts } = store.get("failed")!;
  assert.deepEqual(stored, usage);
  assert.equal(attempts.length, 1);
  assert.equal(attempts[0]!.outcome, "refused");
  assert.deepEqual(store.get("found")!.attempts, []);
  store.close();
});

Deno.test("openStore() brings a store of version 2 up to date: a batch belongs to its requests", async () => {
  const path = join(await Deno.makeTempDir(), "run.sqlite");
  const db = new DatabaseSync(path);
  db.exec(VERSION_1 + VERSION_2);
  const annotation = db.prepare(
    "INSERT INTO annotations VALUES (?, '10.1/a', 'q', 1, '{}', 't', 'refused', NULL, '[]', NULL, NULL, NULL, ?, NULL)",
  );
  const attempt = db.prepare(
    "INSERT INTO attempts VALUES (?, ?, 'refused', 200, NULL, NULL)",
  );
  annotation.run("batch", '{"format":"text","batch":"b-1"}');
  annotation.run("live", '{"format":"text"}');
  annotation.run("replay", '{"batch":"b-2"}');
  for (const [key, n] of [["batch", 1], ["batch", 2], ["live", 1]] as const) {
    attempt.run(key, n);
  }
  db.close();
  const store = openStore(path);
  const found = ["batch", "live", "replay"].map((key) => {
    const { notes, attempts } = store.get(key)!;
    return [notes, attempts.map(({ batch }) => batch)];
  });
  store.close();
  assert.deepEqual(found, [
    [{ format: "text" }, ["b-1", "b-1"]],
    [{ format: "text" }, [undefined]],
    [{ batch: "b-2" }, []], // it sent nothing that could be noted instead
  ]);
});
