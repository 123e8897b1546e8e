import { join } from "node:path";
import { countOne, noCounts } from "lib/annotate/batch/collect_counts.ts";
import { collectRequest } from "lib/annotate/batch/collect_request.ts";
import type { Writing } from "lib/annotate/batch/correspond.ts";
import {
  askedTogether,
  type FollowUp,
  followUpFile,
  type FollowUpLine,
} from "lib/annotate/batch/follow_up.ts";
import {
  type BatchFolder,
  type RequestEntry,
  type Shard,
  updateShard,
} from "lib/annotate/batch/manifest.ts";
import type { OutputLines } from "lib/annotate/batch/output_lines.ts";
import { readIndex } from "lib/annotate/batch/read_index.ts";
import { readPaper } from "lib/annotate/batch/read_paper.ts";
import type { Keeping } from "lib/annotate/batch/save_replies.ts";
import { breathing, collectGarbage } from "lib/breathe.ts";
import type { Corpus, Paper } from "lib/corpus/paper.ts";
import { openLines } from "lib/files.ts";
import type { Question } from "lib/questions/question.ts";

/** Requests between two collections of garbage: some 5 MB of texts. */
const BETWEEN_COLLECTIONS = 64;

/** What collecting needs. */
export interface CollectOptions extends Keeping {
  readonly corpus: Corpus;
  /** All questions of the study. */
  readonly questions: readonly Question[];
  readonly writing: Writing;
  readonly signal?: AbortSignal;
  /** Called after every request. */
  readonly onRequest?: () => void;
}

/**
 * Accounts for every request of a file: saves the answers that came as the
 * live run would have saved them, and notes which requests have to be sent
 * again or need a further one. One paper at a time is in memory. Collecting
 * again changes nothing.
 *
 * @param folder The export.
 * @param shard The file of requests.
 * @param outputs The lines that came back, of this file and perhaps of others.
 * @param options Where papers and answers are.
 * @returns The export, with the shard's new state.
 */
export async function collectShard(
  folder: BatchFolder,
  shard: Shard,
  outputs: OutputLines,
  options: CollectOptions,
): Promise<BatchFolder> {
  const counts = noCounts();
  using followUps = openLines(join(folder.path, followUpFile(shard)));
  const breathe = breathing(options.signal);
  let { learnt } = folder.manifest;
  let paper: Paper | null = null;
  for (const entry of readIndex(folder, shard)) {
    await breathe();
    // No server has to be waited for: texts pile up faster than in a live run.
    if (counts.requests++ % BETWEEN_COLLECTIONS === 0) collectGarbage();
    if (paper?.doi !== entry.doi) {
      paper = await readPaper(options.corpus, entry);
    }
    const followUp = await collectEntry(entry, paper);
    if (followUp !== null) {
      const asked = askedTogether(entry.asked);
      const line: FollowUpLine = { asked, followUp };
      followUps.add(JSON.stringify(line));
    }
    options.onRequest?.();
  }
  followUps.close();
  return await updateShard(
    folder,
    shard.file,
    { state: "collected", collected: counts },
    learnt,
  );

  /** Handles one request; returns what the next export has to know of it. */
  async function collectEntry(
    entry: RequestEntry,
    paper: Paper | null,
  ): Promise<FollowUp | null> {
    const found = outputs.get(entry.id);
    if (found === undefined) {
      countOne(counts.again, shard.refusal ? "batch refused" : "lost");
      return entry.followUp;
    }
    const { line, duplicates, conflict } = found;
    counts.duplicates += duplicates;
    if (conflict) counts.conflicts.push(entry.id);
    const letter = { ...line, batch: shard.batchId };
    const { start } = folder.manifest;
    const collected = await collectRequest(
      { entry, paper, letter, start },
      counts,
      options,
    );
    learnt = collected.learnt ?? learnt;
    return collected.followUp;
  }
}
