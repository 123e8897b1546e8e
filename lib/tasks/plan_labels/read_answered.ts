import { type AnnotatedPaper, openStore } from "lib/annotate/store.ts";
import { isThere } from "lib/files.ts";
import type { PlannedPaper } from "lib/findings/labels/plan/strata.ts";
import { fieldsOf, yearOf } from "lib/findings/tally.ts";
import { type Outcome, outcomeOf } from "lib/findings/validation/answers.ts";
import type { Question, YesNoQuestion } from "lib/questions/question.ts";
import { storePath } from "lib/study/run_store.ts";
import type { StudySettings } from "lib/study/settings.ts";
import { StudyError } from "lib/study/study_keys.ts";

/**
 * Reads the sampled papers of a run with the annotator's answers to one
 * question.
 *
 * @throws {StudyError} If the study was not run.
 */
export async function readAnswered(
  settings: StudySettings,
  question: YesNoQuestion,
  questions: readonly Question[],
): Promise<PlannedPaper[]> {
  const path = storePath(settings);
  if (!await isThere(path)) {
    throw new StudyError(
      `Cannot plan labels of "${settings.name}" as it has not been run yet; run \`deno task annotate\` with the same study first`,
    );
  }
  const store = openStore(path);
  try {
    const papers: PlannedPaper[] = [];
    for (const paper of store.papers()) {
      papers.push(plannedPaper(paper, question, questions));
    }
    return papers;
  } finally {
    store.close();
  }
}

function plannedPaper(
  { metadata, annotations }: AnnotatedPaper,
  question: YesNoQuestion,
  questions: readonly Question[],
): PlannedPaper {
  const outcome = outcomeOf(annotations, question, questions);
  const evidence = outcome.kind === "answered" ? outcome.given.evidence : [];
  return {
    doi: metadata.doi,
    title: metadata.title,
    source: metadata.source,
    year: yearOf(metadata),
    megajournal: metadata.megajournal,
    field: fieldsOf(metadata)[0]!,
    answer: answerOf(outcome),
    passage: evidence.map(({ quote }) => quote).join("\n"),
  };
}

function answerOf({ kind, given }: Outcome): PlannedPaper["answer"] {
  if (kind === "not asked") return "no";
  if (kind === "failed" || given.answer?.kind !== "yes-no") return "none";
  return given.answer.result ? "yes" : "no";
}
