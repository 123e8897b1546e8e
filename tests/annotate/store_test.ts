import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openStore } from "lib/annotate/store.ts";
import { ANNOTATION } from "tests/support/annotation.ts";
import { metadataOf } from "tests/support/papers.ts";
import { record } from "tests/support/record.ts";

Deno.test("openStore() gives back what was saved, also after it was closed", async () => {
  const path = join(await Deno.makeTempDir(), "run.sqlite");
  const first = openStore(path);
  record(first, ANNOTATION);
  assert.deepEqual(first.get("k"), ANNOTATION);
  first.close();
  const second = openStore(path);
  assert.deepEqual(second.get("k"), ANNOTATION);
  assert.equal(second.get("other"), undefined);
  second.close();
});

Deno.test("openStore() keeps which requests went in which batch", () => {
  const store = openStore(":memory:");
  const [live, answered] = ANNOTATION.attempts;
  const attempts = [live!, { ...answered!, batch: "b-1" }];
  record(store, { ...ANNOTATION, attempts });
  assert.deepEqual(store.get("k")!.attempts, attempts);
  const { spent } = store.summary();
  assert.deepEqual(
    spent.map(({ batch, requests, usage }) => [
      batch,
      requests,
      usage.promptTokens,
    ]),
    [[false, 1, 0], [true, 1, 10]],
  );
  store.close();
});

Deno.test("begin() replaces sample, funnel and what was asked, and keeps the answers", () => {
  const store = openStore(":memory:");
  const sampled = (doi: string) => ({
    metadata: metadataOf({ doi }),
    stratum: "PLOS 2020",
    inclusionProbability: 0.25,
  });
  const row = {
    step: "found",
    megajournal: "PLOS" as const,
    reason: "",
    papers: 2,
  };
  store.begin({
    sample: [sampled("10.1/b"), sampled("10.1/a")],
    funnel: [row],
    dropped: [],
  });
  record(store, ANNOTATION);
  const papers = [...store.papers()];
  assert.deepEqual(papers.map(({ metadata }) => metadata.doi), [
    "10.1/a",
    "10.1/b",
  ]);
  assert.deepEqual(papers[0]!.annotations, [ANNOTATION]);
  assert.deepEqual(store.funnel(), [row]);

  store.begin({ sample: [sampled("10.1/a")], funnel: [], dropped: [] });
  assert.deepEqual([...store.papers()].map(({ annotations }) => annotations), [
    [],
  ]);
  assert.deepEqual(store.funnel(), []);
  assert.deepEqual(store.get("k"), ANNOTATION);
});

Deno.test("an answer that was saved survives SIGKILL", async () => {
  const path = join(await Deno.makeTempDir(), "run.sqlite");
  const code = `
    import { openStore } from "lib/annotate/store.ts";
    import { record } from "tests/support/record.ts";
    const store = openStore(${JSON.stringify(path)});
    record(store, ${JSON.stringify(ANNOTATION)});
    Deno.kill(Deno.pid, "SIGKILL");`;
  const killed = await new Deno.Command(Deno.execPath(), {
    args: ["eval", code],
    cwd: new URL("../../", import.meta.url),
    stderr: "null",
  }).output();
  assert.equal(killed.success, false);
  const store = openStore(path);
  assert.deepEqual(store.get("k"), ANNOTATION);
  store.close();
});

