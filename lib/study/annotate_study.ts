import type { Gate } from "lib/annotate/gate/gate.ts";
import { annotateSample, type RunProgress } from "lib/annotate/run.ts";
import type { Store } from "lib/annotate/store.ts";
import type { SelectedPapers } from "lib/corpus/select.ts";
import { checkAnswerable } from "lib/study/check_before_asking.ts";
import { checkSample } from "lib/study/check_sample.ts";
import { openAnnotator } from "lib/study/open_annotator.ts";
import { openCorpus } from "lib/study/open_corpus.ts";
import { type SelectEvents, selectSample } from "lib/study/select_sample.ts";
import type { RecordedStudy } from "lib/study/open_recorded.ts";
import { questionsOfStudy } from "lib/study/questions_of_study.ts";
import type { StudySettings } from "lib/study/settings.ts";
import { openRunStore } from "lib/study/run_store.ts";
import { whatIsAsked } from "lib/study/what_is_asked.ts";

/** What the person at the screen is told while papers are annotated. */
export interface AnnotateEvents extends SelectEvents {
  /** Called once the sample is drawn, before anything is asked. */
  readonly onSample?: (selected: SelectedPapers) => void | Promise<void>;
  /** Called for every answer and every paper that has been annotated. */
  readonly onProgress?: (
    progress: Readonly<RunProgress>,
    papers: number,
  ) => void;
}

/** How a study is annotated. */
export interface AnnotateOptions extends AnnotateEvents {
  /** When a language model's requests are sent; one at a time by default. */
  readonly gate?: Gate;
  /** As in {@link annotateSample}; counts for a language model only. */
  readonly papersAtOnce?: number | (() => number);
  /** Ask again what ended without an answer before. */
  readonly retryFailed?: boolean;
  /** The artifact of a study that takes its answers from one, if it is open already. */
  readonly recorded?: RecordedStudy | null;
  /** The command that goes on with this run, for `status`. */
  readonly command?: string;
  /**
   * Opens the run's store for somebody who closes it later: until then, nobody
   * else begins another run in it.
   */
  readonly openStore?: () => Promise<Store>;
}

/**
 * The part of a run that reads texts: reads the corpus, draws the sample, asks
 * the questions and keeps the answers in the run's store.
 *
 * @param settings The study.
 * @param options Events; how to ask; and a signal that stops the run.
 * @returns How much was asked.
 * @throws {StudyError} If the annotator cannot answer one of the questions.
 * @throws {Error} If no paper is in the sample.
 * @throws {AnnotatorStopped} If the annotator cannot go on; what was answered
 * is in the store.
 * @throws {LimitReached} If a limit of the gate is reached; likewise.
 */
export async function annotateStudy(
  settings: StudySettings,
  options: AnnotateOptions = {},
): Promise<RunProgress> {
  if (settings.annotator === "recorded") {
    const { annotateFromArtifact } = await import(
      "lib/study/annotate_recorded.ts"
    );
    return await annotateFromArtifact(settings, options);
  }
  const { gate, retryFailed, command, signal, papersAtOnce } = options;
  const questions = await questionsOfStudy(settings);
  const annotator = await openAnnotator(settings, questions, { gate });
  checkAnswerable(annotator, questions);
  const corpus = await openCorpus(settings);
  const { openStore = () => openRunStore(settings) } = options;
  const store = await openStore();
  try {
    const selected = await selectSample(settings, corpus, options);
    checkSample(selected, settings);
    const asks = whatIsAsked(questions, annotator);
    await store.join();
    store.begin({ ...selected, asks, command });
    const { sample } = selected;
    await options.onSample?.(selected);
    return await annotateSample({
      corpus,
      sample,
      questions,
      annotator,
      store,
      // Who needs no server gains nothing from many papers in memory.
      papersAtOnce: settings.annotator === "openai" ? papersAtOnce : 1,
      retryFailed,
      signal,
      onProgress: (progress) => options.onProgress?.(progress, sample.length),
    });
  } finally {
    if (options.openStore === undefined) store.close();
    corpus.close?.();
  }
}
