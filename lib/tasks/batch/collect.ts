import {
  collectBatches,
  collectFolder,
  type CollectReport,
} from "lib/annotate/batch/collect_batch.ts";
import { sumCounts } from "lib/annotate/batch/collect_counts.ts";
import type { CollectOptions } from "lib/annotate/batch/collect_shard.ts";
import {
  count,
  describeCounts,
  describeShard,
} from "lib/annotate/batch/describe.ts";
import { type BatchFolder, listBatches } from "lib/annotate/batch/manifest.ts";
import { seeBatches } from "lib/annotate/batch/see.ts";
import { withoutAnswered } from "lib/annotate/batch/to_run.ts";
import { resultsPath } from "lib/annotate/batch/vllm_commands.ts";
import { costOf, loadPrices, priceOf } from "lib/annotate/llm/prices.ts";
import { openTokenGauge } from "lib/annotate/llm/tokens.ts";
import { openStore } from "lib/annotate/store.ts";
import { storePath } from "lib/study/run_store.ts";
import { openCorpus } from "lib/study/open_corpus.ts";
import { progressOnStderr } from "lib/tasks/progress_on_stderr.ts";
import type { BatchFlags } from "lib/tasks/batch/flags.ts";
import { type BatchWork, openWork } from "lib/tasks/batch/open_work.ts";
import { printNext, warnOfOthers } from "lib/tasks/batch/status.ts";

/** Saves what came back, and says what became of every request. */
export async function runCollect(
  flags: BatchFlags,
  signal: AbortSignal,
): Promise<void> {
  const { settings } = flags;
  using work = await openWork(settings, signal);
  warnOfOthers(work);
  const corpus = await openCorpus(settings);
  const store = openStore(storePath(settings));
  try {
    const progress = progressOnStderr("Collecting", "requests");
    let requests = 0;
    const reports = await collectAll(work, flags, {
      corpus,
      questions: work.questions,
      annotator: work.annotator,
      store,
      writing: { settings: work.writing, gauge: openTokenGauge() },
      signal,
      onRequest: () => progress.update(++requests, null),
    });
    progress.finish(`Read ${count(requests, "request")}`);
    for (const line of await inWords(reports, work)) console.log(line);
    printNext(withoutAnswered(await foldersNow(work), store), flags);
  } finally {
    store.close();
    corpus.close?.();
  }
}

async function collectAll(
  work: BatchWork,
  { from }: BatchFlags,
  options: CollectOptions,
): Promise<CollectReport[]> {
  if (from !== null) return [await collectFolder(work.folders, from, options)];
  const reports: CollectReport[] = [];
  for (const folder of work.folders) {
    const { shards, target } = folder.manifest;
    if (shards.every(({ state }) => state === "collected")) continue;
    if (target === "vllm") {
      const results = resultsPath(folder.path);
      if (!await hasResults(results)) continue;
      const current = await foldersNow(work);
      reports.push(await collectFolder(current, results, options));
    } else {
      const service = await work.service();
      const seen = await seeBatches(folder, service);
      reports.push(
        await collectBatches(seen.folder, seen.batches, service, options),
      );
    }
  }
  return reports;
}

async function hasResults(path: string): Promise<boolean> {
  try {
    for await (const { name } of Deno.readDir(path)) {
      if (name.endsWith(".jsonl")) return true;
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return false;
}

/** The exports with their present states. */
async function foldersNow(work: BatchWork): Promise<BatchFolder[]> {
  const all = await listBatches(work.path);
  return all.filter(({ name }) => !work.others.includes(name));
}

async function inWords(
  reports: readonly CollectReport[],
  { annotator: { identity } }: BatchWork,
): Promise<string[]> {
  const shards = reports.flatMap(({ shards }) => shards);
  if (shards.length === 0) return ["Nothing has come back yet"];
  const lines = shards.map(({ folder, shard }) =>
    `${folder}/${describeShard(shard)}`
  );
  const counts = sumCounts(shards.map(({ shard }) => shard.collected!));
  lines.push(
    `All: ${count(counts.requests, "request")}, ${describeCounts(counts)}`,
  );
  const faults = (name: "malformed" | "torn" | "unknown", what: string) => {
    const found = reports.flatMap((report) => report[name]);
    if (found.length > 0) {
      lines.push(`${what}: ${count(found.length, "line")}, ${some(found)}`);
    }
  };
  faults("malformed", "Not JSON, or without a custom_id");
  faults("torn", "Cut off at the end of a file");
  faults("unknown", "Answers to nothing that was asked");
  if (counts.conflicts.length > 0) {
    lines.push(`Two different answers: ${some(counts.conflicts)}`);
  }
  const { usage } = counts;
  if (usage === null) return lines;
  const isBatch = shards.some(({ shard }) => shard.batchId !== null);
  const price = priceOf(await loadPrices(), identity);
  const usd = costOf(usage, price, { batch: isBatch });
  const tokens = (value: number | null) => count(value ?? 0, "token");
  lines.push(
    `Tokens: ${tokens(usage.promptTokens)} in the prompts, ${
      tokens(usage.cachedTokens)
    } of them from a cache, and ${
      tokens(usage.completionTokens)
    } in the answers; ${
      usd === null
        ? "cost unknown"
        : `$${usd.toFixed(2)}${isBatch ? " at the batch price" : ""}`
    }`,
  );
  return lines;
}

/** The first few of many. */
function some(items: readonly string[]): string {
  const first = items.slice(0, 5).join(", ");
  return items.length > 5 ? `${first}, …` : first;
}
