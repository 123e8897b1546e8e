import type { AnnotatorIdentity } from "lib/annotate/annotator.ts";
import type { AnnotatedPaper } from "lib/annotate/store.ts";
import { type Corpus, UnreadablePaper } from "lib/corpus/paper.ts";
import { groundedRows } from "lib/findings/grounded.ts";
import type { LabelRow } from "lib/findings/labels.ts";
import type { NameReader } from "lib/findings/model_names.ts";
import type { Table } from "lib/findings/table.ts";
import { validate } from "lib/findings/validate.ts";
import { annotatorId } from "lib/findings/validation/annotator_id.ts";
import type { DescribedPaper } from "lib/findings/validation/group_papers.ts";
import type { Question } from "lib/questions/question.ts";
import { readComparedRuns } from "lib/study/compared_runs.ts";
import { openCorpus } from "lib/study/open_corpus.ts";
import type { RunTotals } from "lib/study/run_totals.ts";
import type { StudySettings } from "lib/study/settings.ts";

/** What a run has for its validation. */
export interface RunToValidate {
  readonly questions: readonly Question[];
  /** Who answered. */
  readonly identity: AnnotatorIdentity;
  /** Labels as they were settled; none if the study has no labels. */
  readonly labels: readonly LabelRow[];
  /** The labelled papers of the sample. */
  readonly papers: readonly AnnotatedPaper[];
  /** By question, what came of it in the whole run. */
  readonly totals: RunTotals["questions"];
  readonly namesIn: NameReader;
  /** The study's corpus, if it is open already. */
  readonly corpus?: Corpus | undefined;
}

/**
 * Validates a run against its labels, beside the annotators that the study
 * names under `compare`. The texts of the labelled papers are read once more,
 * one at a time, for their lengths.
 *
 * @returns The tables of `validate()`, and what could not be compared.
 */
export async function validationTables(
  settings: StudySettings,
  run: RunToValidate,
): Promise<{ tables: Table[]; warnings: readonly string[] }> {
  const { questions, identity, labels, papers, totals, namesIn } = run;
  const id = annotatorId(identity);
  const own = {
    id,
    papers: new Map(
      papers.map(({ metadata, annotations }) => [metadata.doi, annotations]),
    ),
  };
  const dois = new Set(labels.map(({ doi }) => doi));
  const compared = await readComparedRuns(settings.compare, id, {
    dois,
    questions,
  });
  const tables = validate({
    annotators: [own, ...compared.annotators],
    papers: await describePapers(settings, run),
    questions,
    labels,
    namesIn,
    seed: settings.seed,
  });
  const [validation, ...others] = tables;
  return {
    tables: [
      {
        ...validation!,
        rows: [...validation!.rows, ...groundedRows(totals, id)],
      },
      ...others,
    ],
    warnings: compared.warnings,
  };
}

/** Finds out how long the texts are. */
async function describePapers(
  settings: StudySettings,
  { papers, corpus: open }: Pick<RunToValidate, "papers" | "corpus">,
): Promise<DescribedPaper[]> {
  if (papers.length === 0) return [];
  const corpus = open ?? await openCorpus(settings);
  try {
    const described: DescribedPaper[] = [];
    for (const { metadata } of papers) {
      const text = await corpus.read(metadata).then(
        ({ text }) => text,
        (error) => {
          if (error instanceof UnreadablePaper) return null;
          throw error;
        },
      );
      described.push({ metadata, characters: text?.length ?? null });
    }
    return described;
  } finally {
    if (open === undefined) corpus.close?.();
  }
}
