import assert from "node:assert/strict";
import { join } from "node:path";
import { openRecording } from "lib/annotate/replay/recording.ts";
import { openStore } from "lib/annotate/store.ts";
import { copyStore } from "lib/annotate/store/copy_store.ts";
import { ANNOTATION } from "tests/support/annotation.ts";
import { record } from "tests/support/record.ts";

/** Every file of a folder with its bytes, but those in which programs that have a store open meet. */
function contentOf(folder: string) {
  return new Map(
    [...Deno.readDirSync(folder)].map(({ name }) => name).sort()
      .filter((name) => !name.endsWith("-shm"))
      .map((name) => [name, Deno.readFileSync(join(folder, name))]),
  );
}

async function makeStore() {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "run.sqlite");
  const store = openStore(path);
  store.begin({ sample: [], funnel: [], dropped: [] });
  record(store, ANNOTATION);
  return { folder, path, store };
}

Deno.test("copyStore() holds what waits in the log of a run at work, which it leaves as it is", async () => {
  const { folder, path, store } = await makeStore();
  try {
    const before = contentOf(folder);
    assert.ok(before.get("run.sqlite-wal")!.length > 0);
    const copy = copyStore(path);
    const copied = openStore(copy.path);
    assert.deepEqual(copied.get(ANNOTATION.key), store.get(ANNOTATION.key));
    copied.close();
    assert.deepEqual(contentOf(folder), before);
    copy.remove();
    await assert.rejects(Deno.stat(copy.path), Deno.errors.NotFound);
  } finally {
    store.close();
  }
});

Deno.test("a replayed store gets no files beside it", async () => {
  const { folder, path, store } = await makeStore();
  store.close();
  const before = contentOf(folder);
  const recording = await openRecording(path);
  assert.deepEqual(recording.identities, [ANNOTATION.identity]);
  recording.close();
  assert.deepEqual(contentOf(folder), before);
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name);
  assert.deepEqual(names, ["run.sqlite"]);
});

Deno.test("copyStore() says in one sentence that a store cannot be read", () => {
  assert.throws(() => copyStore("/no/such/run.sqlite"), {
    name: "StoreError",
    message:
      /^Cannot read the run's store "\/no\/such\/run\.sqlite" as [^\n]+$/,
  });
});
