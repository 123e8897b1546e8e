import { join } from "node:path";
import type { CorpusSpec, StudySettings } from "lib/study/settings.ts";
import { StudyError, type StudySource } from "lib/study/study_keys.ts";

/** Refuses keys that have no meaning with, or without, an artifact. */
export function checkArtifact(
  source: StudySource,
  corpus: CorpusSpec,
  annotator: StudySettings["annotator"],
  where: string,
): void {
  if (corpus.kind !== "artifact") {
    if (annotator !== "recorded") return;
    throw new StudyError(
      `Cannot use ${where} as the annotator "recorded" needs a corpus with recorded answers: give "artifact:FILE" as the corpus, or another annotator`,
    );
  }
  for (const key of ["eligible", "metadata"] as const) {
    if ((source[key] ?? null) === null) continue;
    throw new StudyError(
      `Cannot use ${where} as "${key}" is given with an artifact, which says itself which papers are eligible: leave it out`,
    );
  }
}

/** A collected corpus has its own metadata, and is there once it was collected. */
export async function checkCollected(
  { metadata }: StudySource,
  corpus: CorpusSpec,
  where: string,
): Promise<void> {
  if (corpus.kind !== "collected") return;
  if ((metadata ?? null) !== null) {
    throw new StudyError(
      `Cannot use ${where} as "metadata" is given with a collected corpus, which has its own: leave it out`,
    );
  }
  await Deno.stat(join(corpus.path, "papers.csv")).catch(() => {
    throw new StudyError(
      `Cannot use ${where} as nothing is collected in "${corpus.path}" yet: run deno task collect with this study first`,
    );
  });
}

/** Refuses a path that leads nowhere; null and undefined lead nowhere by intent. */
export async function mustExist(
  where: string,
  key: string,
  path: string | null | undefined,
): Promise<void> {
  if (path === null || path === undefined) return;
  try {
    await Deno.stat(path);
  } catch {
    throw new StudyError(
      `Cannot use ${where} as "${key}" names "${path}", which is not there`,
    );
  }
}