Deno.test("openStore() refuses in one sentence what it cannot use", async () => {
  const folder = await Deno.makeTempDir();
  const text = join(folder, "text.sqlite");
  await Deno.writeTextFile(
    text,
    "not a database, but long enough to be taken for one ".repeat(9),
  );
  const newer = join(folder, "newer.sqlite");
  const db = new DatabaseSync(newer);
  db.exec("PRAGMA user_version = 99");
  db.close();
  const cases: [string, RegExp][] = [
    [text, /not a database/],
    [newer, /newer version/],
    [join(folder, "missing", "run.sqlite"), /unable to open/],
  ];
  for (const [path, reason] of cases) {
    assert.throws(() => openStore(path), (error: Error) => {
      assert.match(error.message, /^Cannot open the run's store ".*" as /);
      assert.match(error.message, reason);
      return true;
    });
  }
});

Deno.test("openStore() refuses the database of another program and leaves it alone", async () => {
  const path = join(await Deno.makeTempDir(), "other.sqlite");
  const db = new DatabaseSync(path);
  db.exec("CREATE TABLE theirs (a)");
  db.close();
  const before = await Deno.readFile(path);
  assert.throws(
    () => openStore(path),
    /as it is a database of another program/,
  );
  assert.deepEqual(await Deno.readFile(path), before);
});

Deno.test("a store says in one sentence that another program keeps it locked", async () => {
  const path = join(await Deno.makeTempDir(), "run.sqlite");
  const store = openStore(path, { busyMs: 1 });
  const other = new DatabaseSync(path);
  other.exec("BEGIN IMMEDIATE");
  assert.throws(() => record(store, ANNOTATION), {
    name: "StoreError",
    message:
      /^Cannot write to the run's store ".*run\.sqlite" as another program keeps it locked/,
  });
  other.exec("ROLLBACK");
  record(store, ANNOTATION);
  assert.deepEqual(store.get("k"), ANNOTATION);
  other.close();
  store.close();
});

Deno.test("record() keeps all attempts of a key, those of earlier tries first", () => {
  const store = openStore(":memory:");
  const [refused, accepted] = ANNOTATION.attempts;
  record(store, { ...ANNOTATION, answer: null, attempts: [refused!] });
  record(store, { ...ANNOTATION, attempts: [accepted!] });
  assert.deepEqual(store.get("k")?.attempts, [refused, accepted]);
});

Deno.test("record() keeps all of several annotations or none", () => {
  const store = openStore(":memory:");
  const broken = { ...ANNOTATION, key: "b", doi: null as unknown as string };
  assert.throws(() => record(store, { ...ANNOTATION, key: "a" }, broken), {
    name: "StoreError",
  });
  assert.equal(store.get("a"), undefined);
});

Deno.test("begin() keeps what was asked if the same run begins again", () => {
  const store = openStore(":memory:");
  const sample = [{
    metadata: metadataOf({ doi: "10.1/a" }),
    stratum: "PLOS 2020",
    inclusionProbability: 1,
  }];
  const run = { sample, funnel: [], dropped: [], asks: "five questions" };
  store.begin(run);
  record(store, ANNOTATION);
  store.begin({ ...run, command: "deno task annotate" });
  const asked = () => [...store.papers()][0]!.annotations.length;
  assert.equal(asked(), 1);
  assert.equal(store.command(), "deno task annotate");
  store.begin({ ...run, asks: "another model" });
  assert.equal(asked(), 0);
});

Deno.test("a paper that was lost and is found again is in the run again", () => {
  const store = openStore(":memory:");
  const gone = { source: "a.xml", reason: "gone", detail: "no file" };
  const run = { sample: [], funnel: [], dropped: [] };
  store.begin(run);
  store.lost("10.1/a", gone);
  store.lost("10.1/a", gone);
  assert.deepEqual(store.dropped(), [gone]);
  store.begin(run);
  store.found("a.xml");
  assert.deepEqual(store.dropped(), []);
});

Deno.test("summary() counts answers, failures, grounded answers and every request", () => {
  const store = openStore(":memory:");
  const failed = { ...ANNOTATION, answer: null, grounded: null };
  record(
    store,
    ANNOTATION,
    { ...ANNOTATION, key: "u", grounded: false },
    { ...failed, key: "t", status: "timeout", attempts: [] },
    { ...failed, key: "r", status: "refused" },
  );
  const { questions, spent } = store.summary();
  assert.deepEqual(questions, [{
    mode: "single",
    question: "uses_dl",
    identity: ANNOTATION.identity,
    answered: 2,
    failed: { refused: 1, timeout: 1 },
    positive: 2,
    grounded: 1,
    meanCompletionTokens: 2,
  }]);
  // Three annotations with two requests each, one of them counted.
  assert.equal(spent[0]!.requests, 6);
  assert.equal(spent[0]!.usage.promptTokens, 30);
  assert.equal(spent[0]!.usage.cachedTokens, 0);
});
