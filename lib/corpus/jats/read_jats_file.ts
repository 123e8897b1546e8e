/** Reads one JATS file from the disk. */

import { parseJats } from "lib/corpus/jats/parse_jats.ts";
import type { Paper } from "lib/corpus/paper.ts";
import { readCorpusFile } from "lib/corpus/read_corpus_file.ts";

/**
 * Reads a file and parses it.
 *
 * @param path The file.
 * @param source Its name in metadata and messages.
 * @throws {UnreadablePaper} With a reason of {@link readCorpusFile} or
 * {@link parseJats}.
 */
export async function readJatsFile(
  path: string,
  source: string,
): Promise<Paper> {
  return parseJats(await readCorpusFile(path, source), source);
}
