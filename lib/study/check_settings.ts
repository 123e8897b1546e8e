import { join } from "node:path";
import { projectPath } from "lib/paths.ts";
import type { CorpusSpec, StudySettings } from "lib/study/settings.ts";
import {
  flagOf,
  StudyError,
  type StudyKey,
  type StudySource,
} from "lib/study/study_keys.ts";

/** What to call the place that a key of a study comes from: its file, or a flag. */
export type WhereOf = (key: StudyKey) => string;

/** Refuses keys that have no meaning with, or without, an artifact. */
export function checkArtifact(
  source: StudySource,
  corpus: CorpusSpec,
  annotator: StudySettings["annotator"],
  whereOf: WhereOf,
): void {
  if (corpus.kind !== "artifact") {
    if (annotator !== "recorded") return;
    throw new StudyError(
      `Cannot use ${
        whereOf("annotator")
      } as the annotator "recorded" needs a corpus with recorded answers: give "artifact:FILE" as the corpus, or another annotator`,
    );
  }
  for (const key of ["eligible", "metadata"] as const) {
    if ((source[key] ?? null) === null) continue;
    throw new StudyError(
      `Cannot use ${
        whereOf(key)
      } as "${key}" is given with an artifact, which says itself which papers are eligible: leave it out`,
    );
  }
}

/** A collected corpus has its own metadata, and is there once it was collected. */
export async function checkCollected(
  { metadata }: StudySource,
  corpus: CorpusSpec,
  whereOf: WhereOf,
): Promise<void> {
  if (corpus.kind !== "collected") return;
  if ((metadata ?? null) !== null) {
    throw new StudyError(
      `Cannot use ${
        whereOf("metadata")
      } as "metadata" is given with a collected corpus, which has its own: leave it out`,
    );
  }
  await Deno.stat(join(corpus.path, "papers.csv")).catch(() => {
    throw new StudyError(
      `Cannot use ${
        whereOf("corpus")
      } as nothing is collected in "${corpus.path}" yet: run deno task collect with this study first`,
    );
  });
}

/** Refuses a path that leads nowhere; null and undefined lead nowhere by intent. */
export async function mustExist(
  whereOf: WhereOf,
  key: StudyKey,
  path: string | null | undefined,
): Promise<void> {
  if (path === null || path === undefined) return;
  try {
    await Deno.stat(path);
  } catch {
    const where = whereOf(key);
    throw new StudyError(
      `Cannot use ${where} as ${
        where === flagOf(key) ? "it" : `"${key}"`
      } names "${path}", which is not there`,
    );
  }
}

/** Refuses questions that are neither files nor the study's own. */
export async function checkQuestions(
  whereOf: WhereOf,
  questions: readonly string[],
): Promise<void> {
  const folder = projectPath("data/questions");
  for (const entry of questions) {
    if (entry.endsWith(".json")) {
      await mustExist(whereOf, "questions", entry);
      continue;
    }
    const ids = (await Array.fromAsync(Deno.readDir(folder)))
      .map(({ name }) => name.replace(/\.json$/, "")).sort();
    if (ids.includes(entry)) continue;
    throw new StudyError(
      `Cannot use ${
        whereOf("questions")
      } as there is no question "${entry}": there are ${
        ids.join(", ")
      }, and files whose names end in .json`,
    );
  }
}
