/** Writes what was collected as tables. */

import { join } from "node:path";
import type { Archive } from "lib/collect/archive.ts";
import { changesTable } from "lib/collect/changes.ts";
import type { Collected } from "lib/collect/collect.ts";
import { countKeywords, funnelTable } from "lib/collect/funnel_table.ts";
import { licenceCode } from "lib/collect/licence_code.ts";
import { notesTable } from "lib/collect/notes.ts";
import type { PaperRow } from "lib/collect/paper_row.ts";
import {
  PAPER_COLUMNS,
  writePaperRow,
  yesOrNo,
} from "lib/collect/paper_table.ts";
import type { CollectSettings } from "lib/collect/settings.ts";
import { type Step, stepsOf, whereItLeft } from "lib/collect/steps.ts";
import { keptWorks } from "lib/collect/works.ts";
import { openLines, replaceFile } from "lib/files.ts";
import { keywordsTable } from "lib/findings/keywords_table.ts";
import { type Row, type Table, tableToCsv } from "lib/findings/table.ts";
import { byCodeUnit } from "lib/order.ts";

/** Rows that are made into text at once. */
const CHUNK = 200;

/**
 * Writes the tables of a collected corpus into its folder. They depend on the
 * kept answers and the settings alone: no times but the day of each search, no
 * paths.
 *
 * @returns The tables, without papers.csv and topics.csv.
 */
export async function writeCollected(
  settings: CollectSettings,
  collected: Collected,
  archive: Archive,
): Promise<Table[]> {
  const { rows, papers, works, round } = collected;
  const { folder, keywords } = settings;
  const steps = stepsOf(settings);
  writeLong(
    folder,
    "papers",
    PAPER_COLUMNS,
    rows.values().map((row) => writePaperRow(row, whereItLeft(row, steps))),
  );
  writeLong(folder, "topics", TOPIC_COLUMNS, topicRows(collected));
  const tables: Table[] = [
    searchesTable(collected),
    funnelTable(rows, steps, keywords),
    keywordsTable(countKeywords(rows, keywords)),
    notesTable(collected),
    licencesTable(rows, steps),
    ...round === 1
      ? []
      : [changesTable(papers, keptWorks(archive, round - 1), works)],
  ];
  for (const table of tables) {
    await replaceFile(join(folder, `${table.name}.csv`), tableToCsv(table));
  }
  await replaceFile(
    join(folder, "collect.json"),
    JSON.stringify(facts(settings, collected, steps, round), null, 2) + "\n",
  );
  return tables;
}

/** Writes a table of any length with little memory. */
function writeLong(
  folder: string,
  name: string,
  columns: readonly string[],
  rows: Iterable<Row>,
): void {
  using file = openLines(join(folder, `${name}.csv`));
  const write = (chunk: Row[], hasHeader: boolean) => {
    const text = tableToCsv({ name, columns, rows: chunk });
    const at = hasHeader ? 0 : text.indexOf("\n") + 1;
    if (at < text.length) file.add(text.slice(at, -1));
  };
  write([], true);
  let chunk: Row[] = [];
  for (const row of rows) {
    if (chunk.push(row) < CHUNK) continue;
    write(chunk, false);
    chunk = [];
  }
  write(chunk, false);
  file.close();
}

const TOPIC_COLUMNS = [
  ...["doi", "rank", "topic", "name", "score"],
  ...["subfield", "field_id", "field", "domain"],
];

function* topicRows({ rows, papers, works }: Collected): Iterable<Row> {
  for (const [i, row] of rows.entries()) {
    const work = papers[i]!.dois.flatMap((doi) => works.get(doi) ?? [])
      .find(({ id }) => id === row.openAlex);
    for (const [rank, [topic, score]] of (work?.topics ?? []).entries()) {
      const { id, name, fieldId, ...rest } = topic;
      const where = { doi: row.doi, rank: rank + 1, topic: id, name, score };
      yield { ...where, ...rest, field_id: fieldId };
    }
  }
}

function searchesTable({ searches }: Collected): Table {
  return {
    name: "searches",
    columns: [
      ...["service", "keyword", "megajournal", "query", "date", "hits"],
      ...["records", "pages", "complete"],
    ],
    rows: searches.map((search) => ({
      service: search.service,
      keyword: search.keyword,
      megajournal: search.megajournal,
      query: search.query,
      date: search.date,
      hits: search.hitCount,
      records: search.hits.length,
      pages: search.pages,
      complete: yesOrNo(search.isComplete),
    })),
  };
}

/** Papers of each megajournal by licence, as far as they go through all steps. */
function licencesTable(
  rows: readonly PaperRow[],
  steps: readonly Step[],
): Table {
  const kept = rows.filter((row) => whereItLeft(row, steps) === null);
  const groups = Map.groupBy(
    kept,
    (row) => `${row.megajournal}\n${licenceCode(row.licence)}`,
  );
  return {
    name: "licences",
    columns: ["megajournal", "licence", "papers"],
    rows: [...groups].sort(([a], [b]) => byCodeUnit(a, b)).map(
      ([key, { length }]) => {
        const [megajournal, licence] = key.split("\n");
        return { megajournal: megajournal!, licence: licence!, papers: length };
      },
    ),
  };
}

/** collect.json: what was collected, and by which rules. */
function facts(
  settings: CollectSettings,
  { rows, searches }: Collected,
  steps: readonly Step[],
  round: number,
) {
  const { search, keywords, years, article_type, texts, eligible } = settings;
  return {
    search,
    keywords,
    journals: settings.journals.length,
    years,
    article_type,
    texts,
    natural_science: settings.natural_science,
    eligible,
    searched_on: searches.map(({ date }) => date).filter(Boolean)
      .sort(byCodeUnit).at(-1) ?? null,
    metadata_round: round,
    found: rows.length,
    collected: rows.filter((row) => whereItLeft(row, steps) === null).length,
  };
}
