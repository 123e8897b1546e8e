import { join } from "node:path";
import { canonicalJson, hashText } from "lib/annotate/annotation_key.ts";
import type { Annotator } from "lib/annotate/annotator.ts";
import { loadPrices, priceOf } from "lib/annotate/llm/prices.ts";
import { type Asked, messagesFor } from "lib/annotate/llm/prompt.ts";
import { openStore, type Store } from "lib/annotate/store.ts";
import { isThere, openLines, replaceFile } from "lib/files.ts";
import { annotationLine } from "lib/findings/annotation_line.ts";
import { MENTION_COLUMNS, mentionRows } from "lib/findings/mention_rows.ts";
import { tableToCsv } from "lib/findings/table.ts";
import { questionsOfStudy } from "lib/study/questions_of_study.ts";
import type { Question } from "lib/questions/question.ts";
import { storePath } from "lib/study/run_store.ts";
import { manifestOf } from "lib/study/manifest.ts";
import { annotatorOf } from "lib/study/open_annotator.ts";
import { addPaper, emptyTotals } from "lib/study/run_totals.ts";
import { type SourceHashes, sourceHashes } from "lib/study/source_hashes.ts";
import type { StudySettings } from "lib/study/settings.ts";
import { StudyError } from "lib/study/study_keys.ts";

/** What {@link exportRun} wrote. */
export interface ExportedRun {
  readonly papers: number;
  readonly annotations: number;
}

/**
 * Writes the annotations of a study's run for others: annotations.jsonl, which
 * can be replayed; annotations.csv, one row for each paper, question and
 * mention; and manifest.json, which says what was asked of whom with which
 * words, versions and parameters, and what it took. One paper is in memory at
 * a time.
 *
 * @param settings The study, annotated before, at least in part.
 * @param folder Where to write; made if it is not there.
 * @throws {StudyError} If the study has no store yet.
 */
export async function exportRun(
  settings: StudySettings,
  folder: string,
): Promise<ExportedRun> {
  const questions = await questionsOfStudy(settings);
  const annotator = await annotatorOf(settings, questions);
  await Deno.mkdir(folder, { recursive: true });
  const store = await openExisting(settings);
  try {
    const { annotations, ...facts } = await writeLines(store, folder, {
      questions,
      ...annotator,
      hashes: sourceHashes(settings),
    });
    const manifest = await manifestOf(settings, {
      questions,
      ...annotator,
      ...facts,
    });
    await replaceFile(
      join(folder, "manifest.json"),
      JSON.stringify(
        { ...manifest, ...await requestFacts(questions, annotator) },
        null,
        2,
      ) + "\n",
    );
    return { papers: facts.totals.sampled, annotations };
  } finally {
    store.close();
  }
}

async function openExisting(settings: StudySettings): Promise<Store> {
  const path = storePath(settings);
  if (await isThere(path)) {
    return openStore(path);
  }
  throw new StudyError(
    `Cannot export "${settings.name}" as it has not been run yet; run \`deno task annotate\` with the same study first`,
  );
}

/** Writes both lists of annotations, and adds them up in passing. */
async function writeLines(
  store: Store,
  folder: string,
  { questions, identity, hashes }: {
    readonly questions: readonly Question[];
    readonly identity: Annotator["identity"];
    readonly hashes: SourceHashes;
  },
) {
  const byId = new Map(questions.map((question) => [question.id, question]));
  const price = identity.endpoint === ""
    ? null
    : priceOf(await loadPrices(), identity);
  const totals = emptyTotals(questions);
  using json = openLines(join(folder, "annotations.jsonl"));
  using csv = openLines(join(folder, "annotations.csv"));
  const columns = MENTION_COLUMNS;
  csv.add(columns.join(","));
  let annotations = 0;
  for (const paper of store.papers()) {
    addPaper(totals, paper, price);
    hashes.add(paper);
    for (const annotation of paper.annotations) {
      const question = byId.get(annotation.question)!;
      json.add(annotationLine(paper.metadata.doi, annotation, question));
      annotations++;
    }
    const rows = mentionRows(paper);
    const [, ...lines] = tableToCsv({ name: "", columns, rows }).split("\n");
    if (rows.length > 0) csv.add(lines.join("\n").trimEnd());
  }
  json.close();
  csv.close();
  return { annotations, totals, price, ...hashes.digest() };
}

/** What a language model's requests were made of; nothing for others. */
async function requestFacts(
  questions: readonly Question[],
  { identity: { endpoint, parameters }, mode }: Pick<
    Annotator,
    "identity" | "mode"
  >,
): Promise<Record<string, unknown>> {
  if (endpoint === "") return {};
  const { imports } = JSON.parse(
    await Deno.readTextFile(new URL("../../deno.json", import.meta.url)),
  );
  const paper = { tag: "paper", text: "" };
  const prompt = (asked: Asked) =>
    hashText(canonicalJson(messagesFor(paper, asked, "json_schema")));
  const shape = parameters.schema === "shared" ? "shared" : "own";
  return {
    endpoint_host: new URL(endpoint).host,
    sdk: String(imports["@openai/openai"]).replace("npm:", ""),
    prompts: mode === "one-pass"
      ? [{ question: "all", sha256: prompt({ shape: "all", questions }) }]
      : questions.map((question) => ({
        question: question.id,
        sha256: prompt({ shape, question, questions }),
      })),
  };
}
