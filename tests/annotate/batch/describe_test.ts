import assert from "node:assert/strict";
import { noCounts } from "lib/annotate/batch/collect_counts.ts";
import {
  describeCounts,
  describeExport,
  nextStep,
} from "lib/annotate/batch/describe.ts";
import {
  type BatchFolder,
  type BatchTarget,
  FORMAT,
  newShard,
  type Shard,
} from "lib/annotate/batch/manifest.ts";
import { vllmCommands } from "lib/annotate/batch/vllm_commands.ts";
import { firstProfile } from "lib/annotate/llm/profile.ts";

const WRITTEN = {
  file: "0001.jsonl",
  index: "0001.index.jsonl",
  requests: 1200,
  bytes: 48_000_000,
  sha256: "0",
};

function folderOf(
  parts: Partial<Shard>,
  target: BatchTarget = "openai",
): BatchFolder {
  const start = {
    profile: firstProfile("http://localhost/v1"),
    contextTokens: null,
  };
  return {
    path: "/data/it's here/0001",
    name: "0001",
    manifest: {
      format: FORMAT,
      study: "a study",
      target,
      identity: {
        annotator: "openai",
        model: "Qwen/Qwen3-32B",
        endpoint: "http://localhost/v1",
        parameters: {},
      },
      mode: "single",
      start,
      learnt: null,
      waves: 3,
      questions: [
        { id: "uses_dl", version: 1, sha256: "0", wave: 1, requests: 1200 },
      ],
      shards: [{ ...newShard(WRITTEN), ...parts }],
    },
  };
}

const FULL = { code: "token_limit_exceeded", message: "queue" };

// From the state of a file to the command that goes on.
const STEPS: [name: string, BatchFolder[], step: string][] = [
  ["nothing exported", [], "export"],
  ["written for a service", [folderOf({})], "submit"],
  ["written for vLLM", [folderOf({}, "vllm")], "run"],
  ["upload broken off", [folderOf({ state: "uploaded" })], "submit"],
  ["start broken off", [folderOf({ state: "creating" })], "submit"],
  [
    "under way",
    [folderOf({ state: "submitted", status: "in_progress" })],
    "wait",
  ],
  [
    "ended",
    [folderOf({ state: "submitted", status: "completed" })],
    "collect",
  ],
  ["expired", [folderOf({ state: "submitted", status: "expired" })], "collect"],
  [
    "refused",
    [folderOf({
      state: "failed",
      refusal: { code: "invalid_json_line", message: "" },
    })],
    "collect",
  ],
  ["queue full", [folderOf({ state: "failed", refusal: FULL })], "submit"],
  [
    "queue full while others run",
    [
      folderOf({ state: "failed", refusal: FULL }),
      folderOf({ state: "submitted", status: "in_progress" }),
    ],
    "wait",
  ],
  [
    "all collected",
    [folderOf({ state: "collected", collected: noCounts() })],
    "export",
  ],
];

Deno.test("nextStep() names the command that goes on", async (t) => {
  for (const [name, folders, step] of STEPS) {
    await t.step(name, () => assert.equal(nextStep(folders), step));
  }
});

Deno.test("describeExport() says what is asked and how far it is", () => {
  const progress = { completed: 700, failed: 3, total: 1200 };
  assert.deepEqual(
    describeExport(
      folderOf({ state: "submitted", status: "in_progress", progress }),
    ),
    [
      "Export 0001: wave 1 of 3 (uses_dl 1,200), 1,200 requests in 1 file for openai",
      "  0001.jsonl  1,200 requests, 48.0 MB: in progress, 700 done and 3 failed of 1,200",
    ],
  );
  const [, full] = describeExport(folderOf({ state: "failed", refusal: FULL }));
  assert.match(full!, /not run, as the service's queue is full/);
});

Deno.test("describeCounts() names every class", () => {
  assert.equal(
    describeCounts({
      ...noCounts(),
      answered: 2,
      failed: { refused: 1 },
      again: { lost: 3, expired: 1 },
      duplicates: 1,
      conflicts: ["a"],
    }),
    "2 answered; without an answer: 1 refused; to be sent again: 3 lost, 1 expired; 1 line too many; 1 answer that came twice and differ, the first was kept",
  );
});

const isWindows = Deno.build.os === "windows";

Deno.test(
  "vllmCommands() quotes paths for the shell, and bash reads the script",
  {
    ignore: isWindows,
  },
  async () => {
    const { lines, slurm } = vllmCommands(folderOf({}, "vllm"));
    const path = `'/data/it'\\''s here/0001`;
    assert.deepEqual(lines, [
      `mkdir -p ${path}/results'`,
      `vllm run-batch -i ${path}/0001.jsonl' -o ${path}/results/0001.jsonl' --model Qwen/Qwen3-32B --enable-prompt-tokens-details --structured-outputs-config '{"backend":"xgrammar","disable_any_whitespace":true}'`,
    ]);
    assert.match(slurm, /#SBATCH --job-name=a-study\n#SBATCH --array=1-1\n/);
    const bash = new Deno.Command("bash", { args: ["-n"], stdin: "piped" })
      .spawn();
    const writer = bash.stdin.getWriter();
    await writer.write(new TextEncoder().encode(slurm));
    await writer.close();
    assert.equal((await bash.status).code, 0);
  },
);
