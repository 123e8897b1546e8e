import { join } from "node:path";
import {
  annotationKey,
  canonicalJson,
  hashText,
} from "lib/annotate/annotation_key.ts";
import type { Annotator } from "lib/annotate/annotator.ts";
import {
  correspond,
  type KnownServer,
  type Writing,
} from "lib/annotate/batch/correspond.ts";
import { customIdOf } from "lib/annotate/batch/custom_id.ts";
import { readFollowUps } from "lib/annotate/batch/follow_up.ts";
import {
  type BatchFolder,
  type BatchManifest,
  type BatchTarget,
  listBatches,
  newShard,
  type RequestEntry,
  saveManifest,
} from "lib/annotate/batch/manifest.ts";
import { pendingKeys } from "lib/annotate/batch/pending.ts";
import { readPaper } from "lib/annotate/batch/read_paper.ts";
import { saveReply } from "lib/annotate/batch/save_reply.ts";
import { type Known, standOf, wavesOf } from "lib/annotate/batch/waves.ts";
import {
  type ShardLimits,
  type ShardLine,
  writeShards,
  type WrittenShard,
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
  /** Requests written, by question. */
  readonly requests: ReadonlyMap<string, number>;
  readonly answered: number;
  /** Asked, and ended without an answer. */
  readonly failed: number;
  /** In files that have not come back. */
  readonly pending: number;
  /** Sampled papers that could not be read. */
  readonly unreadable: number;
}

/**
 * Writes what can be asked now, and is neither answered nor on its way, into
 * files for a batch service. The next wave of the cascade is due when this one
 * is collected. One paper at a time is in memory; the export is in its place
 * only when it is complete.
 *
 * @returns What was found and written.
 */
export async function exportBatch(
  options: ExportOptions,
): Promise<ExportReport> {
  const { batches, sample, corpus, signal } = options;
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
      const stand = standOf(
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
  const manifest = manifestOf(options, start, shards, requests);
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
    due: readonly Question[],
    keys: ReadonlyMap<string, string>,
  ): Promise<ShardLine[]> {
    const textHash = hashText(paper.text);
    const lines: ShardLine[] = [];
    for (const question of due) {
      const key = keys.get(question.id)!;
      const followUp = followUps.get(key) ?? null;
      const { body, reply } = await correspond(
        paper,
        question,
        followUp?.responses ?? [],
        followUp?.start ?? start,
        options.writing,
      );
      if (reply !== null) {
        // Nothing of the paper fits: there is nothing to be sent.
        saveReply(paper, question, reply, options);
        report.failed++;
        continue;
      }
      pending.add(key); // two papers may have one text
      requests.set(question.id, requests.get(question.id)! + 1);
      const entry: RequestEntry = {
        id: customIdOf(question.id, key, name),
        key,
        doi: paper.doi,
        source: paper.source,
        question: question.id,
        version: question.version,
        textHash,
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

function manifestOf(
  { study, target, annotator, questions }: ExportOptions,
  start: KnownServer,
  shards: readonly WrittenShard[],
  requests: ReadonlyMap<string, number>,
): BatchManifest {
  const waves = wavesOf(questions);
  return {
    format: 1,
    study,
    target,
    identity: annotator.identity,
    mode: annotator.mode,
    start,
    learnt: null,
    waves: Math.max(...waves.values()),
    questions: questions
      .filter(({ id }) => requests.get(id)! > 0)
      .map((question) => ({
        id: question.id,
        version: question.version,
        sha256: hashText(canonicalJson(question)),
        wave: waves.get(question.id)!,
        requests: requests.get(question.id)!,
      })),
    shards: shards.map(newShard),
  };
}

function ignoreMissing(error: unknown) {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
