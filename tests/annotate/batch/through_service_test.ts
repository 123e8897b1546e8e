import assert from "node:assert/strict";
import { collectBatches } from "lib/annotate/batch/collect_batch.ts";
import { nextStep } from "lib/annotate/batch/describe.ts";
import { seeBatches } from "lib/annotate/batch/see.ts";
import { openBatchService } from "lib/annotate/batch/service.ts";
import { submitBatch } from "lib/annotate/batch/submit.ts";
import { openGate } from "lib/annotate/gate/gate.ts";
import {
  doiOf,
  expired,
  idOf,
  papersOf,
  said,
  type Work,
  work,
} from "tests/annotate/batch/batch_work.ts";
import {
  type BatchScript,
  startBatchServer,
} from "tests/annotate/batch/scripted_batches.ts";

/** Submits all exports and collects what has ended. */
async function throughService(
  { options, folders }: Work,
  script: BatchScript,
) {
  await using server = startBatchServer(script);
  const service = openBatchService({
    baseUrl: server.baseUrl,
    apiKey: "none",
    gate: openGate({ concurrency: 1, sleep: () => Promise.resolve() }),
  });
  const reports = [];
  for (const folder of await folders()) {
    const submitted = await submitBatch(folder, service);
    const { folder: seen, batches } = await seeBatches(submitted, service);
    reports.push(await collectBatches(seen, batches, service, options));
  }
  return { reports, started: server.started };
}

Deno.test("collect saves what a service ran, names the batch, and asks again for the rest", async () => {
  const papers = papersOf("One.", "Two.", "Three.", "Four.");
  using at = await work(papers);
  await at.export();
  const { reports, started } = await throughService(at, {
    run: ([a, b], batch) =>
      batch === 1
        ? { output: [said(idOf(b!))], errors: [expired(idOf(a!))] }
        : { output: [said(idOf(a!))], status: "expired" },
  });
  assert.equal(started.length, 2);
  const [one, two] = reports[0]!.shards.map(({ shard }) => shard.collected!);
  assert.deepEqual([one!.answered, one!.again], [1, { expired: 1 }]);
  assert.deepEqual([two!.answered, two!.again], [1, { lost: 1 }]);
  assert.deepEqual(one!.usage?.promptTokens, 10);
  const { attempts, notes } = at.get(papers[1]!)!;
  assert.deepEqual(attempts.map(({ batch }) => batch), ["batch_1"]);
  assert.equal(notes.batch, undefined);
  assert.equal(at.get(papers[0]!), undefined);
  assert.equal(nextStep(await at.folders()), "export");
  const { folder } = await at.export();
  assert.deepEqual(await doiOf(folder!), ["10.5555/0", "10.5555/3"]);
});

Deno.test("a batch under way is not touched, one that was refused is asked again", async () => {
  using at = await work(papersOf("One.", "Two.", "Three."));
  await at.export();
  const refusal = { code: "invalid_json_line", message: "scripted" };
  const { reports } = await throughService(at, {
    run: (_lines, batch) => batch === 1 ? null : { refusal },
  });
  const [folder] = await at.folders();
  assert.deepEqual(
    folder!.manifest.shards.map(({ state, status }) => `${state} ${status}`),
    ["submitted in_progress", "collected failed"],
  );
  assert.deepEqual(reports[0]!.shards[0]!.shard.collected!.again, {
    "batch refused": 1,
  });
  assert.equal(nextStep([folder!]), "wait");
  const again = await at.export();
  assert.deepEqual(await doiOf(again.folder!), ["10.5555/2"]);
});

Deno.test("a full queue is no loss: the file waits to be submitted again", async () => {
  using at = await work(papersOf("One."));
  await at.export();
  const refusal = {
    code: "token_limit_exceeded",
    message: "Enqueued token limit reached",
  };
  const { reports } = await throughService(at, { run: () => ({ refusal }) });
  assert.deepEqual(reports[0]!.shards, []);
  assert.equal((await at.export()).pending, 1);
  assert.equal(nextStep(await at.folders()), "submit");
});
