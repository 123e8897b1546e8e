import assert from "node:assert/strict";
import { join } from "node:path";
import {
  type BatchFolder,
  type BatchManifest,
  FORMAT,
  listBatches,
  newShard,
  saveManifest,
  type Shard,
} from "lib/annotate/batch/manifest.ts";
import { seeBatches } from "lib/annotate/batch/see.ts";
import type { BatchService, BatchState } from "lib/annotate/batch/service.ts";
import { submitBatch } from "lib/annotate/batch/submit.ts";
import { firstProfile } from "lib/annotate/llm/profile.ts";
import { writeShards } from "lib/annotate/batch/write_shards.ts";

/** An export of files with one request each. */
async function exportOf(files: number): Promise<BatchFolder> {
  const batches = await Deno.makeTempDir();
  const path = join(batches, "0001");
  await Deno.mkdir(path);
  const writer = writeShards(path, { requests: 1, bytes: 1000 });
  for (let i = 1; i <= files; i++) {
    const entry = {
      id: `uses_dl-${i}`,
      doi: `10.5555/${i}`,
      source: "a",
      asked: [{ question: "uses_dl", version: 1, key: `${i}` }],
      textHash: "0",
      attemptsBefore: 0,
      followUp: null,
    };
    writer.add([{ entry, body: {} }]);
  }
  const manifest: BatchManifest = {
    format: FORMAT,
    study: "test",
    target: "openai",
    identity: { annotator: "openai", model: "m", endpoint: "", parameters: {} },
    mode: "single",
    start: {
      profile: firstProfile("http://localhost/v1"),
      contextTokens: null,
    },
    learnt: null,
    waves: 1,
    questions: [],
    shards: writer.close().map(newShard),
  };
  await saveManifest(path, manifest);
  return { path, name: "0001", manifest };
}

interface Scripted {
  readonly service: BatchService;
  /** Input file of each batch that was started. */
  readonly started: string[];
  readonly batches: Map<string, BatchState>;
  /** Names the step, and whether before or after it, at which the process dies. */
  dieAt: string | null;
}

class Killed extends Error {}

/** A service in memory that can end the client at any step. */
function scriptedService(): Scripted {
  let uploads = 0;
  const inputs = new Map<string, string>();
  const step = <T>(name: string, work: () => T): Promise<T> => {
    const die = (when: string) => {
      if (scripted.dieAt !== `${when} ${name}`) return;
      scripted.dieAt = null;
      throw new Killed();
    };
    return Promise.resolve().then(() => {
      die("before");
      const result = work();
      die("after");
      return result;
    });
  };
  const scripted: Scripted = {
    started: [],
    batches: new Map(),
    dieAt: null,
    service: {
      upload: (path) =>
        step("upload", () => {
          const id = `file-${++uploads}`;
          inputs.set(id, path.slice(-10));
          return id;
        }),
      create: (fileId) =>
        step("create", () => {
          scripted.started.push(inputs.get(fileId)!);
          const batch: BatchState = {
            id: `batch-${scripted.started.length}:${fileId}`,
            status: "validating",
            progress: null,
            outputFileId: null,
            errorFileId: null,
            refusal: null,
          };
          scripted.batches.set(batch.id, batch);
          return batch;
        }),
      find: (fileId, known) =>
        step(
          "find",
          () =>
            [...scripted.batches.values()].find(({ id }) =>
              id.endsWith(`:${fileId}`) && !known.includes(id)
            ) ?? null,
        ),
      retrieve: (id) => step("retrieve", () => scripted.batches.get(id)!),
      download: () => Promise.reject(new Error("not scripted")),
    },
  };
  return scripted;
}

const shardsOf = async ({ path }: BatchFolder): Promise<readonly Shard[]> => {
  const [folder] = await listBatches(join(path, ".."));
  return folder!.manifest.shards;
};

Deno.test("submitBatch() uploads every file and records what the service named them", async () => {
  const folder = await exportOf(2);
  const { service, started } = scriptedService();
  await submitBatch(folder, service);
  assert.deepEqual(started, ["0001.jsonl", "0002.jsonl"]);
  const shards = await shardsOf(folder);
  assert.deepEqual(shards.map(({ fileId }) => fileId), ["file-1", "file-2"]);
  assert.deepEqual(shards.map(({ state }) => state), [
    "submitted",
    "submitted",
  ]);
});

Deno.test("submitBatch() starts one batch a file, wherever it is killed", async (t) => {
  for (const step of ["upload", "create", "find"]) {
    for (const when of ["before", "after"]) {
      await t.step(`${when} ${step}`, async () => {
        const folder = await exportOf(2);
        const scripted = scriptedService();
        if (step === "find") {
          scripted.dieAt = "after create";
          await assert.rejects(submitBatch(folder, scripted.service), Killed);
        }
        scripted.dieAt = `${when} ${step}`;
        const [first] = await listBatches(join(folder.path, ".."));
        await assert.rejects(submitBatch(first!, scripted.service), Killed);
        const [again] = await listBatches(join(folder.path, ".."));
        await submitBatch(again!, scripted.service);
        assert.deepEqual(scripted.started, ["0001.jsonl", "0002.jsonl"]);
        const shards = await shardsOf(folder);
        assert.deepEqual(
          shards.map(({ batchId }) => batchId).sort(),
          [...scripted.batches.keys()].sort(),
        );
      });
    }
  }
});

Deno.test("submitBatch() submits again what found the queue full, and nothing else", async () => {
  const folder = await exportOf(3);
  const { service, started, batches } = scriptedService();
  const submitted = await submitBatch(folder, service);
  const [one, two, three] = [...batches.values()];
  const fail = (batch: BatchState, code: string) =>
    batches.set(batch.id, {
      ...batch,
      status: "failed",
      refusal: { code, message: "scripted" },
    });
  batches.set(one!.id, { ...one!, status: "completed" });
  fail(two!, "token_limit_exceeded");
  fail(three!, "invalid_json_line");
  const seen = await seeBatches(submitted, service);
  assert.deepEqual(
    seen.folder.manifest.shards.map(({ state }) => state),
    ["submitted", "failed", "failed"],
  );
  await submitBatch(seen.folder, service);
  assert.deepEqual(started.slice(3), ["0002.jsonl"]);
  const [, again] = await shardsOf(folder);
  assert.deepEqual(again!.earlierBatches, [two!.id]);
  assert.equal(again!.fileId, "file-2"); // uploaded once
  assert.equal(again!.refusal, null);
});

Deno.test("submitBatch() refuses a file that was changed since its export", async () => {
  const folder = await exportOf(1);
  await Deno.writeTextFile(join(folder.path, "0001.jsonl"), "{}\n");
  const { service, started } = scriptedService();
  await assert.rejects(
    submitBatch(folder, service),
    /Cannot submit ".*0001\.jsonl" as it is not the file that was exported/,
  );
  assert.deepEqual(started, []);
});
