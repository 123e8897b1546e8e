import { join } from "node:path";
import type { KnownServer } from "lib/annotate/batch/correspond.ts";
import type { BatchFolder, Shard } from "lib/annotate/batch/manifest.ts";
import type { OutputLine } from "lib/annotate/batch/parse_output.ts";
import { readIndex } from "lib/annotate/batch/read_index.ts";
import { readLines } from "lib/annotate/batch/read_lines.ts";

/** What came back for a key that needs one more request. */
export interface FollowUp {
  /** All that came back so far, the first first. */
  readonly responses: readonly OutputLine[];
  /** What was known of the server at the first request. */
  readonly start: KnownServer;
}

/** A line of a shard's file of follow-ups. */
export interface FollowUpLine {
  readonly key: string;
  readonly followUp: FollowUp;
}

/** Name of the file that holds a shard's follow-ups. */
export function followUpFile({ file }: Pick<Shard, "file">): string {
  return file.replace(/jsonl$/, "followup.jsonl");
}

/**
 * Reads which keys need one more request, as far as no later export has seen
 * to them.
 *
 * @param folders A study's exports, the oldest first.
 * @returns What came back so far, by key.
 */
export function readFollowUps(
  folders: readonly BatchFolder[],
): Map<string, FollowUp> {
  const followUps = new Map<string, FollowUp>();
  for (const folder of folders) {
    for (const shard of folder.manifest.shards) {
      if (shard.state !== "collected") continue;
      for (const { key } of readIndex(folder, shard)) {
        followUps.delete(key);
      }
      const path = join(folder.path, followUpFile(shard));
      for (const { text } of readLines(path)) {
        const { key, followUp } = JSON.parse(text) as FollowUpLine;
        followUps.set(key, followUp);
      }
    }
  }
  return followUps;
}
