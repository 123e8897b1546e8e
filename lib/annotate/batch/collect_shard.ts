import { join } from "node:path";
import { annotationKey, hashText } from "lib/annotate/annotation_key.ts";
import type { Usage } from "lib/annotate/annotator.ts";
import { againReason } from "lib/annotate/batch/again_reason.ts";
import {
  type Counting,
  countOne,
  noCounts,
} from "lib/annotate/batch/collect_counts.ts";
import {
  correspond,
  type KnownServer,
  type Writing,
} from "lib/annotate/batch/correspond.ts";
import {
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
import { type Keeping, saveReply } from "lib/annotate/batch/save_reply.ts";
import { readUsage, sumUsage } from "lib/annotate/llm/usage.ts";
import { breathing } from "lib/breathe.ts";
import type { Corpus, Paper } from "lib/corpus/paper.ts";
import { openLines } from "lib/files.ts";
import type { Question } from "lib/questions/question.ts";

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
  const followUps = openLines(join(folder.path, followUpFile(shard)));
  const breathe = breathing(options.signal);
  let { learnt } = folder.manifest;
  let paper: Paper | null = null;
  for (const entry of readIndex(folder, shard)) {
    await breathe();
    counts.requests++;
    if (paper?.doi !== entry.doi) {
      paper = await readPaper(options.corpus, entry);
    }
    const next = await collectRequest(entry, paper);
    if (next !== null) {
      const line: FollowUpLine = { key: entry.key, followUp: next };
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
  async function collectRequest(
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
    const question = questionOf(entry, paper, options);
    if (paper === null || question === null) {
      countOne(counts.again, "paper or question changed");
      return null;
    }
    const again = againReason(line);
    if (again !== null) {
      countOne(counts.again, again);
      return entry.followUp;
    }
    addUsage(counts, readUsage((line.completion as Completion)?.usage));
    const start = entry.followUp?.start ?? folder.manifest.start;
    const responses = [...entry.followUp?.responses ?? [], line];
    const standing = await correspond(
      paper,
      question,
      responses,
      start,
      options.writing,
    );
    if (isNews(standing.learnt, start)) learnt = standing.learnt;
    if (standing.reply === null) {
      countOne(counts.again, "needs a further request");
      return { responses, start };
    }
    const { reply } = standing;
    const before = options.store.get(entry.key);
    if (before?.answer) {
      counts.before++;
      if (before.raw !== reply.raw) counts.conflicts.push(entry.id);
      return null;
    }
    // A collect that was killed may have saved this failure already.
    const isSaved = reply.answer === null &&
      (before?.attempts.length ?? 0) > entry.attemptsBefore;
    if (!isSaved) {
      const notes = shard.batchId === null
        ? reply.notes
        : { ...reply.notes, batch: shard.batchId };
      saveReply(paper, question, { ...reply, notes }, options);
    }
    if (reply.answer) counts.answered++;
    else countOne(counts.failed, reply.status);
    return null;
  }
}

interface Completion {
  readonly usage?: unknown;
}

/** The question, if it and the paper are still what was asked about. */
function questionOf(
  { question: id, key }: RequestEntry,
  paper: Paper | null,
  { questions, annotator: { identity, mode } }: CollectOptions,
): Question | null {
  const question = questions.find((question) => question.id === id);
  if (paper === null || question === undefined) return null;
  const textHash = hashText(paper.text);
  return annotationKey(textHash, question, identity, mode) === key
    ? question
    : null;
}

function addUsage(counts: Counting, usage: Usage | null): void {
  counts.usage = sumUsage([counts.usage, usage]);
}

function isNews(learnt: KnownServer, start: KnownServer): boolean {
  return JSON.stringify(learnt) !== JSON.stringify(start);
}
