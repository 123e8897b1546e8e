import type { BatchFolder } from "lib/annotate/batch/manifest.ts";
import { readIndex } from "lib/annotate/batch/read_index.ts";
import type { Store } from "lib/annotate/store.ts";

/**
 * Leaves out files that wait to be run although all that they ask is answered:
 * a later export asked it again, and came back first.
 *
 * @param folders A study's exports.
 * @param store Where its answers are.
 */
export function withoutAnswered(
  folders: readonly BatchFolder[],
  store: Pick<Store, "get">,
): BatchFolder[] {
  return folders.map((folder) => {
    const shards = folder.manifest.shards.filter((shard) => {
      if (shard.state !== "exported") return true;
      for (const { asked } of readIndex(folder, shard)) {
        if (asked.some(({ key }) => !store.get(key)?.answer)) return true;
      }
      return false;
    });
    return { ...folder, manifest: { ...folder.manifest, shards } };
  });
}
