import {
  type ArtifactAnswers,
  readArtifactAnswers,
} from "lib/annotate/recorded/read_artifact_answers.ts";
import { type Artifact, openArtifact } from "lib/corpus/artifact.ts";
import type { Question } from "lib/questions/question.ts";
import type { StudySettings } from "lib/study/settings.ts";

/** An open artifact with its recorded answers, read once for a run. */
export interface RecordedStudy {
  readonly artifact: Artifact;
  /** By question id. */
  readonly answers: ReadonlyMap<string, ArtifactAnswers>;
  close(): void;
}

/**
 * Opens the artifact of a study and reads its answers.
 *
 * @param settings The study; its corpus is an artifact.
 * @throws {Error} If the artifact cannot be opened: one sentence.
 */
export async function openRecorded(
  { corpus }: Pick<StudySettings, "corpus">,
  questions: readonly Question[],
): Promise<RecordedStudy> {
  if (corpus.kind !== "artifact") {
    throw new RangeError("Cannot take recorded answers as the corpus has none");
  }
  const artifact = await openArtifact(corpus.path);
  try {
    const answers = new Map(
      questions.map((question) => [
        question.id,
        readArtifactAnswers(artifact.db, artifact.schema, question),
      ]),
    );
    return { artifact, answers, close: () => artifact.close() };
  } catch (error) {
    artifact.close();
    throw error;
  }
}
