import assert from "node:assert/strict";
import { join } from "node:path";
import { collectFolder } from "lib/annotate/batch/collect_batch.ts";
import {
  doiOf,
  failed,
  fromFiles,
  papersOf,
  requestsOf,
  said,
  work,
} from "tests/annotate/batch/batch_work.ts";
import { ANNOTATION } from "tests/support/annotation.ts";
import { corpusOf } from "tests/support/papers.ts";

Deno.test("collect counts what is lost, torn, malformed, doubled, unknown and in conflict", async () => {
  const papers = papersOf("0.", "1.", "2.", "3.", "4.", "5.", "6.");
  using at = await work(papers, { limits: { requests: 7, bytes: 1e6 } });
  const { folder } = await at.export();
  const ids = (await requestsOf(folder!)).map(({ custom_id }) => custom_id);
  const yes = '{"evidence": "6.", "result": true}';
  const report = await fromFiles(at, {
    "a.jsonl": [
      said(ids[6], yes), // out of order
      said(ids[0]),
      said("uses_dl-of-nobody"),
      "not JSON",
      said(ids[1]),
      failed(ids[2], 429, "rate_limit_exceeded"),
      failed(ids[3], 500, "oops"),
    ],
    "b.jsonl": [
      said(ids[0]), // the same again
      said(ids[1], '{"evidence": "1.", "result": true}'), // another answer
      said(ids[4]).slice(0, 30),
    ],
  });
  assert.deepEqual(report.shards[0]!.shard.collected, {
    requests: 7,
    answered: 3,
    failed: {},
    before: 0,
    again: { "rate limited": 1, "server error": 1, lost: 2 },
    duplicates: 2,
    conflicts: [ids[1]],
    usage: {
      promptTokens: 30,
      cachedTokens: null,
      writtenTokens: null,
      reasoningTokens: null,
      completionTokens: 15,
    },
  });
  assert.deepEqual(report.unknown, ["uses_dl-of-nobody"]);
  assert.deepEqual([report.malformed.length, report.torn.length], [1, 1]);
  // The first of two answers stands.
  const { answer } = at.get(papers[1]!)!;
  assert.deepEqual(answer, { kind: "yes-no", result: false, evidence: null });
  // What is missing is due again, and so is the next wave of the paper with a yes.
  const again = await at.export();
  assert.deepEqual(await doiOf(again.folder!), [
    ...["10.5555/2", "10.5555/3", "10.5555/4", "10.5555/5", "10.5555/6"],
  ]);
  assert.deepEqual(
    again.folder!.manifest.questions.map(({ id, wave }) => `${id} ${wave}`),
    ["uses_dl 1", "uses_ptms 2"],
  );
});

Deno.test("collect keeps the answer that the store has, and says so if another comes", async () => {
  const papers = papersOf("One.", "Two.");
  using at = await work(papers);
  const { folder } = await at.export();
  const [one, two] = (await requestsOf(folder!)).map((line) => line.custom_id);
  await at.export({ again: true });
  await fromFiles(at, { "a.jsonl": [said(one), said(two)] });
  const [, second] = await at.folders();
  const [three, four] = (await requestsOf(second!)).map((line) =>
    line.custom_id
  );
  const report = await fromFiles(at, {
    "b.jsonl": [
      said(three, '{"evidence": "One.", "result": true}'),
      said(four),
    ],
  });
  const { before, answered, conflicts } = report.shards[0]!.shard.collected!;
  assert.deepEqual([before, answered, conflicts], [2, 0, [three]]);
  assert.equal(at.get(papers[0]!)?.raw, '{"evidence": null, "result": false}');
});

Deno.test("collecting the same results again changes nothing", async () => {
  const papers = papersOf("One.");
  using at = await work(papers);
  const { folder } = await at.export();
  const [{ custom_id }] = await requestsOf(folder!);
  const lines = { "a.jsonl": [said(custom_id)] };
  await fromFiles(at, lines);
  const before = at.get(papers[0]!);
  const report = await fromFiles(at, lines);
  assert.deepEqual(report.shards, []);
  assert.deepEqual(report.unknown, []);
  assert.deepEqual(at.get(papers[0]!), before);
});

