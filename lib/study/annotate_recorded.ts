import {
  annotateRecorded,
  artifactIdentity,
  countNotAsked,
  type RecordedPaper,
} from "lib/annotate/recorded/annotate_recorded.ts";
import { noProgress, type RunProgress } from "lib/annotate/run.ts";
import { ANSWERS } from "lib/corpus/artifact/schema.ts";
import type { Question } from "lib/questions/question.ts";
import type { AnnotateOptions } from "lib/study/annotate_study.ts";
import { checkSample } from "lib/study/check_sample.ts";
import { openRecorded, type RecordedStudy } from "lib/study/open_recorded.ts";
import { questionsOfStudy } from "lib/study/questions_of_study.ts";
import { openRunStore } from "lib/study/run_store.ts";
import { countItems } from "lib/study/select_sample.ts";
import type { StudySettings } from "lib/study/settings.ts";
import { whatIsAsked } from "lib/study/what_is_asked.ts";

/** Papers whose answers are saved in one transaction. */
const PAPERS_AT_ONCE = 200;

/**
 * Puts the answers that an artifact recorded into the run's store, as
 * `annotateStudy` does with answers that it asks for. Nobody is asked.
 *
 * @param settings The study.
 * @param options Events, a signal that stops, and the artifact if it is open.
 * @returns How many answers were taken over.
 */
export async function annotateFromArtifact(
  settings: StudySettings,
  options: AnnotateOptions,
): Promise<RunProgress> {
  const questions = await questionsOfStudy(settings);
  const open = options.recorded ?? null;
  const recorded = open ?? await openRecorded(settings, questions);
  try {
    return await takeOver(settings, questions, recorded, options);
  } finally {
    if (open === null) recorded.close();
  }
}

async function takeOver(
  settings: StudySettings,
  questions: readonly Question[],
  { artifact, answers }: RecordedStudy,
  options: AnnotateOptions,
): Promise<RunProgress> {
  const { signal, command, onProgress, onWarning } = options;
  const identity = artifactIdentity(artifact.path, settings.artifactModel);
  const selected = artifact.select({
    ...settings.sample,
    seed: settings.seed,
    asked: askedFirst(questions, answers),
  });
  options.onItem?.(countItems(selected));
  checkSample(selected, settings);
  const warnings = [
    ...selected.warnings,
    ...warningsOf(questions, { artifact, answers }),
  ];
  for (const warning of warnings) onWarning?.(warning);
  const { openStore = () => openRunStore(settings) } = options;
  const store = await openStore();
  try {
    const { sample } = selected;
    const asks = whatIsAsked(questions, { identity, mode: "single" });
    await store.join();
    store.begin({ ...selected, asks, command });
    await options.onSample?.(selected);
    const progress = noProgress();
    let waiting: RecordedPaper[] = [];
    const save = () => {
      store.record(waiting);
      waiting = [];
      onProgress?.(progress, sample.length);
    };
    const papers = annotateRecorded({
      sample,
      questions,
      identity,
      answers,
      ground: settings.ground ? artifact : null,
      signal,
    });
    for await (const paper of papers) {
      waiting.push(paper);
      progress.papers++;
      for (const { status } of paper.annotations.values()) {
        progress.kept++;
        if (status !== "answered") progress.failed++;
      }
      if (waiting.length >= PAPERS_AT_ONCE) save();
    }
    save();
    store.finish();
    return progress;
  } finally {
    if (options.openStore === undefined) store.close();
  }
}

/** Papers that were asked the first question; null if the artifact does not say. */
function askedFirst(
  [first]: readonly Question[],
  answers: RecordedStudy["answers"],
): ReadonlySet<string> | null {
  const byDoi = answers.get(first!.id)?.byDoi;
  return byDoi && byDoi.size > 0 ? new Set(byDoi.keys()) : null;
}

/** One sentence for each thing about the recorded answers that their user should know. */
function warningsOf(
  questions: readonly Question[],
  { artifact, answers }: Pick<RecordedStudy, "artifact" | "answers">,
): string[] {
  const notAsked = countNotAsked(questions, answers);
  return questions.flatMap(({ id, dependsOn }) => {
    const { byDoi, reasons, warnings } = answers.get(id)!;
    const unread = [...reasons].map(([reason, papers]) =>
      `${reason} (${papers})`
    );
    const skipped = notAsked.get(id) ?? 0;
    const isEmpty = dependsOn === null && byDoi.size === 0 &&
      ["doi", "model_response"].every((column) =>
        artifact.schema.has(`${id}${ANSWERS}`, column)
      );
    return [
      ...warnings,
      ...(isEmpty ? [`the artifact has no answer to "${id}"`] : []),
      ...(unread.length === 0 ? [] : [
        `recorded answers to "${id}" that hold no answer, by papers: ${
          unread.join(", ")
        }`,
      ]),
      ...(skipped === 0 ? [] : [
        `${skipped} ${
          skipped === 1 ? "paper was" : "papers were"
        } not asked "${id}" although the answer before asks for it`,
      ]),
    ];
  });
}
