import { basename } from "node:path";
import { annotateSample, type RunProgress } from "lib/annotate/run.ts";
import { openStore } from "lib/annotate/store.ts";
import { parseMetadata } from "lib/corpus/metadata.ts";
import { selectPapers } from "lib/corpus/select.ts";
import { projectPath } from "lib/paths.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import { openAnnotator } from "lib/study/open_annotator.ts";
import { openCorpus } from "lib/study/open_corpus.ts";
import type { StudySettings } from "lib/study/settings.ts";

/** What the person at the screen is told while papers are annotated. */
export interface AnnotateEvents {
  /** Called for every item of the corpus that has been read. */
  readonly onItem?: (items: number) => void;
  /** Called once the sample is drawn. */
  readonly onSample?: (papers: number) => void;
  /** Called for every paper that has been annotated. */
  readonly onPaper?: (progress: Readonly<RunProgress>, papers: number) => void;
  /** Called for what could not be used in a file of the study. */
  readonly onWarning?: (warning: string) => void;
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
 * @param options Events; whether to ask again what failed; and a signal that
 * stops the run between two questions.
 * @returns How much was asked.
 * @throws {AnnotatorStopped} If the annotator cannot go on; what was answered
 * is in the store.
 */
export async function annotateStudy(
  settings: StudySettings,
  { signal, retryFailed, ...events }: AnnotateEvents & {
    readonly signal?: AbortSignal;
    readonly retryFailed?: boolean;
  } = {},
): Promise<RunProgress> {
  const questions = await loadQuestions(settings.questions);
  const annotator = await openAnnotator(settings);
  const metadata = await readMetadata(settings.metadata);
  for (const warning of metadata?.warnings ?? []) events.onWarning?.(warning);
  await Deno.mkdir(projectPath("data/runs"), { recursive: true });
  const corpus = await openCorpus(settings);
  const store = openStore(storePath(settings));
  try {
    const selected = await selectPapers(corpus, {
      ...settings.sample,
      seed: settings.seed,
      eligible: settings.eligible,
      metadata,
      onItem: events.onItem,
      signal,
    });
    store.begin(selected);
    const { sample } = selected;
    events.onSample?.(sample.length);
    return await annotateSample({
      corpus,
      sample,
      questions,
      annotator,
      store,
      retryFailed,
      signal,
      onPaper: (progress) => events.onPaper?.(progress, sample.length),
    });
  } finally {
    store.close();
    corpus.close?.();
  }
}

async function readMetadata(path: string | null) {
  if (path === null) return null;
  return parseMetadata(await Deno.readTextFile(path), basename(path));
}
