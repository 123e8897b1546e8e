import { join } from "node:path";
import type { KnownServer, Letter } from "lib/annotate/batch/correspond.ts";
import type {
  AskedQuestion,
  BatchFolder,
  Shard,
} from "lib/annotate/batch/manifest.ts";
import { readIndex } from "lib/annotate/batch/read_index.ts";
import { readLines } from "lib/annotate/batch/read_lines.ts";

/** What came back for questions that need one more request. */
export interface FollowUp {
  /** All that came back so far, the first first. */
  readonly responses: readonly Letter[];
  /** What was known of the server at the first request. */
  readonly start: KnownServer;
}

/** A line of a shard's file of follow-ups. */
export interface FollowUpLine {
  /** As {@link askedTogether} of the questions gives it. */
  readonly asked: string;
  readonly followUp: FollowUp;
}

/**
 * Names what a request asks: the same questions of the same paper, and no
 * others, go on with what came back.
 */
export function askedTogether(
  asked: readonly Pick<AskedQuestion, "key">[],
): string {
  return asked.map(({ key }) => key).join(" ");
}

/** Name of the file that holds a shard's follow-ups. */
export function followUpFile({ file }: Pick<Shard, "file">): string {
  return file.replace(/jsonl$/, "followup.jsonl");
}

/**
 * Reads which questions need one more request, as far as no later export has
 * seen to them.
 *
 * @param folders A study's exports, the oldest first.
 * @returns What came back so far, by {@link askedTogether}.
 */
export function readFollowUps(
  folders: readonly BatchFolder[],
): Map<string, FollowUp> {
  const followUps = new Map<string, FollowUp>();
  for (const folder of folders) {
    for (const shard of folder.manifest.shards) {
      if (shard.state !== "collected") continue;
      for (const { asked } of readIndex(folder, shard)) {
        followUps.delete(askedTogether(asked));
      }
      const path = join(folder.path, followUpFile(shard));
      for (const { text } of readLines(path)) {
        const { asked, followUp } = JSON.parse(text) as FollowUpLine;
        followUps.set(asked, followUp);
      }
    }
  }
  return followUps;
}
