import { join } from "node:path";
import {
  type CollectOptions,
  collectShard,
} from "lib/annotate/batch/collect_shard.ts";
import type { BatchFolder, Shard } from "lib/annotate/batch/manifest.ts";
import {
  openOutputs,
  type OutputLines,
} from "lib/annotate/batch/output_lines.ts";
import { readIndex } from "lib/annotate/batch/read_index.ts";
import { isToCollect } from "lib/annotate/batch/see.ts";
import type { BatchService, BatchState } from "lib/annotate/batch/service.ts";
import { isQueueFull } from "lib/annotate/batch/submit.ts";
import { byCodeUnit } from "lib/order.ts";

/** A file of requests that was accounted for. */
export interface CollectedShard {
  readonly folder: string;
  readonly shard: Shard;
}

/** What the files that came back hold beside answers. */
export interface OutputFaults {
  /** Lines that are not JSON or name no request, as "file:byte". */
  readonly malformed: readonly string[];
  /** Last lines that were cut off, as "file:byte". */
  readonly torn: readonly string[];
  /** Lines that answer no request of this study. */
  readonly unknown: readonly string[];
}

/** What was collected. */
export interface CollectReport extends OutputFaults {
  readonly shards: readonly CollectedShard[];
}

/**
 * Collects what a folder of result files holds, such as those of
 * `vllm run-batch`. A file of requests is accounted for once one of its lines
 * has come back; those of which nothing is there yet stay open.
 *
 * @param folders The study's exports.
 * @param from Folder of `.jsonl` files, whatever their names.
 * @param options Where papers and answers are.
 */
export async function collectFolder(
  folders: readonly BatchFolder[],
  from: string,
  options: CollectOptions,
): Promise<CollectReport> {
  const paths: string[] = [];
  try {
    for await (const { name, isFile } of Deno.readDir(from)) {
      if (isFile && name.endsWith(".jsonl")) paths.push(join(from, name));
    }
  } catch (error) {
    if (
      !(error instanceof Deno.errors.NotFound ||
        error instanceof Deno.errors.NotADirectory)
    ) throw error;
    throw new Error(`Cannot collect from "${from}" as there is no such folder`);
  }
  if (paths.length === 0) {
    throw new Error(
      `Cannot collect from "${from}" as it holds no .jsonl file`,
    );
  }
  const outputs = openOutputs(paths.sort(byCodeUnit));
  const shards: CollectedShard[] = [];
  const ids = new Set<string>();
  for (const folder of folders) {
    let current = folder;
    for (const shard of folder.manifest.shards) {
      let isHere = false;
      for (const { id } of readIndex(folder, shard)) {
        ids.add(id);
        isHere ||= outputs.has(id);
      }
      if (!isHere || shard.state === "collected") continue;
      current = await collectShard(current, shard, outputs, options);
      shards.push(collected(current, shard));
    }
  }
  return { shards, ...faultsOf(outputs, ids) };
}

/**
 * Collects the batches of an export that have ended at the service: downloads
 * their result files next to the requests and accounts for every request.
 *
 * @param folder The export, as {@link seeBatches} left it.
 * @param batches What the service said of its batches, by file.
 * @param service The service.
 * @param options Where papers and answers are.
 */
export async function collectBatches(
  folder: BatchFolder,
  batches: ReadonlyMap<string, BatchState>,
  service: BatchService,
  options: CollectOptions,
): Promise<CollectReport> {
  const shards: CollectedShard[] = [];
  const faults = {
    malformed: [] as string[],
    torn: [] as string[],
    unknown: [] as string[],
  };
  let current = folder;
  for (const shard of folder.manifest.shards) {
    if (!isToCollect(shard) || isQueueFull(shard.refusal)) continue;
    const batch = batches.get(shard.file);
    const paths: string[] = [];
    for (
      const [kind, id] of [
        ["output", batch?.outputFileId],
        ["errors", batch?.errorFileId],
      ] as const
    ) {
      if (!id) continue;
      const path = join(
        folder.path,
        shard.file.replace(/jsonl$/, `${kind}.jsonl`),
      );
      await service.download(id, path);
      paths.push(path);
    }
    const outputs = openOutputs(paths);
    const ids = new Set<string>();
    for (const { id } of readIndex(folder, shard)) ids.add(id);
    current = await collectShard(current, shard, outputs, options);
    shards.push(collected(current, shard));
    const found = faultsOf(outputs, ids);
    for (const key of ["malformed", "torn", "unknown"] as const) {
      faults[key].push(...found[key]);
    }
  }
  return { shards, ...faults };
}

function collected({ name, manifest }: BatchFolder, { file }: Shard) {
  const shard = manifest.shards.find((shard) => shard.file === file)!;
  return { folder: name, shard };
}

function faultsOf(
  outputs: OutputLines,
  ids: ReadonlySet<string>,
): OutputFaults {
  return {
    malformed: outputs.malformed,
    torn: outputs.torn,
    unknown: [...outputs.ids()].filter((id) => !ids.has(id)),
  };
}
