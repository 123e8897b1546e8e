/** A folder of PDF articles as a corpus. */

import { basename, join, resolve } from "node:path";
import {
  type Corpus,
  type CorpusItem,
  type Paper,
  type PaperMetadata,
  UnreadablePaper,
} from "lib/corpus/paper.ts";
import { createPdfReader, type PdfReader } from "lib/corpus/pdf/pdf_reader.ts";
import { readCorpusFile } from "lib/corpus/read_corpus_file.ts";
import { byCodeUnit } from "lib/order.ts";

/** Longest time for one PDF: 1,000 pages take about 10 seconds. */
const TIME_LIMIT_MS = 120_000;

/** Paths of the PDFs below a folder, relative to it, with forward slashes. */
async function listPdfs(folder: string, below = ""): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of Deno.readDir(join(folder, below))) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory) found.push(...await listPdfs(folder, path));
    else if (/\.pdf$/i.test(entry.name)) found.push(path);
  }
  return found;
}

async function readPaper(
  reader: PdfReader,
  folder: string,
  source: string,
): Promise<Paper> {
  const bytes = await readCorpusFile(join(folder, source), source);
  return await reader.read(bytes, source);
}

/**
 * Opens a folder of PDFs, subfolders included, as a corpus. Files come in the
 * order of their paths and one at a time; of several with the same DOI the
 * first is the paper. What cannot be read is dropped with its reason.
 *
 * @param path The folder.
 * @param options.timeLimitMs Longest time for one PDF, in milliseconds; two
 * minutes by default. A PDF that takes longer is dropped.
 * @throws {Error} If there is no such folder or it holds no PDF.
 *
 * @example
 * ```ts ignore
 * const corpus = await openPdf("articles");
 * for await (const { metadata, dropped } of corpus.items()) {
 *   console.log(metadata?.doi ?? dropped?.reason);
 * }
 * ```
 */
export async function openPdf(
  path: string,
  options: { readonly timeLimitMs?: number } = {},
): Promise<Corpus> {
  const info = await Deno.stat(path).catch(() => null);
  if (!info?.isDirectory) {
    throw new Error(
      `Cannot read PDFs from "${path}" as ${
        info === null ? "it does not exist" : "it is not a folder"
      }: name a folder that holds PDF files`,
    );
  }
  const sources = (await listPdfs(path)).sort(byCodeUnit);
  if (sources.length === 0) {
    throw new Error(
      `Cannot read PDFs from "${path}" as no file in it ends in ".pdf": name a folder that holds PDF files`,
    );
  }

  const reader = createPdfReader(options.timeLimitMs ?? TIME_LIMIT_MS);

  async function* items(): AsyncGenerator<CorpusItem> {
    const firstWith = new Map<string, string>();
    for (const source of sources) {
      try {
        const { text: _text, sections: _sections, ...metadata } =
          await readPaper(reader, path, source);
        const first = firstWith.get(metadata.doi);
        if (first !== undefined) {
          throw new UnreadablePaper(
            "duplicate DOI",
            `${metadata.doi} is also the DOI of "${first}"`,
          );
        }
        // A clone: strings cut from a page would keep the whole page in memory.
        const kept: PaperMetadata = structuredClone(metadata);
        firstWith.set(kept.doi, source);
        yield { metadata: kept };
      } catch (error) {
        if (!(error instanceof UnreadablePaper)) throw error;
        yield {
          dropped: { source, reason: error.reason, detail: error.message },
        };
      }
    }
  }

  return {
    description: `PDF articles of "${basename(resolve(path))}"`,
    synthetic: false,
    items,
    read: ({ source }) => readPaper(reader, path, source),
    close: reader.close,
  };
}
