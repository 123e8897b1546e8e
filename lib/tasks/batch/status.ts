import { describeExport, nextStep } from "lib/annotate/batch/describe.ts";
import type { BatchFolder } from "lib/annotate/batch/manifest.ts";
import { seeBatches } from "lib/annotate/batch/see.ts";
import { withoutAnswered } from "lib/annotate/batch/to_run.ts";
import { openStore } from "lib/annotate/store.ts";
import { storePath } from "lib/study/run_store.ts";
import type { BatchFlags } from "lib/tasks/batch/flags.ts";
import { type BatchWork, openWork } from "lib/tasks/batch/open_work.ts";

/** Prints how far a study's batches are, and the command that goes on. */
export async function runStatus(
  flags: BatchFlags,
  signal: AbortSignal,
): Promise<void> {
  using work = await openWork(flags.settings, signal);
  warnOfOthers(work);
  const isUnderWay = work.folders.some(({ manifest }) =>
    manifest.shards.some(({ state }) => state === "submitted")
  );
  const service = isUnderWay ? await work.service() : null;
  const folders: BatchFolder[] = [];
  for (const folder of work.folders) {
    folders.push(
      service ? (await seeBatches(folder, service)).folder : folder,
    );
  }
  if (folders.length === 0) console.log("Nothing was exported yet");
  for (const folder of folders) {
    for (const line of describeExport(folder)) console.log(line);
  }
  if (folders.length === 0) return printNext(folders, flags);
  const store = openStore(storePath(flags.settings));
  try {
    printNext(withoutAnswered(folders, store), flags);
  } finally {
    store.close();
  }
}

/** Says which exports this command does not touch. */
export function warnOfOthers({ others }: BatchWork): void {
  if (others.length === 0) return;
  console.error(
    `Warning: not looked at, as made for another model, server, mode or parameters: export ${
      others.join(", ")
    }`,
  );
}

/** Prints what to do next. */
export function printNext(
  folders: readonly BatchFolder[],
  { commandFor }: BatchFlags,
): void {
  const step = nextStep(folders);
  const status = commandFor("batch", "status");
  const collect = commandFor("batch", "collect");
  const text = step === "wait"
    ? `The batches are under way; look again later: ${status}`
    : step === "run"
    ? `Next: run the files with vLLM (docs/batches.md), then ${collect}`
    : `Next: ${commandFor("batch", step)}`;
  console.log(text);
}
