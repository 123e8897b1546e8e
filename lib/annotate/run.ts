import type { Annotator } from "lib/annotate/annotator.ts";
import { askAtOnce } from "lib/annotate/run/ask_at_once.ts";
import { askOneByOne } from "lib/annotate/run/ask_one_by_one.ts";
import { forEachAtOnce } from "lib/annotate/run/for_each_at_once.ts";
import { onePerTurn } from "lib/annotate/run/one_per_turn.ts";
import type { Store } from "lib/annotate/store.ts";
import { breathing } from "lib/breathe.ts";
import {
  type Corpus,
  type Paper,
  type PaperMetadata,
  UnreadablePaper,
} from "lib/corpus/paper.ts";
import type { SampledPaper } from "lib/corpus/sample.ts";
import type { Question } from "lib/questions/question.ts";

export { isDue } from "lib/annotate/run/is_due.ts";

/** How far a run is. */
export interface RunProgress {
  /** Papers finished. */
  papers: number;
  /** Questions answered by the annotator in this run. */
  asked: number;
  /** Answers that the store had already. */
  kept: number;
  /** Questions without an answer, asked now or before. */
  failed: number;
  /** Tokens of this run as the servers counted them. */
  promptTokens: number;
  cachedTokens: number;
  completionTokens: number;
}

/** Where every run begins. */
export function noProgress(): RunProgress {
  return {
    papers: 0,
    asked: 0,
    kept: 0,
    failed: 0,
    promptTokens: 0,
    cachedTokens: 0,
    completionTokens: 0,
  };
}

/** What a run needs. */
export interface RunOptions {
  readonly corpus: Corpus;
  readonly sample: readonly SampledPaper[];
  /** In the order in which they can be asked. */
  readonly questions: readonly Question[];
  readonly annotator: Annotator;
  readonly store: Store;
  /**
   * Papers in memory and under way at once; 64 by default. A few more than
   * requests may be in flight keep the questions of a paper close together.
   */
  readonly papersAtOnce?: number | (() => number);
  /** Ask again what ended without an answer before. */
  readonly retryFailed?: boolean;
  readonly signal?: AbortSignal;
  /** Called after every answer and every paper. */
  readonly onProgress?: (progress: Readonly<RunProgress>) => void;
}

/**
 * Asks the questions of every sampled paper as a cascade: a question is asked
 * only where the one that it depends on has the answer it needs. Many papers
 * are under way at once, and the annotator decides how many requests; texts
 * are read one at a time, and only those under way are in memory.
 *
 * Each answer is in the store before it counts; what the store holds is not
 * asked again, so a killed run goes on where it stopped. Several processes may
 * work on one store: what another one is asking is left to it.
 *
 * @returns What was asked, kept and failed.
 * @throws {AnnotatorStopped} If the annotator cannot go on with any paper.
 * @throws {LimitReached} If a limit of money or calls is reached. In both
 * cases what was in flight is answered and kept.
 */
export async function annotateSample(
  options: RunOptions,
): Promise<RunProgress> {
  const { sample, store, signal, onProgress, papersAtOnce = 64 } = options;
  const progress = noProgress();
  const { questions, annotator, retryFailed = false } = options;
  const ask = annotator.mode === "one-pass" ? askAtOnce : askOneByOne;
  const read = oneAtATime(options.corpus);
  const breathe = breathing(signal);
  const turn = onePerTurn();
  const deferred: SampledPaper[] = [];
  const work =
    (mayDefer: boolean) => async (sampled: SampledPaper, stop: AbortSignal) => {
      await turn();
      await breathe();
      const paper = await readSampled(sampled, read, store);
      const isDone = paper === null || await ask(paper, {
        questions,
        annotator,
        store,
        retryFailed,
        signal,
        stop,
        mayDefer,
        progress,
        onProgress: () => onProgress?.(progress),
      });
      if (!isDone) {
        deferred.push(sampled);
        return;
      }
      progress.papers++;
      onProgress?.(progress);
    };
  await store.join();
  await forEachAtOnce(sample, papersAtOnce, work(true));
  await forEachAtOnce(deferred, papersAtOnce, work(false));
  store.finish();
  return progress;
}

type Read = (metadata: PaperMetadata) => Promise<Paper>;

/** Reads papers one after the other, however many are asked for. */
function oneAtATime(corpus: Corpus): Read {
  let last: Promise<unknown> = Promise.resolve();
  return (metadata) => {
    const paper = last.then(() => corpus.read(metadata));
    last = paper.catch(() => null);
    return paper;
  };
}

/** Reads a sampled paper; null, and a row in the store, if it cannot be read. */
async function readSampled(
  { metadata }: SampledPaper,
  read: Read,
  store: Store,
): Promise<Paper | null> {
  const { doi, source } = metadata;
  try {
    const paper = await read(metadata);
    store.found(source);
    return paper;
  } catch (error) {
    if (!(error instanceof UnreadablePaper)) throw error;
    store.lost(doi, { source, reason: error.reason, detail: error.message });
    return null;
  }
}
