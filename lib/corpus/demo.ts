/**
 * The demo corpus: synthetic articles with planted answers. They show that
 * the method recovers what was planted; they are no evidence of anything else.
 */

import { DEMO_PAPERS } from "lib/corpus/demo/demo_papers.ts";
import { generateArticle } from "lib/corpus/demo/generate.ts";
import { DEMO_SEED, planPaper } from "lib/corpus/demo/plan.ts";
import { parseJats } from "lib/corpus/jats/parse_jats.ts";
import { joinMetadata, type MetadataRow } from "lib/corpus/metadata.ts";
import {
  type Corpus,
  type CorpusItem,
  type Paper,
  type PaperMetadata,
  UnreadablePaper,
} from "lib/corpus/paper.ts";

export { DEMO_PAPERS } from "lib/corpus/demo/demo_papers.ts";
export { plantedTruth } from "lib/corpus/demo/generate.ts";
export { HARD_CASES } from "lib/corpus/demo/hard_cases.ts";
export { demoLabels } from "lib/corpus/demo/labels.ts";
export { DEMO_SEED } from "lib/corpus/demo/plan.ts";
export type { PlantedReuse, PlantedTruth } from "lib/corpus/demo/truth.ts";

/** Which demo corpus. */
export interface DemoOptions {
  /** Number of articles; a larger corpus begins with the articles of a smaller one. */
  readonly papers?: number;
  readonly seed?: number | string;
}

/**
 * Opens the demo corpus. Each article is written when it is asked for and read
 * by the JATS reader; none is kept.
 *
 * @example
 * ```ts
 * import { openDemo } from "lib/corpus/demo.ts";
 * import assert from "node:assert/strict";
 * const corpus = openDemo({ papers: 2 });
 * const items = await Array.fromAsync(corpus.items());
 * assert.equal(items.length, 2);
 * assert.equal(corpus.description, "2 synthetic demo papers");
 * ```
 */
export function openDemo(options: DemoOptions = {}): Corpus {
  const { papers = DEMO_PAPERS, seed = DEMO_SEED } = options;
  return {
    description: `${withThousands(papers)} synthetic demo papers`,
    synthetic: true,
    async *items() {
      for (let index = 0; index < papers; index++) {
        yield readItem(index, seed);
      }
    },
    read({ source }) {
      return Promise.resolve().then(() => readPaper(indexOf(source), seed));
    },
  };
}

/**
 * What a metadata file would say of a demo paper.
 *
 * @param index 0 for the first paper.
 * @param seed Seed of the corpus.
 * @returns The row; citations and fields are null for the few papers without
 * a record.
 */
export function demoMetadata(
  index: number,
  seed: number | string = DEMO_SEED,
): { readonly doi: string } & MetadataRow {
  const { doi, citedByCount, fields, year, journal } = planPaper(index, seed);
  return { doi, citedByCount, fields, year, megajournal: journal.megajournal };
}

function readItem(index: number, seed: number | string): CorpusItem {
  try {
    const { text: _text, sections: _sections, ...metadata } = readPaper(
      index,
      seed,
    );
    return { metadata };
  } catch (error) {
    if (!(error instanceof UnreadablePaper)) throw error;
    const { reason, message } = error;
    return { dropped: { source: sourceOf(index), reason, detail: message } };
  }
}

function readPaper(index: number, seed: number | string): Paper {
  const { xml } = generateArticle(index, seed);
  const paper = parseJats(new TextEncoder().encode(xml), sourceOf(index));
  const { doi, ...row } = demoMetadata(index, seed);
  return joinMetadata(paper, {
    rows: new Map([[doi, row]]),
    hasCitations: row.citedByCount !== null,
    hasFields: row.fields !== null,
    warnings: [],
  });
}

function sourceOf(index: number): string {
  return `demo/${String(index).padStart(6, "0")}.xml`;
}

function indexOf(source: PaperMetadata["source"]): number {
  const digits = source.match(/^demo\/(\d+)\.xml$/)?.[1];
  if (digits === undefined) {
    throw new UnreadablePaper(
      "not a demo paper",
      `Cannot read "${source}" as the demo corpus has no such file`,
    );
  }
  return Number(digits);
}

function withThousands(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
}
