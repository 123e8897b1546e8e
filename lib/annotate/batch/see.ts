import {
  type BatchFolder,
  type Shard,
  updateShard,
} from "lib/annotate/batch/manifest.ts";
import type { BatchService, BatchState } from "lib/annotate/batch/service.ts";

/** Statuses after which a batch does not change. */
const ENDED: ReadonlySet<string> = new Set([
  "completed",
  "expired",
  "cancelled",
]);

/** True if a shard's batch has ended and its results wait to be collected. */
export function isToCollect({ state, status, refusal }: Shard): boolean {
  return (state === "submitted" && ENDED.has(status ?? "")) ||
    (state === "failed" && refusal !== null);
}

/** What the service says of a batch, as its shard records it. */
export function see(batch: BatchState): Partial<Shard> {
  return {
    state: batch.status === "failed" ? "failed" : "submitted",
    batchId: batch.id,
    status: batch.status,
    progress: batch.progress,
    refusal: batch.refusal,
  };
}

/**
 * Asks the service how far the batches of an export are, and records it.
 *
 * @returns The export with its new states, and what the service said by shard.
 */
export async function seeBatches(
  folder: BatchFolder,
  service: BatchService,
): Promise<{ folder: BatchFolder; batches: Map<string, BatchState> }> {
  const batches = new Map<string, BatchState>();
  let current = folder;
  for (const { file, state, batchId } of folder.manifest.shards) {
    if (state !== "submitted" || batchId === null) continue;
    const batch = await service.retrieve(batchId);
    batches.set(file, batch);
    current = await updateShard(current, file, see(batch));
  }
  return { folder: current, batches };
}
