/**
 * The corpus of JATS articles in a folder or a zip archive.
 */

import { basename, resolve } from "node:path";
import { MAX_ARTICLE_BYTES } from "lib/corpus/read_corpus_file.ts";
import {
  type JatsFile,
  listJatsFiles,
} from "lib/corpus/jats/list_jats_files.ts";
import { parseJats } from "lib/corpus/jats/parse_jats.ts";
import { readJatsFile } from "lib/corpus/jats/read_jats_file.ts";
import {
  type Corpus,
  type CorpusItem,
  type Paper,
  type PaperMetadata,
  UnreadablePaper,
} from "lib/corpus/paper.ts";
import { readZipMember } from "lib/corpus/zip.ts";

/**
 * Opens the JATS articles of a folder or a zip archive as a stream: see
 * {@link listJatsFiles} for which files count. One file at a time is in memory.
 *
 * Every file is either a paper or dropped with a reason. Of files with the
 * same DOI the first by path is kept, the others are dropped as "duplicate
 * DOI". Articles of all types come through; which of them report research is
 * for the study to say.
 *
 * @param path Folder or zip archive.
 * @throws {Error} If the path does not exist, is neither, or holds no articles.
 *
 * @example
 * ```ts ignore
 * const corpus = await openJats("../shared/corpus");
 * for await (const { metadata, dropped } of corpus.items()) {
 *   console.log(metadata?.title ?? dropped.reason);
 * }
 * ```
 */
export async function openJats(path: string): Promise<Corpus> {
  const files = await listFiles(path);
  // Of two files of one name in a zip the first counts.
  const bySource = new Map(
    files.toReversed().map((file) => [file.source, file]),
  );

  async function* items(): AsyncIterable<CorpusItem> {
    const sources = new Map<string, string>(); // by DOI
    for (const file of files) {
      const { source } = file;
      try {
        if (bySource.get(source) !== file) throw sameName(source);
        const { text: _, sections: __, ...metadata } = await readFile(file);
        const first = sources.get(metadata.doi);
        if (first !== undefined) {
          throw duplicate(source, metadata.doi, first);
        }
        sources.set(metadata.doi, source);
        yield { metadata };
      } catch (error) {
        if (!(error instanceof UnreadablePaper)) throw error;
        const { reason, message } = error;
        yield { dropped: { source, reason, detail: message } };
      }
    }
  }

  return {
    description: `JATS articles of "${basename(resolve(path))}"`,
    synthetic: false,
    items,
    async read(metadata: PaperMetadata): Promise<Paper> {
      const file = bySource.get(metadata.source);
      if (file === undefined) {
        throw new UnreadablePaper(
          "unreadable file",
          `Cannot read "${metadata.source}" as it is not in the corpus`,
        );
      }
      return await readFile(file);
    },
  };
}

async function listFiles(path: string): Promise<JatsFile[]> {
  let files: JatsFile[];
  try {
    files = await listJatsFiles(path);
  } catch (cause) {
    const rule = cause instanceof Deno.errors.NotFound
      ? "does not exist"
      : "is neither a folder nor a zip archive that can be read";
    throw new Error(`Cannot open corpus as "${path}" ${rule}`, { cause });
  }
  if (files.length === 0) {
    throw new Error(
      `Cannot open corpus as "${path}" holds no .xml, .nxml or .zip file`,
    );
  }
  return files;
}

async function readFile(file: JatsFile): Promise<Paper> {
  const { source, path, member, problem } = file;
  if (problem !== null) throw problem;
  if (member !== null) {
    const options = { source, maxBytes: MAX_ARTICLE_BYTES };
    return parseJats(await readZipMember(path, member, options), source);
  }
  return await readJatsFile(path, source);
}

function sameName(source: string): UnreadablePaper {
  return new UnreadablePaper(
    "duplicate name in zip",
    `Cannot read "${source}" as the zip holds two files of this name`,
  );
}

function duplicate(
  source: string,
  doi: string,
  first: string,
): UnreadablePaper {
  return new UnreadablePaper(
    "duplicate DOI",
    `Cannot use "${source}" as "${first}" has the same DOI ${doi}`,
  );
}
