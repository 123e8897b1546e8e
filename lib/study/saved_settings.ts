import { isThere, replaceFile } from "lib/files.ts";
import { projectPath } from "lib/paths.ts";
import type { StudySettings } from "lib/study/settings.ts";
import type { StudySource } from "lib/study/study_keys.ts";

/** Where the settings of a run are kept, beside its store. */
export function savedSettingsPath(
  { name }: Pick<StudySettings, "name">,
): string {
  return projectPath(`data/runs/${name}.study.json`);
}

/**
 * Saves the settings of a run that has none yet, so that its name is taken
 * before anything is asked. Those of an earlier run stay until this one is done.
 */
export async function takeName(settings: StudySettings): Promise<void> {
  const path = savedSettingsPath(settings);
  if (!await isThere(path)) await saveSettings(settings, path);
}

/** A corpus as a study file names it, with an absolute path. */
export function corpusText({ corpus }: Pick<StudySettings, "corpus">): string {
  return corpus.kind === "demo"
    ? `demo:${corpus.papers}`
    : `${corpus.kind}:${corpus.path}`;
}

/**
 * Writes settings as a study file that opens to the same study, for a notebook
 * kernel or another task that gets a run by its name.
 *
 * @param path Where to write it.
 */
export async function saveSettings(
  settings: StudySettings,
  path: string,
): Promise<void> {
  const { corpus: _, sample, recording, prompts, ...others } = settings;
  const { maxTokens, artifactModel, ...rest } = others;
  const source: StudySource = {
    ...rest,
    annotator: recording ? `replay:${recording.path}` : rest.annotator,
    max_tokens: maxTokens,
    artifact_model: artifactModel,
    prompts: prompts && `artifact:${prompts}`,
    corpus: corpusText(settings),
    sample: sample.size,
    at_least_one: sample.atLeastOne,
  };
  await replaceFile(path, JSON.stringify(source, null, 2) + "\n");
}
