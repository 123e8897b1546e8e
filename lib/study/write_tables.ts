import { join } from "node:path";
import { collectGarbage } from "lib/breathe.ts";
import { loadPrices, priceOf } from "lib/annotate/llm/prices.ts";
import { type AnnotatedPaper, openStore } from "lib/annotate/store.ts";
import { openLines, replaceFile } from "lib/files.ts";
import { openAdjusted } from "lib/findings/adjusted/adjusted_table.ts";
import { annotationLine } from "lib/findings/annotation_line.ts";
import {
  type PaperFacts,
  paperFacts,
} from "lib/findings/claims/paper_facts.ts";
import { dictionaryTable } from "lib/findings/dictionary/dictionary_table.ts";
import { labelTables } from "lib/findings/labels/label_tables.ts";
import { loadModelNames } from "lib/findings/model_names.ts";
import { openRunTables } from "lib/findings/run_tables.ts";
import {
  droppedTable,
  funnelTable,
  type Outcome,
  outcomeOf,
  SAMPLE_COLUMNS,
  sampleRow,
} from "lib/findings/sample_tables.ts";
import { type Row, type Table, tableToCsv } from "lib/findings/table.ts";
import type { Question } from "lib/questions/question.ts";
import type { RecordedStudy } from "lib/study/open_recorded.ts";
import { questionsOfStudy } from "lib/study/questions_of_study.ts";
import { storePath } from "lib/study/run_store.ts";
import { labelsOfStudy } from "lib/study/labels_of_study.ts";
import { writeManifest } from "lib/study/written_manifest.ts";
import { manifestOf } from "lib/study/manifest.ts";
import { annotatorOf } from "lib/study/open_annotator.ts";
import { addPaper, emptyTotals } from "lib/study/run_totals.ts";
import { sourceHashes } from "lib/study/source_hashes.ts";
import type { StudySettings } from "lib/study/settings.ts";
import type { FoundRun } from "lib/study/write_findings.ts";
import { isAnswered, unansweredWarnings } from "lib/study/unanswered.ts";
import { validationTables } from "lib/study/validation_tables.ts";

/** What {@link writeTables} wrote. */
export interface WrittenTables {
  readonly tables: readonly Table[];
  /** One sentence for what has no answer, and for each label that could not be used. */
  readonly warnings: readonly string[];
  /** False if questions were asked and none of them was answered. */
  readonly isAnswered: boolean;
  /** What the run's findings rest on. */
  readonly found: Omit<FoundRun, "corpus">;
}

/**
 * Writes the tables of a run from its store, one paper in memory at a time:
 * annotations.jsonl, the CSV files and manifest.json, under `out`/tables.
 *
 * @param settings The study, annotated before.
 * @param options.recorded The artifact of a study that takes its answers from
 * one, if it is open already.
 */
export async function writeTables(
  settings: StudySettings,
  { recorded = null }: { readonly recorded?: RecordedStudy | null } = {},
): Promise<WrittenTables> {
  const questions = await questionsOfStudy(settings);
  const fromArtifact = await tablesOfArtifact(settings, questions, recorded);
  const labels = await labelsOfStudy(settings, questions);
  const models = loadModelNames();
  const { identity, mode } = await annotatorOf(settings, questions);
  const price = identity.endpoint === ""
    ? null
    : priceOf(await loadPrices(), identity);
  const folder = join(settings.out, "tables");
  await Deno.mkdir(folder, { recursive: true });
  const byId = new Map(questions.map((question) => [question.id, question]));
  const labelled = new Set(labels?.rows.map(({ doi }) => doi));

  const outcomes: Outcome[] = [];
  const sample: Row[] = [];
  const judged: AnnotatedPaper[] = [];
  const papers: PaperFacts[] = [];
  const totals = emptyTotals(questions);
  const hashes = sourceHashes(settings);
  using lines = openLines(join(folder, "annotations.jsonl"));
  const counts = openRunTables(questions, models);
  const adjustment = openAdjusted(
    questions,
    labels?.rows ?? [],
    models.modelsIn,
  );
  const see = (paper: AnnotatedPaper) => {
    counts.add(paper);
    adjustment.add(paper);
    papers.push(paperFacts(paper, questions, models.modelsIn));
    outcomes.push(outcomeOf(paper));
    sample.push(sampleRow(paper));
    if (labelled.has(paper.metadata.doi)) judged.push(paper);
    addPaper(totals, paper, price);
    hashes.add(paper);
    for (const annotation of paper.annotations) {
      const question = byId.get(annotation.question)!;
      lines.add(annotationLine(paper.metadata.doi, annotation, question));
    }
  };

  const store = openStore(storePath(settings));
  try {
    for (const paper of store.papers()) see(paper);
    lines.close();
    const validation = await validationTables(settings, {
      questions,
      identity,
      labels: labels?.rows ?? [],
      papers: judged,
      totals: totals.questions,
      namesIn: models.modelsIn,
      corpus: recorded?.artifact,
    });
    const aboutLabels = labelTables(labels, {
      questions,
      papers: sample.map(({ doi }) => String(doi)),
      canonicalName: models.canonicalName,
      seed: settings.seed,
    });
    const tables: Table[] = [
      funnelTable(store.funnel(), outcomes),
      { name: "sample", columns: SAMPLE_COLUMNS, rows: sample },
      droppedTable(store.dropped()),
      ...counts.tables(),
      ...validation.tables,
      ...fromArtifact,
      ...await tablesOfCollected(settings),
      ...aboutLabels.tables,
      ...(labels === null ? [] : [adjustment.table()]),
    ];
    tables.push(dictionaryTable(tables, questions, counts.design()));
    for (const table of tables) {
      await replaceFile(join(folder, `${table.name}.csv`), tableToCsv(table));
    }
    const facts = {
      questions,
      identity,
      mode,
      totals,
      price,
      ...hashes.digest(),
    };
    await writeManifest(settings, {
      ...await manifestOf(settings, facts),
      tables: tables.map(({ name }) => name),
    });
    const warnings = [
      ...unansweredWarnings(totals.questions, settings),
      ...aboutLabels.warnings,
      ...validation.warnings,
    ];
    const funnel = store.funnel();
    const adjusted = tables.find(({ name }) => name === "adjusted")?.rows;
    return {
      tables,
      warnings,
      isAnswered: isAnswered(totals.questions),
      found: { questions, papers, funnel, adjusted },
    };
  } finally {
    store.close();
  }
}

/** The papers that each search keyword found; nothing for a corpus of other kind. */
async function tablesOfCollected(
  { corpus, eligible }: StudySettings,
): Promise<Table[]> {
  if (corpus.kind !== "collected") return [];
  const { openCollected } = await import("lib/collect/open_collected.ts");
  const { keywordsTable } = await import("lib/findings/keywords_table.ts");
  const collected = await openCollected(corpus.path, eligible);
  return [keywordsTable(collected.keywords())];
}

/** The tables that only recorded answers give; none for other studies. */
async function tablesOfArtifact(
  settings: StudySettings,
  questions: readonly Question[],
  open: RecordedStudy | null,
): Promise<Table[]> {
  if (settings.annotator !== "recorded") return [];
  const { openRecorded } = await import("lib/study/open_recorded.ts");
  const { recordedTables } = await import("lib/study/recorded_tables.ts");
  const recorded = open ?? await openRecorded(settings, questions);
  try {
    const tables = recordedTables(recorded, questions);
    collectGarbage();
    return tables;
  } finally {
    if (open === null) recorded.close();
  }
}
