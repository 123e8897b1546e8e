import { annotationKey, hashText } from "lib/annotate/annotation_key.ts";
import type { Annotator } from "lib/annotate/annotator.ts";
import { breathing } from "lib/breathe.ts";
import { locateEvidence } from "lib/annotate/evidence.ts";
import type { Annotation, Store } from "lib/annotate/store.ts";
import { type Corpus, type Paper, UnreadablePaper } from "lib/corpus/paper.ts";
import type { SampledPaper } from "lib/corpus/sample.ts";
import type { Answer, Question } from "lib/questions/question.ts";

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
}

/** What a run needs. */
export interface RunOptions {
  readonly corpus: Corpus;
  readonly sample: readonly SampledPaper[];
  /** In the order in which they can be asked. */
  readonly questions: readonly Question[];
  readonly annotator: Annotator;
  readonly store: Store;
  /** Ask again what ended without an answer before. */
  readonly retryFailed?: boolean;
  readonly signal?: AbortSignal;
  /** Called after every paper. */
  readonly onPaper?: (progress: Readonly<RunProgress>) => void;
}

/**
 * Asks the questions of every sampled paper as a cascade: a question is asked
 * only where the one that it depends on has the answer it needs. Each answer
 * is in the store before the next request; what the store holds is not asked
 * again, so a killed run goes on where it stopped.
 *
 * @returns What was asked, kept and failed.
 * @throws {AnnotatorStopped} If the annotator cannot go on with any paper.
 */
export async function annotateSample(
  options: RunOptions,
): Promise<RunProgress> {
  const { corpus, sample, store, signal, onPaper } = options;
  const progress: RunProgress = { papers: 0, asked: 0, kept: 0, failed: 0 };
  const breathe = breathing(signal);
  for (const { metadata } of sample) {
    await breathe();
    try {
      const paper = await corpus.read(metadata);
      await annotatePaper(paper, options, progress);
    } catch (error) {
      if (!(error instanceof UnreadablePaper)) throw error;
      store.lost({
        source: metadata.source,
        reason: error.reason,
        detail: error.message,
      });
    }
    progress.papers++;
    onPaper?.(progress);
  }
  return progress;
}

async function annotatePaper(
  paper: Paper,
  options: RunOptions,
  progress: RunProgress,
): Promise<void> {
  const { questions, annotator, store, retryFailed } = options;
  const textHash = hashText(paper.text);
  const answers = new Map<string, Answer | null>();
  for (const [position, question] of questions.entries()) {
    if (!isDue(question, answers)) continue;
    const key = annotationKey(textHash, question, annotator.identity);
    let annotation = store.get(key);
    if (annotation && !(retryFailed && annotation.answer === null)) {
      progress.kept++;
    } else {
      annotation = await ask(paper, question, { key, textHash, ...options });
      store.save(annotation);
      progress.asked++;
    }
    store.asked(paper.doi, position, question.id, key);
    if (annotation.answer === null) progress.failed++;
    answers.set(question.id, annotation.answer);
  }
}

async function ask(
  paper: Paper,
  question: Question,
  { key, textHash, annotator, signal }:
    & RunOptions
    & Pick<Annotation, "key" | "textHash">,
): Promise<Annotation> {
  const reply = await annotator.ask(paper, question, signal);
  return {
    key,
    doi: paper.doi,
    question: question.id,
    questionVersion: question.version,
    identity: annotator.identity,
    textHash,
    ...reply,
    evidence: reply.answer ? locateEvidence(paper, reply.answer) : [],
  };
}

/** True if the answers so far allow a question to be asked. */
export function isDue(
  { dependsOn }: Question,
  answers: ReadonlyMap<string, Answer | null>,
): boolean {
  if (dependsOn === null) return true;
  const answer = answers.get(dependsOn.question);
  if (!answer) return false;
  return answer.kind === "yes-no" ? answer.result : answer.mentions.length > 0;
}