Deno.test("a collect that is killed and run again saves nothing twice", async () => {
  const papers = papersOf("One.", "Two.");
  using at = await work(papers);
  const { folder } = await at.export();
  const ids = (await requestsOf(folder!)).map((line) => line.custom_id);
  const lines = [said(ids[0]), said(ids[1], null, "It refuses.")];
  const from = await Deno.makeTempDir();
  await Deno.writeTextFile(join(from, "a.jsonl"), lines.join("\n"));
  const stillOpen = await at.folders();
  await collectFolder(stillOpen, from, at.options);
  const before = papers.map((paper) => at.get(paper));
  assert.deepEqual(before.map((found) => found?.status), [
    "answered",
    "refused",
  ]);
  // Its answers were saved, its end was not: as if killed in between.
  await collectFolder(stillOpen, from, at.options);
  assert.deepEqual(papers.map((paper) => at.get(paper)), before);
  // A retry that ends the same way is counted as a further request.
  const retry = await at.export({ retryFailed: true });
  const [again] = await requestsOf(retry.folder!);
  await fromFiles(at, {
    "b.jsonl": [said(again.custom_id, null, "It refuses.")],
  });
  assert.equal(at.get(papers[1]!)?.attempts.length, 2);
  assert.equal(at.get(papers[1]!)?.usage?.promptTokens, 20);
});

Deno.test("collect leaves the store's current run alone", async () => {
  const papers = papersOf("One.", "Two.");
  using at = await work(papers);
  const { store, options: { sample } } = at;
  store.begin({ sample, funnel: [], dropped: [] });
  const { doi } = papers[0]!;
  const other = { ...ANNOTATION, doi, key: "of another annotator" };
  store.record([{
    metadata: papers[0]!,
    annotations: new Map([[0, other]]),
    lost: null,
  }]);
  const { folder } = await at.export();
  const lines = (await requestsOf(folder!)).map((line) => said(line.custom_id));
  await fromFiles(at, { "a.jsonl": lines });
  assert.equal(at.get(papers[0]!)!.status, "answered");
  assert.deepEqual(
    [...store.papers()].map(({ annotations }) =>
      annotations.map(({ key }) => key)
    ),
    [["of another annotator"], []],
  );
});

Deno.test("collect does not save an answer about another text than the paper has now", async () => {
  const papers = papersOf("One.", "Two.");
  using at = await work(papers);
  const { folder } = await at.export();
  const ids = (await requestsOf(folder!)).map((line) => line.custom_id);
  const changed = corpusOf(papersOf("One.", "Two, corrected."));
  const from = await Deno.makeTempDir();
  await Deno.writeTextFile(
    join(from, "a.jsonl"),
    ids.map((id) => said(id)).join("\n"),
  );
  const { shards } = await collectFolder(await at.folders(), from, {
    ...at.options,
    corpus: changed,
  });
  const { answered, again } = shards[0]!.shard.collected!;
  assert.deepEqual([answered, again], [1, { "paper or question changed": 1 }]);
});

Deno.test("a parameter that a model refuses is left out of every later export", async () => {
  const papers = papersOf("One.", "Two.", "Three.");
  using at = await work(papers, { limits: { requests: 9, bytes: 1e6 } });
  const { folder } = await at.export();
  const first = await requestsOf(folder!);
  assert.ok(first.every(({ body }) => body.temperature === 0));
  const refuse = (id: string) =>
    failed(id, 400, "unsupported_value", "temperature");
  await fromFiles(at, {
    "a.jsonl": first.slice(0, 2).map(({ custom_id }) => refuse(custom_id)),
  });
  const again = await at.export();
  const second = await requestsOf(again.folder!);
  assert.equal(second.length, 3); // one was lost, and knows it too
  assert.ok(second.every(({ body }) => !("temperature" in body)));
  await fromFiles(at, {
    "b.jsonl": second.map(({ custom_id }) =>
      said(custom_id, '{"evidence": "One.", "result": true}')
    ),
  });
  const { attempts, notes } = at.get(papers[0]!)!;
  assert.deepEqual(attempts.map(({ outcome }) => outcome), [
    "adapted",
    "answered",
  ]);
  assert.equal(notes.dropped_parameters, "temperature");
  assert.deepEqual(
    at.get(papers[2]!)!.attempts.map(({ outcome }) => outcome),
    ["answered"],
  );
  const third = await at.export();
  const wave2 = await requestsOf(third.folder!);
  assert.ok(wave2.every(({ body }) => !("temperature" in body)));
});
