/**
 * One timed run for `deno task bench`: annotates a corpus into a fresh store,
 * writes tables and figures, and prints seconds and peak resident memory of
 * this process as JSON. The argument is the corpus, such as "demo:1200".
 */

import { annotateWithProgress } from "lib/tasks/annotate_with_progress.ts";
import { storePath } from "lib/study/run_store.ts";
import { settle } from "lib/study/settings.ts";
import { peakMegabytes } from "lib/tasks/peak_memory.ts";

const [corpus = "demo"] = Deno.args;
const out = await Deno.makeTempDir();
const settings = await settle({
  name: `bench-${Deno.pid}`,
  corpus,
  eligible: corpus.startsWith("demo")
    ? { cited: true, fields: [11, 13, 16, 19, 23, 24, 28, 31] }
    : null,
  out,
}, "the benchmark");
const start = performance.now();
await annotateWithProgress(settings, {
  concurrency: "auto",
  dryRun: false,
  retryFailed: false,
  command: "",
  signal: new AbortController().signal,
});
const seconds = (performance.now() - start) / 1000;
for (const end of ["", "-wal", "-shm"]) {
  await Deno.remove(storePath(settings) + end).catch(() => {});
}
await Deno.remove(out, { recursive: true });
console.log(
  JSON.stringify({ seconds, peakMegabytes: await peakMegabytes() }),
);
