import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openStore } from "lib/annotate/store.ts";
import { ANNOTATION } from "tests/support/annotation.ts";
import { record } from "tests/support/record.ts";

const FAILED = { ...ANNOTATION, answer: null, status: "timeout" } as const;

async function freshPath(): Promise<string> {
  return join(await Deno.makeTempDir(), "run.sqlite");
}

Deno.test("claim() gives a key to one of two processes until it is answered", async () => {
  const path = await freshPath();
  const [one, two] = [openStore(path), openStore(path)];
  await Promise.all([one.join(), two.join()]);
  assert.equal(one.claim("k"), "mine");
  assert.equal(one.claim("k"), "busy");
  assert.equal(two.claim("k"), "busy");
  assert.equal(two.claim("other"), "mine");
  record(one, ANNOTATION);
  assert.equal(one.claim("k"), "answered");
  assert.equal(two.claim("k"), "answered");
  one.close();
  two.close();
});

Deno.test("claim() gives a key on that was released, or whose process ended", async () => {
  const path = await freshPath();
  const [one, two] = [openStore(path), openStore(path)];
  await Promise.all([one.join(), two.join()]);
  one.claim("released");
  one.claim("left");
  one.release("released");
  assert.equal(two.claim("released"), "mine");
  assert.equal(two.claim("left"), "busy");
  one.close();
  assert.equal(two.claim("left"), "mine");
  two.close();
});

Deno.test("claim() takes over what a process holds whose lease has ended, and only that", async () => {
  const path = await freshPath();
  const store = openStore(path);
  const db = new DatabaseSync(path);
  const [past, future] = [Date.now() - 1, Date.now() + 3_600_000];
  db.exec(`
    INSERT INTO owners (owner, expires_at) VALUES ('dead', ${past}), ('alive', ${future});
    INSERT INTO claims VALUES ('a', 'dead'), ('b', 'alive'), ('c', 'forgotten')`);
  db.close();
  assert.equal(store.claim("a"), "mine");
  assert.equal(store.claim("b"), "busy");
  assert.equal(store.claim("c"), "mine");
  store.close();
});

Deno.test("claim() asks a failure again only on request, and once for all processes", async () => {
  const path = await freshPath();
  const [one, two] = [openStore(path), openStore(path)];
  record(one, FAILED);
  await Promise.all([one.join(), two.join()]);
  assert.equal(one.claim("k"), "answered");
  assert.equal(one.claim("k", true), "mine");
  record(one, FAILED);
  assert.equal(one.claim("k", true), "answered");
  assert.equal(two.claim("k", true), "answered");
  await two.join();
  assert.equal(two.claim("k", true), "mine");
  one.close();
  two.close();
});

Deno.test("begin() does not disturb another process at another run, and joins the same one", async () => {
  const path = await freshPath();
  const [one, two] = [openStore(path), openStore(path)];
  await Promise.all([one.join(), two.join()]);
  const run = { sample: [], funnel: [], dropped: [], asks: "a" };
  one.begin(run);
  two.begin(run);
  assert.throws(
    () => two.begin({ ...run, asks: "b" }),
    /^Error: Cannot start as another process is doing another run .* --name/,
  );
  one.close();
  two.begin({ ...run, asks: "b" });
  two.close();
});

Deno.test("join() waits while another program holds the store, so that its lease is there when it is done", async () => {
  const path = await freshPath();
  const store = openStore(path);
  const db = new DatabaseSync(path);
  db.exec("BEGIN IMMEDIATE");
  const joined = store.join();
  // Longer than the thread waits at a time.
  setTimeout(() => db.exec("ROLLBACK"), 1200);
  await joined;
  assert.equal(db.prepare("SELECT count(*) AS n FROM owners").get()!.n, 1);
  db.close();
  store.close();
});

Deno.test("a process that was stopped for long notices another run in its store, and loses no answer", async () => {
  const path = await freshPath();
  const [one, two] = [openStore(path), openStore(path)];
  const run = { sample: [], funnel: [], dropped: [], asks: "a" };
  one.begin(run); // without a lease, as if it had ended
  await two.join();
  two.begin({ ...run, asks: "b" });
  const goOn =
    /^StoreError: Cannot go on with this run as another one was begun in the store .* meanwhile; what is answered is kept/;
  assert.throws(() => record(one, ANNOTATION), goOn);
  assert.throws(() => one.asked("10.1/a", 0, "uses_dl", "k"), goOn);
  assert.throws(() => one.finish(), goOn);
  assert.deepEqual(two.get("k"), ANNOTATION);
  assert.equal(two.summary().begun, 0);
  record(two, ANNOTATION);
  assert.equal(two.summary().begun, 1);
  one.close();
  two.close();
});
