import assert from "node:assert/strict";
import { papersOf, requestsOf, work } from "tests/annotate/batch/batch_work.ts";

Deno.test("exporting again leaves out what is answered and what is on its way", async () => {
  const papers = papersOf("One.", "Two.", "Three.");
  using at = await work(papers);
  const first = await at.export();
  assert.deepEqual(
    first.folder!.manifest.shards.map(({ requests }) => requests),
    [2, 1],
  );
  const pending = await at.export();
  assert.equal(pending.folder, null);
  assert.equal(pending.pending, 3);
  const forced = await at.export({ again: true });
  assert.equal(forced.requests.get("uses_dl"), 3);
  const ids = new Set([
    ...(await requestsOf(first.folder!)).map(({ custom_id }) => custom_id),
    ...(await requestsOf(forced.folder!)).map(({ custom_id }) => custom_id),
  ]);
  assert.equal(ids.size, 6);
  for (const id of ids) assert.match(id, /^[A-Za-z0-9_-]{1,64}$/);
});

Deno.test("two papers with one text are asked about once", async () => {
  using at = await work(papersOf("Same.", "Same."));
  const { requests, pending } = await at.export();
  assert.equal(requests.get("uses_dl"), 1);
  assert.equal(pending, 1);
});

Deno.test("an export that was killed leaves nothing behind that counts", async () => {
  using at = await work(papersOf("One."));
  const stop = new AbortController();
  stop.abort(new Error("killed"));
  await assert.rejects(at.export({ signal: stop.signal }), /killed/);
  assert.deepEqual(await at.folders(), []);
  const { folder } = await at.export();
  assert.equal(folder!.name, "0001");
});
