import assert from "node:assert/strict";
import type { Store } from "lib/annotate/store.ts";
import { annotateStudy } from "lib/study/annotate_study.ts";
import { openRunStore } from "lib/study/run_store.ts";
import { settle } from "lib/study/settings.ts";
import { freshName, removeRun } from "tests/support/run_task.ts";

Deno.test("annotateStudy() keeps another run out for as long as its store is held", async () => {
  const name = freshName("held");
  const settings = await settle({ name, corpus: "demo:30" }, "the test");
  let held: Store | undefined;
  const openStore = async () => held = await openRunStore(settings);
  const another = { ...settings, sample: { size: 5, atLeastOne: false } };
  try {
    const { papers } = await annotateStudy(settings, { openStore });
    assert.equal(papers, held!.summary().sampled);
    assert.ok(held!.isComplete());
    await assert.rejects(
      annotateStudy(another),
      /^Error: Cannot start as another process is doing another run/,
    );
    // The same run may be joined.
    assert.equal((await annotateStudy(settings)).asked, 0);
    held!.close();
    assert.equal((await annotateStudy(another)).papers, 5);
  } finally {
    await removeRun(name);
  }
});
