import { describeShard } from "lib/annotate/batch/describe.ts";
import type { BatchFolder } from "lib/annotate/batch/manifest.ts";
import { seeBatches } from "lib/annotate/batch/see.ts";
import { submitBatch } from "lib/annotate/batch/submit.ts";
import type { BatchFlags } from "lib/tasks/batch/flags.ts";
import { openWork } from "lib/tasks/batch/open_work.ts";
import { printNext, warnOfOthers } from "lib/tasks/batch/status.ts";

/** Hands the files that have no batch to the service. */
export async function runSubmit(
  flags: BatchFlags,
  signal: AbortSignal,
): Promise<void> {
  using work = await openWork(flags.settings, signal);
  warnOfOthers(work);
  const isForService = ({ manifest }: BatchFolder) =>
    manifest.target === "openai";
  if (!work.folders.some(isForService)) {
    console.log("Nothing was exported for a service");
    return printNext(work.folders, flags);
  }
  const service = await work.service();
  const folders: BatchFolder[] = [];
  for (const folder of work.folders) {
    if (!isForService(folder)) {
      folders.push(folder);
      continue;
    }
    const seen = await seeBatches(folder, service);
    folders.push(
      await submitBatch(seen.folder, service, {
        onShard: ({ name }, shard) =>
          console.log(`Submitted ${name}/${describeShard(shard)}`),
      }),
    );
  }
  printNext(folders, flags);
}
