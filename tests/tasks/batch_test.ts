import assert from "node:assert/strict";
import { join } from "node:path";
import { readBatchFlags } from "lib/tasks/batch/flags.ts";
import { UsageError } from "lib/tasks/command.ts";

const MODEL = ["--annotator", "openai", "--model", "m"];

Deno.test("readBatchFlags() takes its own flags out of those of the study", async () => {
  const flags = await readBatchFlags([
    ...["export", "--for", "vllm", "--again", "--shard-requests=40"],
    ...["--corpus", "demo:60", "--seed", "7", "--retry-failed", ...MODEL],
  ]);
  assert.equal(flags!.target, "vllm");
  assert.equal(flags!.again, true);
  assert.equal(flags!.retryFailed, true);
  assert.deepEqual(flags!.limits, { requests: 40, bytes: 180e6 });
  assert.equal(flags!.settings.seed, 7);
  assert.equal(
    flags!.commandFor("batch", "collect"),
    "deno task batch collect --corpus demo:60 --seed 7 --retry-failed --annotator openai --model m",
  );
});

Deno.test("readBatchFlags() keeps to the service's limits unless told otherwise", async () => {
  const service = await readBatchFlags(["export", ...MODEL]);
  assert.deepEqual(service!.limits, { requests: 50_000, bytes: 180e6 });
  const vllm = await readBatchFlags(["export", "--for=vllm", ...MODEL]);
  assert.equal(vllm!.limits.requests, 500);
});

Deno.test("readBatchFlags() finds a folder of results from where the user stands", async () => {
  const flags = await readBatchFlags([
    "collect",
    "--from",
    "results",
    ...MODEL,
  ]);
  const folder = Deno.env.get("INIT_CWD") || Deno.cwd();
  assert.equal(flags!.from, join(folder, "results"));
  assert.equal(
    (await readBatchFlags(["collect", ...MODEL]))!.from,
    null,
  );
});

Deno.test("readBatchFlags() takes the one-pass mode", async () => {
  const flags = await readBatchFlags([
    ...["export", "--mode", "one-pass", ...MODEL],
  ]);
  assert.equal(flags!.settings.mode, "one-pass");
});

Deno.test("readBatchFlags() gives null for help, wherever it stands", async () => {
  assert.equal(await readBatchFlags(["--help"]), null);
  assert.equal(await readBatchFlags(["submit", "--help"]), null);
});

const WRONG: [args: string[], says: RegExp][] = [
  [[], /it lacks a command: export, submit, status, collect/],
  [["sumbit"], /"sumbit" is none/],
  [["export"], /annotator "lexicon" as only a language model/],
  [["export", "--for", "ray", ...MODEL], /--for as its value is "ray"/],
  [["export", "--for"], /--for as its value is missing/],
  [["export", "--shard-mb", "201", ...MODEL], /whole number from 1 to 200/],
  [["export", "--shard-requests", "0", ...MODEL], /from 1 to 50000/],
  [["submit", "--again", ...MODEL], /"--again" as it is not a flag/],
  [["export", "--from", "x", ...MODEL], /"--from" as it is not a flag/],
  [["export", "--max-usd", "5", ...MODEL], /--max-usd with batches/],
  [["submit", "--concurrency", "8", ...MODEL], /--concurrency with batches/],
];

Deno.test("readBatchFlags() says in one sentence what cannot be used", async (t) => {
  for (const [args, says] of WRONG) {
    await t.step(args.join(" ") || "nothing", async () => {
      await assert.rejects(readBatchFlags(args), (error: Error) => {
        assert.ok(error instanceof UsageError, error.name);
        assert.match(error.message, /^Cannot [^\n]*$/);
        assert.match(error.message, says);
        return true;
      });
    });
  }
});
