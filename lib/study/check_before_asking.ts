import { join } from "node:path";
import type { Annotator } from "lib/annotate/annotator.ts";
import type { Question } from "lib/questions/question.ts";
import { readComparedRuns } from "lib/study/compared_runs.ts";
import { labelsOfStudy } from "lib/study/labels_of_study.ts";
import type { StudySettings } from "lib/study/settings.ts";
import { StudyError } from "lib/study/study_keys.ts";

/**
 * Checks what is needed only after all papers are asked, so that a run does not
 * fail then: the labels and the runs to compare with can be read, and tables can
 * be written.
 *
 * @throws {Error} If labels or a run to compare with cannot be read.
 * @throws {StudyError} If the corpus has no planted labels, or the folder of the outputs cannot be written.
 */
export async function checkBeforeAsking(
  settings: StudySettings,
  questions: readonly Question[],
): Promise<void> {
  const labels = await labelsOfStudy(settings, questions);
  const dois = new Set(labels?.rows.map(({ doi }) => doi));
  await readComparedRuns(settings.compare, "", { dois, questions });
  await checkWritable(settings.out);
}

/**
 * Checks that an annotator can answer all questions of a study.
 *
 * @throws {StudyError} If it cannot: one sentence that names the question.
 */
export function checkAnswerable(
  { canAnswer, identity }: Annotator,
  questions: readonly Question[],
): void {
  if (canAnswer === undefined) return;
  const unknown = questions.filter((question) => !canAnswer(question))
    .map(({ id }) => `"${id}"`);
  if (unknown.length === 0) return;
  throw new StudyError(
    `Cannot ask ${
      unknown.join(", ")
    } as the annotator "${identity.annotator}" has no rules for it; add "cues" to its question file, use a language model (--annotator openai --model NAME) or recorded answers (--annotator replay:FILE), or leave it out with --questions`,
  );
}

async function checkWritable(out: string): Promise<void> {
  const folder = join(out, "tables");
  try {
    await Deno.mkdir(folder, { recursive: true });
    const trial = await Deno.makeTempFile({ dir: folder, suffix: ".part" });
    await Deno.remove(trial);
  } catch (error) {
    const [reason] = (error as Error).message.split(" (os error");
    throw new StudyError(
      `Cannot write tables to "${folder}" as the system says "${reason}": name another folder with "out" or --out`,
      { cause: error },
    );
  }
}
