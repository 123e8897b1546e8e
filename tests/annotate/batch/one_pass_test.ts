import assert from "node:assert/strict";
import { join } from "node:path";
import { collectFolder } from "lib/annotate/batch/collect_batch.ts";
import { describeExport } from "lib/annotate/batch/describe.ts";
import { readIndex } from "lib/annotate/batch/read_index.ts";
import {
  fromFiles,
  papersOf,
  requestsOf,
  said,
  work,
} from "tests/annotate/batch/batch_work.ts";
import { FIVE } from "tests/annotate/llm/asking.ts";

const IDS = FIVE.map(({ id }) => id);

const yes = { evidence: "We fine-tuned BERT.", result: true };
const NONE = {
  uses_dl: { evidence: null, result: false },
  uses_ptms: null,
  identify_ptms: null,
  identify_ptm_reuse: null,
  identify_ptm_impact: null,
};
/** Everything is answered but one list, which does not fit. */
const HALF = {
  uses_dl: yes,
  uses_ptms: yes,
  identify_ptms: { mentions: "BERT" },
  identify_ptm_reuse: { mentions: [] },
  identify_ptm_impact: { mentions: [] },
};

const OPTIONS = {
  mode: "one-pass",
  limits: { requests: 9, bytes: 1e6 },
} as const;

Deno.test("export in one-pass mode writes a request for each paper that asks all questions", async () => {
  const papers = papersOf("We counted birds.", "We fine-tuned BERT.");
  using at = await work(papers, OPTIONS);
  const { folder, requests } = await at.export();
  const lines = await requestsOf(folder!);
  assert.equal(lines.length, 2);
  assert.deepEqual([...requests.values()], [2, 2, 2, 2, 2]);
  for (const { custom_id, body } of lines) {
    assert.match(custom_id, /^all-[0-9a-f]{40}-0001$/);
    const { schema } = body.response_format.json_schema;
    assert.deepEqual(Object.keys(schema.properties), IDS);
  }
  const [shard] = folder!.manifest.shards;
  for (const { asked } of readIndex(folder!, shard!)) {
    assert.deepEqual(asked.map(({ question }) => question), IDS);
  }
  assert.equal(
    describeExport(folder!)[0],
    `Export 0001: all in one pass (${
      IDS.map((id) => `${id} 2`).join(", ")
    }), 2 requests in 1 file for openai`,
  );
  const again = await at.export();
  assert.deepEqual([again.folder, again.pending], [null, 2]);
});

Deno.test("collect in one-pass mode keeps the answers that the cascade asks for, and the request once", async () => {
  const papers = papersOf("We counted birds.", "We fine-tuned BERT.");
  using at = await work(papers, OPTIONS);
  const { folder } = await at.export();
  const [birds, bert] = await requestsOf(folder!);
  const full = { ...HALF, identify_ptms: { mentions: [] } };
  const report = await fromFiles(at, {
    "a.jsonl": [
      said(birds.custom_id, JSON.stringify(NONE)),
      said(bert.custom_id, JSON.stringify(full)),
    ],
  });
  const { requests, answered } = report.shards[0]!.shard.collected!;
  assert.deepEqual([requests, answered], [2, 1 + 5]);
  const kept = papers.map((paper) =>
    IDS.filter((id) => at.get(paper, id)?.answer)
  );
  assert.deepEqual(kept, [["uses_dl"], IDS]);
  assert.deepEqual(
    IDS.map((id) => at.get(papers[1]!, id)!.usage?.promptTokens),
    [10, undefined, undefined, undefined, undefined],
  );
  const { folder: left, answered: all } = await at.export();
  assert.deepEqual([left, all], [null, 6]);
});

Deno.test("a part that does not fit is shown to the model, then asked again on request", async () => {
  const [paper] = papersOf("We fine-tuned BERT.");
  using at = await work([paper!], OPTIONS);
  const collect = async (retryFailed = false) => {
    const { folder } = await at.export({ retryFailed });
    const [{ custom_id, body }] = await requestsOf(folder!);
    await fromFiles(at, {
      "a.jsonl": [said(custom_id, JSON.stringify(HALF))],
    });
    return body;
  };
  assert.equal((await collect()).messages.length, 2);
  const repair = await collect();
  assert.equal(repair.messages.length, 4);
  assert.match(repair.messages[3].content, /not accepted: identify_ptms: /);
  assert.deepEqual(
    IDS.map((id) => at.get(paper!, id)!.status),
    ["answered", "answered", "invalid_answer", "answered", "answered"],
  );
  assert.deepEqual(
    at.get(paper!)!.attempts.map(({ outcome }) => outcome),
    ["repaired", "invalid_answer"],
  );
  assert.equal((await at.export()).folder, null);
  const { schema } = (await collect(true)).response_format.json_schema;
  assert.deepEqual(Object.keys(schema.properties), ["identify_ptms"]);
});

Deno.test("collecting a one-pass request twice saves nothing twice", async () => {
  const [paper] = papersOf("We fine-tuned BERT.");
  using at = await work([paper!], OPTIONS);
  await at.export();
  const open = await at.folders();
  const [{ custom_id }] = await requestsOf(open[0]!);
  const from = await Deno.makeTempDir();
  await Deno.writeTextFile(
    join(from, "a.jsonl"),
    said(custom_id, null, "It refuses."),
  );
  await collectFolder(open, from, at.options);
  const before = IDS.map((id) => at.get(paper!, id));
  assert.equal(before[0]?.status, "refused");
  // Its replies were saved, its end was not: as if killed in between.
  await collectFolder(open, from, at.options);
  assert.deepEqual(IDS.map((id) => at.get(paper!, id)), before);
});
