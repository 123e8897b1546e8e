import assert from "node:assert/strict";
import { collectFolder } from "lib/annotate/batch/collect_batch.ts";
import { nextStep } from "lib/annotate/batch/describe.ts";
import { withoutAnswered } from "lib/annotate/batch/to_run.ts";
import {
  fromFiles,
  papersOf,
  requestsOf,
  said,
  work,
} from "tests/annotate/batch/batch_work.ts";

Deno.test("a file whose questions a later export asked again and got answered is not to be run", async () => {
  using all = await work(papersOf("one", "two"), {
    target: "vllm",
    limits: { requests: 1, bytes: 1e6 },
  });
  const first = (await all.export()).folder!;
  assert.equal(
    nextStep(withoutAnswered(await all.folders(), all.store)),
    "run",
  );
  const again = (await all.export({ again: true })).folder!;
  assert.notEqual(first.name, again.name);
  const lines = (await requestsOf(again)).map(({ custom_id }) =>
    said(custom_id)
  );
  // One of the two is answered: the other's first file is still to be run.
  await fromFiles(all, { "some.jsonl": lines.slice(0, 1) });
  assert.equal(
    nextStep(withoutAnswered(await all.folders(), all.store)),
    "run",
  );
  await fromFiles(all, { "all.jsonl": lines });
  const left = withoutAnswered(await all.folders(), all.store);
  assert.equal(nextStep(left), "export");
  assert.equal((await all.export()).folder, null);
});

Deno.test("collectFolder() names a folder that is not there", async () => {
  using all = await work(papersOf("one"));
  await assert.rejects(collectFolder([], "/no/such", all.options), {
    message: 'Cannot collect from "/no/such" as there is no such folder',
  });
});
