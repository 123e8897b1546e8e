import type { BatchFolder } from "lib/annotate/batch/manifest.ts";
import { readIndex } from "lib/annotate/batch/read_index.ts";

/**
 * Lists what is asked in files which have not been collected.
 *
 * @param folders A study's exports.
 * @returns The keys of the annotations.
 */
export function pendingKeys(
  folders: readonly BatchFolder[],
): Set<string> {
  const keys = new Set<string>();
  for (const folder of folders) {
    for (const shard of folder.manifest.shards) {
      if (shard.state === "collected") continue;
      for (const { asked } of readIndex(folder, shard)) {
        for (const { key } of asked) keys.add(key);
      }
    }
  }
  return keys;
}
