import { join } from "node:path";
import { createHash } from "node:crypto";
import { loadPrices, priceOf } from "lib/annotate/llm/prices.ts";
import { type AnnotatedPaper, openStore } from "lib/annotate/store.ts";
import { openLines, replaceFile } from "lib/files.ts";
import { annotationLine } from "lib/findings/annotation_line.ts";
import {
  type CategoryQuestion,
  categoryTable,
  hasCategory,
  nameTable,
  yesTable,
} from "lib/findings/count_tables.ts";
import { groundedRows } from "lib/findings/grounded.ts";
import { loadModelNames } from "lib/findings/model_names.ts";
import { pairCounts } from "lib/findings/pair_table.ts";
import {
  droppedTable,
  funnelTable,
  type Outcome,
  outcomeOf,
  SAMPLE_COLUMNS,
  sampleRow,
} from "lib/findings/sample_tables.ts";
import { type Row, type Table, tableToCsv } from "lib/findings/table.ts";
import { tallyAnswers } from "lib/findings/tally.ts";
import {
  disagreementTable,
  judgePapers,
  validationTable,
} from "lib/findings/validate.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import { storePath } from "lib/study/annotate_study.ts";
import { labelsOfStudy } from "lib/study/labels_of_study.ts";
import { manifestOf } from "lib/study/manifest.ts";
import { annotatorOf, annotatorTitle } from "lib/study/open_annotator.ts";
import { addPaper, emptyTotals } from "lib/study/run_totals.ts";
import type { StudySettings } from "lib/study/settings.ts";

/** What {@link writeTables} wrote. */
export interface WrittenTables {
  readonly tables: readonly Table[];
  /** One sentence for each label that could not be used. */
  readonly warnings: readonly string[];
}

/**
 * Writes the tables of a run from its store, one paper in memory at a time:
 * annotations.jsonl, the CSV files and manifest.json, under `out`/tables.
 *
 * @param settings The study, annotated before.
 */
export async function writeTables(
  settings: StudySettings,
): Promise<WrittenTables> {
  const questions = await loadQuestions(settings.questions);
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
  const totals = emptyTotals(questions);
  const texts = createHash("sha256");
  const lines = openLines(join(folder, "annotations.jsonl"));
  const pairs = pairsOf(questions.filter(hasCategory)).map(([first, second]) =>
    pairCounts(first, second, models.canonicalName)
  );
  const see = (paper: AnnotatedPaper) => {
    for (const counts of pairs) counts.add(paper);
    outcomes.push(outcomeOf(paper));
    sample.push(sampleRow(paper));
    if (labelled.has(paper.metadata.doi)) judged.push(paper);
    addPaper(totals, paper, price);
    texts.update(paper.annotations[0]?.textHash ?? "");
    for (const annotation of paper.annotations) {
      const question = byId.get(annotation.question)!;
      lines.add(annotationLine(paper.metadata.doi, annotation, question));
    }
  };

  const store = openStore(storePath(settings));
  try {
    const tally = tallyAnswers(
      inPassing(store.papers(), see),
      questions,
      models.canonicalName,
    );
    lines.close();
    const judgements = judgePapers(judged, questions, labels?.rows ?? []);
    const validation = validationTable(judgements, annotatorTitle(settings));
    const tables: Table[] = [
      funnelTable(store.funnel(), outcomes),
      { name: "sample", columns: SAMPLE_COLUMNS, rows: sample },
      droppedTable(store.dropped()),
      ...(["year", "field", "field_year"] as const)
        .map((grouping) => yesTable(tally, grouping)),
      ...questions.filter(hasCategory).flatMap((question) =>
        (["all", "year", "field"] as const)
          .map((grouping) => categoryTable(tally, question, grouping))
      ),
      ...pairs.map((counts) => counts.table()),
      ...questions.flatMap((question) =>
        question.kind === "mentions" && question.category === null
          ? [nameTable(tally, question, models.familyOf)]
          : []
      ),
      {
        ...validation,
        rows: [
          ...validation.rows,
          ...groundedRows(totals.questions, annotatorTitle(settings)),
        ],
      },
      disagreementTable(judgements, annotatorTitle(settings)),
    ];
    for (const table of tables) {
      await replaceFile(join(folder, `${table.name}.csv`), tableToCsv(table));
    }
    const facts = {
      questions,
      identity,
      mode,
      totals,
      price,
      textsSha256: texts.digest("hex"),
    };
    const manifest = {
      ...await manifestOf(settings, facts),
      tables: tables.map(({ name }) => name),
    };
    await removeStaleTables(folder, manifest.tables);
    await replaceFile(
      join(folder, "manifest.json"),
      JSON.stringify(manifest, null, 2) + "\n",
    );
    return { tables, warnings: labels?.warnings ?? [] };
  } finally {
    store.close();
  }
}

/** Questions about the same sort of name, two by two. */
function pairsOf(
  questions: readonly CategoryQuestion[],
): [CategoryQuestion, CategoryQuestion][] {
  return questions.flatMap((first, i) =>
    questions.slice(i + 1).filter(({ name }) => name === first.name)
      .map((second): [CategoryQuestion, CategoryQuestion] => [first, second])
  );
}

/** Removes the tables of an earlier run that this one does not write. */
async function removeStaleTables(
  folder: string,
  written: readonly string[],
): Promise<void> {
  const before = await Deno.readTextFile(join(folder, "manifest.json"))
    .then((text) => JSON.parse(text).tables, () => []);
  if (!Array.isArray(before)) return;
  for (const name of before) {
    if (written.includes(name) || !/^[a-z_]+$/.test(name)) continue;
    await Deno.remove(join(folder, `${name}.csv`)).catch(() => {});
  }
}

function* inPassing<T>(
  items: Iterable<T>,
  see: (item: T) => void,
): Iterable<T> {
  for (const item of items) {
    see(item);
    yield item;
  }
}
