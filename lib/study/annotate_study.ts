import { canonicalJson, hashText } from "lib/annotate/annotation_key.ts";
import type { Annotator } from "lib/annotate/annotator.ts";
import type { Gate } from "lib/annotate/gate/gate.ts";
import { annotateSample, type RunProgress } from "lib/annotate/run.ts";
import { openStore } from "lib/annotate/store.ts";
import { projectPath } from "lib/paths.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import type { Question } from "lib/questions/question.ts";
import { openAnnotator } from "lib/study/open_annotator.ts";
import { openCorpus } from "lib/study/open_corpus.ts";
import { type SelectEvents, selectSample } from "lib/study/select_sample.ts";
import type { StudySettings } from "lib/study/settings.ts";

/** What the person at the screen is told while papers are annotated. */
export interface AnnotateEvents extends SelectEvents {
  /** Called once the sample is drawn. */
  readonly onSample?: (papers: number) => void;
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
  /** The command that goes on with this run, for `status`. */
  readonly command?: string;
}

/** Where a study's answers are kept. */
export function storePath({ name }: Pick<StudySettings, "name">): string {
  return projectPath(`data/runs/${name}.sqlite`);
}

/**
 * The part of a run that reads texts: reads the corpus, draws the sample, asks
 * the questions and keeps the answers in the run's store.
 *
 * @param settings The study.
 * @param options Events; how to ask; and a signal that stops the run.
 * @returns How much was asked.
 * @throws {AnnotatorStopped} If the annotator cannot go on; what was answered
 * is in the store.
 * @throws {LimitReached} If a limit of the gate is reached; likewise.
 */
export async function annotateStudy(
  settings: StudySettings,
  options: AnnotateOptions = {},
): Promise<RunProgress> {
  const { gate, retryFailed, command, signal, papersAtOnce } = options;
  const questions = await loadQuestions(settings.questions);
  const annotator = await openAnnotator(settings, questions, { gate });
  await Deno.mkdir(projectPath("data/runs"), { recursive: true });
  const corpus = await openCorpus(settings);
  const store = openStore(storePath(settings));
  try {
    const selected = await selectSample(settings, corpus, options);
    const asks = whatIsAsked(questions, annotator);
    await store.join();
    store.begin({ ...selected, asks, command });
    const { sample } = selected;
    options.onSample?.(sample.length);
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
    store.close();
    corpus.close?.();
  }
}

/** One text for what is asked, of whom, and how. */
function whatIsAsked(
  questions: readonly Question[],
  { identity, mode }: Pick<Annotator, "identity" | "mode">,
): string {
  return hashText(canonicalJson({ questions, identity, mode }));
}
