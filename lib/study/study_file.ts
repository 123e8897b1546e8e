import { dirname, join, resolve } from "node:path";
import { projectPath } from "lib/paths.ts";
import {
  checkKeys,
  resolvePaths,
  StudyError,
  type StudySource,
} from "lib/study/study_keys.ts";

/** The study that runs when none is named. */
export const DEFAULT_STUDY: string = projectPath(
  join("data", "demo", "study.json"),
);

/**
 * Reads a study file.
 *
 * @param path Its path; the demo study by default.
 * @returns Its keys, checked, with absolute paths.
 * @throws {StudyError} If it is missing, is not JSON or holds something that is
 * not allowed.
 */
export async function readStudyFile(path: string): Promise<StudySource> {
  const where = `study "${path}"`;
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch {
    throw new StudyError(
      `Cannot open ${where} as it is not there or cannot be read`,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    throw new StudyError(
      `Cannot open ${where} as it is not JSON: ${(error as Error).message}`,
    );
  }
  return resolvePaths(checkKeys(value, where), dirname(resolve(path)));
}
