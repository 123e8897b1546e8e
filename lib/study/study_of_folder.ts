import { dirname, join, resolve } from "node:path";
import { isThere } from "lib/files.ts";
import { savedSettingsPath } from "lib/study/saved_settings.ts";
import { settle, type StudySettings } from "lib/study/settings.ts";
import { readStudyFile } from "lib/study/study_file.ts";
import { isRunName, StudyError } from "lib/study/study_keys.ts";

/**
 * Finds the study whose outputs a folder belongs to, from the settings that
 * were kept beside its store: Jupyter runs a notebook in its own folder, and a
 * run's notebooks lie in the folder of its outputs.
 *
 * @param folder Where the notebook runs.
 * @returns The study, with that folder as its outputs; null if neither the
 * folder nor one above it holds the outputs of a run.
 * @throws {StudyError} If it does but the run's settings are not kept.
 */
export async function studyOfFolder(
  folder: string,
): Promise<StudySettings | null> {
  for (let at = resolve(folder);; at = dirname(at)) {
    const name = await runIn(at);
    if (name !== null) return { ...await openRun(name, at), out: at };
    if (at === dirname(at)) return null;
  }
}

/** The name of the run that has its outputs in a folder; null if there is none. */
async function runIn(folder: string): Promise<string | null> {
  try {
    const path = join(folder, "tables", "manifest.json");
    const name = JSON.parse(await Deno.readTextFile(path))?.study?.name;
    return typeof name === "string" && isRunName(name) ? name : null;
  } catch {
    return null; // no file, or none that a run wrote
  }
}

async function openRun(name: string, folder: string): Promise<StudySettings> {
  const path = savedSettingsPath({ name });
  if (await isThere(path)) {
    return await settle(await readStudyFile(path), `study "${path}"`);
  }
  throw new StudyError(
    `Cannot open the study "${name}" of "${folder}" as the settings of its run are not kept here: run it again with deno task annotate, or name its study file with the variable STUDY`,
  );
}
