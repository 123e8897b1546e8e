import { basename } from "node:path";
import type { StudyLabels } from "lib/findings/labels/label_tables.ts";
import { readLabelsFile } from "lib/findings/labels/read_labels_file.ts";
import { settleLabels } from "lib/findings/labels/settle_labels.ts";
import type { Labels } from "lib/findings/labels.ts";
import { loadModelNames } from "lib/findings/model_names.ts";
import type { Question } from "lib/questions/question.ts";
import type { StudySettings } from "lib/study/settings.ts";
import { StudyError } from "lib/study/study_keys.ts";

/**
 * Gets the human labels of a study, if it has any: from its CSV or .xlsx file,
 * or the planted ones of its demo corpus. What several humans answer
 * differently is settled by the study's adjudicator, or by the majority.
 *
 * @throws {SyntaxError} If the file cannot be read as labels.
 * @throws {StudyError} If the adjudicator labelled nothing, or the corpus has no
 * planted labels.
 */
export async function labelsOfStudy(
  settings: StudySettings,
  questions: readonly Question[],
): Promise<StudyLabels | null> {
  const labels = await readLabels(settings, questions);
  if (labels === null) return null;
  const { adjudicator } = settings;
  const annotators = new Set(labels.rows.map(({ annotator }) => annotator));
  if (adjudicator !== null && !annotators.has(adjudicator)) {
    throw new StudyError(
      `Cannot use labels "${labels.file}" as its adjudicator "${adjudicator}" labelled nothing: its annotators are ${
        [...annotators].join(", ") || "nobody"
      }`,
    );
  }
  const { rows, disputes } = settleLabels(labels.rows, {
    questions,
    adjudicator,
    canonicalName: loadModelNames().canonicalName,
  });
  return { ...labels, rows, given: labels.rows, disputes };
}

async function readLabels(
  { labels, corpus, seed }: StudySettings,
  questions: readonly Question[],
): Promise<Labels | null> {
  if (labels === null) return null;
  if (labels !== "planted") {
    if ((await Deno.stat(labels)).isDirectory) {
      throw new SyntaxError(
        `Cannot read labels "${labels}" as it is a folder: name the file in it`,
      );
    }
    return await readLabelsFile(
      await Deno.readFile(labels),
      basename(labels),
      questions,
    );
  }
  if (corpus.kind !== "demo") {
    throw new StudyError(
      'Cannot use labels "planted" as only the demo corpus has planted labels',
    );
  }
  const { demoLabels } = await import("lib/corpus/demo.ts");
  const rows = demoLabels({ papers: corpus.papers, seed });
  return { file: "planted", rows, problems: [], warnings: [] };
}
