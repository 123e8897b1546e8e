import { join } from "node:path";
import { annotationKey, hashText } from "lib/annotate/annotation_key.ts";
import type { Annotator } from "lib/annotate/annotator.ts";
import {
  correspond,
  type KnownServer,
  type Writing,
} from "lib/annotate/batch/correspond.ts";
import { customIdOf } from "lib/annotate/batch/custom_id.ts";
import { askedTogether, readFollowUps } from "lib/annotate/batch/follow_up.ts";
import {
  type AskedQuestion,
  type BatchFolder,
  type BatchTarget,
  listBatches,
  type RequestEntry,
  saveManifest,
} from "lib/annotate/batch/manifest.ts";
import { newManifest } from "lib/annotate/batch/new_manifest.ts";
import { pendingKeys } from "lib/annotate/batch/pending.ts";
import { readPaper } from "lib/annotate/batch/read_paper.ts";
import { byQuestion, saveReplies } from "lib/annotate/batch/save_replies.ts";
import {
  type Known,
  type PaperStand,
  standInOnePass,
  standOf,
} from "lib/annotate/batch/waves.ts";
import {
  type ShardLimits,
  type ShardLine,
  writeShards,
} from "lib/annotate/batch/write_shards.ts";
import type { Store } from "lib/annotate/store.ts";
import { breathing } from "lib/breathe.ts";
import type { Corpus, Paper } from "lib/corpus/paper.ts";
import type { SampledPaper } from "lib/corpus/sample.ts";
import type { Question } from "lib/questions/question.ts";

/** What an export needs. */
export interface ExportOptions {
  /** Folder of the study's batches. */
  readonly batches: string;
  readonly study: string;
  readonly target: BatchTarget;
  readonly limits: ShardLimits;
  readonly corpus: Corpus;
  readonly sample: readonly SampledPaper[];
  /** In the order in which they can be asked. */
  readonly questions: readonly Question[];
  readonly annotator: Pick<Annotator, "identity" | "mode">;
  readonly store: Store;
  /** What the requests are written with. */
  readonly writing: Writing;
  /** What is assumed of the server before it has said anything. */
  readonly first: KnownServer;
  /** Ask again what ended without an answer before. */
  readonly retryFailed?: boolean;
  /** Ask again what stands in files that have not come back. */
  readonly again?: boolean;
  readonly signal?: AbortSignal;
  /** Called after every paper. */
  readonly onPaper?: (papers: number) => void;
}

/** What an export found and wrote. */
export interface ExportReport {
  /** Null if there was nothing to ask. */
  readonly folder: BatchFolder | null;
  /** Requests written that ask a question, by question. */
  readonly requests: ReadonlyMap<string, number>;
  /** Questions answered. */
  readonly answered: number;
  /** Questions asked that ended without an answer. */
  readonly failed: number;
  /** Requests in files that have not come back. */
  readonly pending: number;
  /** Sampled papers that could not be read. */
  readonly unreadable: number;
}

/**
 * Writes what can be asked now, and is neither answered nor on its way, into
 * files for a batch service: a request for each question, the next wave of the
 * cascade being due when this one is collected; or in one-pass mode a request
 * for each paper. One paper at a time is in memory; the export is in its place
 * only when it is complete.
 *
 * @returns What was found and written.
 */
export async function exportBatch(
  options: ExportOptions,
): Promise<ExportReport> {
  const { batches, sample, corpus, signal } = options;
  const isOnePass = options.annotator.mode === "one-pass";
  const earlier = await listBatches(batches);
  const name = String(Number(earlier.at(-1)?.name ?? 0) + 1).padStart(4, "0");
  const part = join(batches, `${name}.part`);
  await Deno.remove(part, { recursive: true }).catch(ignoreMissing);
  await Deno.mkdir(part, { recursive: true });
  const pending = options.again ? new Set<string>() : pendingKeys(earlier);
  const followUps = readFollowUps(earlier);
  const start = knownOf(earlier, options);
  const writer = writeShards(part, options.limits);
  const requests = new Map(options.questions.map(({ id }) => [id, 0]));
  const report = { answered: 0, failed: 0, pending: 0, unreadable: 0 };
  const breathe = breathing(signal);
  for (const [papers, { metadata }] of sample.entries()) {
    await breathe();
    const paper = await readPaper(corpus, metadata);
    if (paper === null) report.unreadable++;
    else {
      const keys = keysOf(paper, options);
      const stand = (isOnePass ? standInOnePass : standOf)(
        options.questions,
        ({ id }) => standingOf(keys.get(id)!),
      );
      report.answered += stand.answered;
      report.failed += stand.failed;
      report.pending += stand.pending;
      writer.add(await linesFor(paper, stand.due, keys));
    }
    options.onPaper?.(papers + 1);
  }
  const shards = writer.close();
  if (shards.length === 0) {
    await Deno.remove(part, { recursive: true });
    return { ...report, folder: null, requests };
  }
  const manifest = newManifest(options, { start, shards, requests });
  await saveManifest(part, manifest);
  const path = join(batches, name);
  await Deno.rename(part, path);
  return { ...report, folder: { path, name, manifest }, requests };

  function standingOf(key: string): Known {
    const annotation = options.store.get(key);
    if (annotation?.answer) return annotation;
    if (pending.has(key)) return "pending";
    return annotation && !options.retryFailed ? annotation : "missing";
  }

  async function linesFor(
    paper: Paper,
    due: PaperStand["due"],
    keys: ReadonlyMap<string, string>,
  ): Promise<ShardLine[]> {
    const textHash = hashText(paper.text);
    const lines: ShardLine[] = [];
    for (const questions of due) {
      const asked = questions.map(({ id, version }): AskedQuestion => ({
        question: id,
        version,
        key: keys.get(id)!,
      }));
      const followUp = followUps.get(askedTogether(asked)) ?? null;
      const { body, replies } = await correspond(
        paper,
        isOnePass ? questions : questions[0]!,
        followUp?.responses ?? [],
        followUp?.start ?? start,
        options.writing,
      );
      if (replies !== null) {
        // Nothing of the paper fits: there is nothing to be sent.
        saveReplies(paper, byQuestion(questions, replies), options);
        report.failed += replies.size;
        continue;
      }
      for (const { key, question } of asked) {
        pending.add(key); // two papers may have one text
        requests.set(question, requests.get(question)! + 1);
      }
      const { key, question } = asked[0]!;
      const entry: RequestEntry = {
        id: customIdOf(isOnePass ? "all" : question, key, name),
        doi: paper.doi,
        source: paper.source,
        textHash,
        asked,
        attemptsBefore: options.store.get(key)?.attempts.length ?? 0,
        followUp,
      };
      lines.push({ entry, body });
    }
    return lines;
  }
}

/** The keys of a paper's annotations, by question. */
function keysOf(
  { text }: Paper,
  { questions, annotator: { identity, mode } }: ExportOptions,
): Map<string, string> {
  const textHash = hashText(text);
  return new Map(
    questions.map((
      question,
    ) => [question.id, annotationKey(textHash, question, identity, mode)]),
  );
}

/** What the latest export with the same model at the same server knew or learnt. */
function knownOf(
  earlier: readonly BatchFolder[],
  { annotator: { identity }, first }: ExportOptions,
): KnownServer {
  const last = earlier.findLast(({ manifest }) =>
    manifest.identity.model === identity.model &&
    manifest.identity.endpoint === identity.endpoint
  )?.manifest;
  return last?.learnt ?? last?.start ?? first;
}

function ignoreMissing(error: unknown) {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
