/** A folder that `deno task collect` filled, as a corpus. */

import { basename, join, resolve } from "node:path";
import { parse } from "@std/csv";
import { readArchive } from "lib/collect/archive.ts";
import { countKeywords } from "lib/collect/funnel_table.ts";
import { type PaperRow, toMetadata } from "lib/collect/paper_row.ts";
import { readPaperRow } from "lib/collect/paper_table.ts";
import { type Step, stepsOf } from "lib/collect/steps.ts";
import type { KeywordCount } from "lib/corpus/artifact/count_keywords.ts";
import { countStep, type FunnelRow, skipStep } from "lib/corpus/funnel.ts";
import { parseJats } from "lib/corpus/jats/parse_jats.ts";
import {
  type Corpus,
  type CorpusItem,
  UnreadablePaper,
} from "lib/corpus/paper.ts";
import { drawSample, type SampleSize } from "lib/corpus/sample.ts";
import type { Eligibility, SelectedPapers } from "lib/corpus/select.ts";

/** An open folder of collected papers. */
export interface CollectedCorpus extends Corpus {
  select(
    size: SampleSize & { readonly seed: string | number },
  ): SelectedPapers;
  /** Papers that each keyword found, by megajournal. */
  keywords(): KeywordCount[];
}

/**
 * Opens a folder of collected papers. The metadata come from papers.csv, the
 * texts from the kept answers, one at a time, when they are asked for.
 *
 * @param folder The folder.
 * @param eligible What the study asks of its papers now. Papers that it did not
 * ask for when it was collected have no text and leave with that reason.
 * @throws {Error} If the folder holds no collected papers.
 */
export async function openCollected(
  folder: string,
  eligible: Eligibility | null,
): Promise<CollectedCorpus> {
  const read = (name: string) =>
    Deno.readTextFile(join(folder, name)).catch(() => {
      throw new Error(
        `Cannot open the papers collected in "${folder}" as "${name}" is not there: run deno task collect with the study first`,
      );
    });
  const whole = async <T>(
    name: string,
    of: (text: string) => T,
  ): Promise<T> => {
    const text = await read(name);
    try {
      return of(text);
    } catch (error) {
      throw new Error(
        `Cannot open the papers collected in "${folder}" as "${name}" is damaged (${
          (error as Error).message
        }): deno task collect --offline with the study makes it anew`,
      );
    }
  };
  const facts = await whole("collect.json", JSON.parse);
  const rows = await whole(
    "papers.csv",
    (text) => parse(text, { skipFirstRow: true }).map(readPaperRow),
  );
  const { natural_science, article_type } = facts;
  const steps = stepsOf({ eligible, natural_science, article_type });
  const count = facts.collected.toLocaleString("en-US");
  const byDoi = new Map(rows.map((row) => [row.doi, row]));
  let archive: ReturnType<typeof readArchive> | null = null;
  return {
    description: `${count} papers collected in "${basename(resolve(folder))}"`,
    synthetic: false,
    incompleteYear: lastYear(facts),
    async *items(): AsyncIterable<CorpusItem> {
      for (const row of rows) {
        if (row.textFrom !== "") yield { metadata: toMetadata(row) };
      }
    },
    read({ doi, source }) {
      return Promise.resolve().then(() => {
        archive ??= readArchive(join(folder, "answers.sqlite"));
        const answer = archive.find(source);
        const row = byDoi.get(doi);
        if (answer === null || row === undefined) {
          throw new UnreadablePaper(
            "no text",
            `Cannot read "${doi}" as its text is not among the kept answers`,
          );
        }
        const { text, sections } = parseJats(answer.body, source);
        return { ...toMetadata(row), text, sections };
      });
    },
    select: (size) => select(rows, steps, size),
    keywords: () => countKeywords(rows, facts.keywords),
    close: () => archive?.close(),
  };
}

/** Year in which the searches were asked, if they cover it. */
function lastYear(
  { searched_on, years }: { searched_on: string | null; years: number[] },
): number | null {
  const year = Number(searched_on?.slice(0, 4));
  return year > 0 && year <= years[1]! ? year : null;
}

function select(
  rows: readonly PaperRow[],
  steps: readonly Step[],
  size: SampleSize & { readonly seed: string | number },
): SelectedPapers {
  const funnel: FunnelRow[] = [];
  let left: readonly PaperRow[] = rows;
  for (const { name, leave, skipped } of steps) {
    const counted = skipped === null
      ? countStep(name, left, leave)
      : skipStep(name, left, skipped);
    funnel.push(...counted.rows);
    left = counted.kept;
  }
  const sample = drawSample(left.map(toMetadata), size);
  const drawn = new Set(sample.map(({ metadata }) => metadata.doi));
  const sampled = countStep(
    "sampled",
    left,
    ({ doi }) => drawn.has(doi) ? null : "not drawn",
  );
  const dropped = rows
    .filter(({ problem, textProblem }) => problem !== "" || textProblem !== "")
    .map((row) => ({
      source: row.doi || row.record,
      reason: row.problem || row.textProblem,
      detail: row.detail,
    }));
  return {
    sample,
    funnel: [...funnel, ...sampled.rows],
    dropped,
    warnings: [],
  };
}
