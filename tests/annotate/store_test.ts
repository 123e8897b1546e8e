import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type Annotation, openStore } from "lib/annotate/store.ts";
import { metadataOf } from "tests/support/papers.ts";

const ANNOTATION: Annotation = {
  key: "k",
  doi: "10.1/a",
  question: "uses_dl",
  questionVersion: 1,
  identity: {
    annotator: "script",
    model: "m",
    endpoint: "",
    parameters: { seed: 1 },
  },
  textHash: "t",
  status: "answered",
  answer: { kind: "yes-no", result: true, evidence: "“quote”" },
  evidence: [{
    quote: "“quote”",
    match: "exact",
    start: 0,
    end: 7,
    section: "methods",
  }],
  raw: "{}",
  message: null,
  usage: { promptTokens: 10, cachedTokens: null, completionTokens: 2 },
  notes: { served_model: "m-1" },
};

Deno.test("openStore() gives back what was saved, also after it was closed", async () => {
  const path = join(await Deno.makeTempDir(), "run.sqlite");
  const first = openStore(path);
  first.save(ANNOTATION);
  assert.deepEqual(first.get("k"), ANNOTATION);
  first.close();
  const second = openStore(path);
  assert.deepEqual(second.get("k"), ANNOTATION);
  assert.equal(second.get("other"), undefined);
  second.close();
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
  store.save(ANNOTATION);
  store.asked("10.1/a", 0, "uses_dl", "k");
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
    const store = openStore(${JSON.stringify(path)});
    store.save(${JSON.stringify(ANNOTATION)});
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
