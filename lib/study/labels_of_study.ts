import { basename } from "node:path";
import { type Labels, parseLabels } from "lib/findings/labels.ts";
import type { Question } from "lib/questions/question.ts";
import type { StudySettings } from "lib/study/settings.ts";

/**
 * Gets the human labels of a study, if it has any: from its CSV, or the planted
 * ones of its demo corpus.
 *
 * @throws {SyntaxError} If the file cannot be read as labels.
 */
export async function labelsOfStudy(
  { labels, corpus, seed }: StudySettings,
  questions: readonly Question[],
): Promise<Labels | null> {
  if (labels === null) return null;
  if (labels !== "planted") {
    const text = await Deno.readTextFile(labels);
    return parseLabels(text, basename(labels), questions);
  }
  if (corpus.kind !== "demo") {
    throw new SyntaxError(
      'Cannot use labels "planted" as only the demo corpus has planted labels',
    );
  }
  const { demoLabels } = await import("lib/corpus/demo.ts");
  return { rows: demoLabels({ papers: corpus.papers, seed }), warnings: [] };
}
