import type { BatchFolder } from "lib/annotate/batch/manifest.ts";
import { readIndex } from "lib/annotate/batch/read_index.ts";

/**
 * Lists the requests that stand in files which have not been collected.
 *
 * @param folders A study's exports.
 * @returns Their keys.
 */
export function pendingKeys(
  folders: readonly BatchFolder[],
): Set<string> {
  const keys = new Set<string>();
  for (const folder of folders) {
    for (const shard of folder.manifest.shards) {
      if (shard.state === "collected") continue;
      for (const { key } of readIndex(folder, shard)) keys.add(key);
    }
  }
  return keys;
}
