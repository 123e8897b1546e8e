import { type Annotator, AnnotatorStopped } from "lib/annotate/annotator.ts";
import { canonicalJson } from "lib/annotate/annotation_key.ts";
import { lockBatches } from "lib/annotate/batch/lock.ts";
import { type BatchFolder, listBatches } from "lib/annotate/batch/manifest.ts";
import type { BatchService } from "lib/annotate/batch/service.ts";
import { openGate } from "lib/annotate/gate/gate.ts";
import type { LlmOptions } from "lib/annotate/llm.ts";
import type { RequestSettings } from "lib/annotate/llm/request.ts";
import {
  identityOf,
  OPENAI_URL,
  settingsOf,
} from "lib/annotate/llm/settings.ts";
import { projectPath } from "lib/paths.ts";
import { questionsOfStudy } from "lib/study/questions_of_study.ts";
import type { Question } from "lib/questions/question.ts";
import { llmOptions } from "lib/study/open_annotator.ts";
import type { StudySettings } from "lib/study/settings.ts";

/** A study's batches, and what is asked in them. */
export interface BatchWork extends Disposable {
  readonly path: string;
  /** Exports made with these settings, the oldest first. */
  readonly folders: readonly BatchFolder[];
  /** Names of exports made with others. */
  readonly others: readonly string[];
  readonly questions: readonly Question[];
  readonly writing: RequestSettings;
  readonly annotator: Pick<Annotator, "identity" | "mode">;
  /** Opens the service, and loads the SDK: only where something is sent or fetched. */
  service(): Promise<BatchService>;
}

/** Where a study's batches are. */
export function batchesPath({ name }: Pick<StudySettings, "name">): string {
  return projectPath(`data/runs/${name}.batches`);
}

/**
 * Opens a study's batches for one command; no other one works on them until
 * this is closed.
 *
 * @throws {Error} If another command is at work, or a manifest cannot be read.
 */
export async function openWork(
  settings: StudySettings,
  signal: AbortSignal,
): Promise<BatchWork> {
  const { mode } = settings;
  const path = batchesPath(settings);
  const questions = await questionsOfStudy(settings);
  const options = await llmOptions(settings, questions);
  const writing = settingsOf(options);
  const identity = identityOf(writing);
  const lock = await lockBatches(path);
  const all = await listBatches(path);
  const isOurs = ({ manifest }: BatchFolder) =>
    manifest.mode === mode &&
    canonicalJson(manifest.identity) === canonicalJson(identity);
  return {
    path,
    folders: all.filter(isOurs),
    others: all.filter((folder) => !isOurs(folder)).map(({ name }) => name),
    questions,
    writing,
    annotator: { identity, mode },
    service: () => serviceFor(options, signal),
    [Symbol.dispose]: () => lock[Symbol.dispose](),
  };
}

async function serviceFor(
  { baseUrl = "", apiKey = "" }: LlmOptions,
  signal: AbortSignal,
): Promise<BatchService> {
  if (apiKey === "") {
    throw new AnnotatorStopped(
      "Cannot reach the batch service as OPENAI_API_KEY is not set",
    );
  }
  const { openBatchService } = await import("lib/annotate/batch/service.ts");
  return openBatchService({
    baseUrl: baseUrl || OPENAI_URL,
    apiKey,
    gate: openGate({ concurrency: 1 }),
    signal,
  });
}
