import { createHash } from "node:crypto";
import { join } from "node:path";
import {
  type BatchFolder,
  type Shard,
  updateShard,
} from "lib/annotate/batch/manifest.ts";
import { see } from "lib/annotate/batch/see.ts";
import type { BatchService } from "lib/annotate/batch/service.ts";

/** The service holds as many tokens in its queue as the account's tier allows. */
const QUEUE_FULL = "token_limit_exceeded";

/** What is told while files are submitted. */
export interface SubmitEvents {
  readonly onShard?: (folder: BatchFolder, shard: Shard) => void;
}

/** True for a file that has no batch and should have one. */
export function isToSubmit({ state, refusal }: Shard): boolean {
  return state === "exported" || state === "uploaded" ||
    state === "creating" || (state === "failed" && isQueueFull(refusal));
}

/** True if a batch was refused because too many tokens were waiting already. */
export function isQueueFull(refusal: Shard["refusal"]): boolean {
  return refusal !== null &&
    (refusal.code === QUEUE_FULL || /enqueued token/i.test(refusal.message));
}

/**
 * Uploads an export's files and starts a batch for each. Every id is on the
 * disk before the next step, and a step that may or may not have happened is
 * looked up at the service: however often the command is killed, no file gets
 * two batches.
 *
 * @param folder The export; its target is a service.
 * @param service The service.
 * @returns The export with its new states.
 * @throws {AnnotatorStopped} If the service refuses: one sentence. What was
 * submitted is recorded.
 */
export async function submitBatch(
  folder: BatchFolder,
  service: BatchService,
  { onShard }: SubmitEvents = {},
): Promise<BatchFolder> {
  let current = folder;
  for (const { file } of folder.manifest.shards) {
    const shard = () =>
      current.manifest.shards.find((shard) => shard.file === file)!;
    const set = async (change: Partial<Shard>) => {
      current = await updateShard(current, file, change);
    };
    if (!isToSubmit(shard())) continue;
    if (shard().state === "failed") {
      const { batchId, earlierBatches } = shard();
      await set({
        state: "uploaded",
        batchId: null,
        earlierBatches: [...earlierBatches, batchId!],
      });
    }
    if (shard().state === "exported") {
      const path = join(current.path, file);
      await checkUnchanged(path, shard());
      const fileId = await service.upload(
        path,
        `${current.manifest.study}-${current.name}-${file}`,
      );
      await set({ state: "uploaded", fileId });
    }
    const { fileId, sha256, earlierBatches } = shard();
    const existing = shard().state === "creating"
      ? await service.find(fileId!, earlierBatches)
      : null;
    await set({ state: "creating" });
    const batch = existing ?? await service.create(fileId!, {
      study: current.manifest.study,
      export: current.name,
      shard: file,
      sha256,
    });
    await set(see(batch));
    onShard?.(current, shard());
  }
  return current;
}

/** Makes sure that what is sent is what was exported. */
async function checkUnchanged(path: string, { sha256 }: Shard): Promise<void> {
  const hash = createHash("sha256");
  using file = await Deno.open(path);
  for await (const block of file.readable) hash.update(block);
  if (hash.digest("hex") === sha256) return;
  throw new Error(
    `Cannot submit "${path}" as it is not the file that was exported; restore it, or remove the folder of that export and export again`,
  );
}
