import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { RequestEntry } from "lib/annotate/batch/manifest.ts";
import { writeShards } from "lib/annotate/batch/write_shards.ts";

const entryOf = (id: string): RequestEntry => ({
  id,
  doi: "10.5555/a",
  source: "a.xml",
  asked: [{ question: "uses_dl", version: 1, key: `key-${id}` }],
  textHash: "0",
  attemptsBefore: 0,
  followUp: null,
});
const line = (id: string, text = "") => ({
  entry: entryOf(id),
  body: { text },
});

async function shardsOf(
  limits: { requests: number; bytes: number },
  papers: ReturnType<typeof line>[][],
) {
  const folder = await Deno.makeTempDir();
  const writer = writeShards(folder, limits);
  papers.forEach((lines) => writer.add(lines));
  const shards = writer.close();
  const files = await Promise.all(
    shards.map(({ file }) => Deno.readTextFile(join(folder, file))),
  );
  const ids = files.map((file) =>
    file.trimEnd().split("\n").map((text) => JSON.parse(text).custom_id)
  );
  return { folder, shards, files, ids };
}

Deno.test("writeShards() writes lines as the batch API takes them, with an index beside", async () => {
  const { folder, shards, files } = await shardsOf(
    { requests: 10, bytes: 1000 },
    [[line("a", 'quote " and é')]],
  );
  assert.equal(
    files[0],
    '{"custom_id":"a","method":"POST","url":"/v1/chat/completions","body":{"text":"quote \\" and é"}}\n',
  );
  const [shard] = shards;
  assert.equal(shard!.requests, 1);
  assert.equal(shard!.bytes, files[0]!.length + 1); // "é" has two bytes
  assert.equal(
    shard!.sha256,
    createHash("sha256").update(files[0]!).digest("hex"),
  );
  assert.deepEqual(
    JSON.parse(await Deno.readTextFile(join(folder, shard!.index))),
    entryOf("a"),
  );
});

Deno.test("writeShards() starts a file where the next paper would not fit", async () => {
  const papers = [[line("a1"), line("a2")], [line("b1"), line("b2")], [
    line("c1"),
  ]];
  const { ids } = await shardsOf({ requests: 3, bytes: 1000 }, papers);
  assert.deepEqual(ids, [["a1", "a2"], ["b1", "b2", "c1"]]);
});

Deno.test("writeShards() counts bytes after escaping", async () => {
  const size = (text: string) =>
    JSON.stringify({
      custom_id: "a1",
      method: "POST",
      url: "/v1/chat/completions",
      body: { text },
    }).length + 1;
  const breaks = "\n".repeat(50); // 50 characters, 100 bytes in JSON
  const papers = [[line("a1", breaks)], [line("b1", breaks)]];
  const fits = await shardsOf({ requests: 9, bytes: 2 * size(breaks) }, papers);
  assert.deepEqual(fits.ids, [["a1", "b1"]]);
  const tight = await shardsOf(
    { requests: 9, bytes: 2 * size(breaks) - 1 },
    papers,
  );
  assert.deepEqual(tight.ids, [["a1"], ["b1"]]);
});

Deno.test("writeShards() splits a paper only if it alone exceeds a file", async () => {
  const { ids } = await shardsOf({ requests: 2, bytes: 1000 }, [
    [line("a1")],
    [line("b1"), line("b2"), line("b3")],
  ]);
  assert.deepEqual(ids, [["a1"], ["b1", "b2"], ["b3"]]);
});

Deno.test("writeShards() refuses a request that is larger than a file may be", async () => {
  const folder = await Deno.makeTempDir();
  const writer = writeShards(folder, { requests: 9, bytes: 100 });
  assert.throws(
    () => writer.add([line("a", "x".repeat(100))]),
    /^Error: Cannot export "uses_dl" for paper 10\.5555\/a as this one request has \d+ bytes and a file may have 100$/,
  );
});
