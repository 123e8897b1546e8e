import { loadQuestions } from "lib/questions/load_questions.ts";
import type { Question } from "lib/questions/question.ts";
import type { StudySettings } from "lib/study/settings.ts";
import { StudyError } from "lib/study/study_keys.ts";

/**
 * Loads the questions of a study, in the words of an artifact's prompts where
 * the study asks for them.
 *
 * @throws {StudyError} If the artifact holds no prompt for a question.
 */
export async function questionsOfStudy(
  { questions: files, prompts }: Pick<StudySettings, "questions" | "prompts">,
): Promise<Question[]> {
  const questions = await loadQuestions(files);
  if (prompts === null) return questions;
  const { openReadOnly } = await import(
    "lib/corpus/artifact/open_read_only.ts"
  );
  const { askInWordsOf, readArtifactPrompts } = await import(
    "lib/annotate/recorded/read_prompts.ts"
  );
  const artifact = openReadOnly(prompts);
  try {
    const stored = readArtifactPrompts(artifact.db);
    const missing = questions.find(({ id }) => !stored.has(id));
    if (missing !== undefined) {
      throw new StudyError(
        `Cannot ask "${missing.id}" in the words of artifact "${prompts}" as its table "_llm_prompts" has no such prompt`,
      );
    }
    return askInWordsOf(questions, stored);
  } finally {
    artifact.close();
  }
}
