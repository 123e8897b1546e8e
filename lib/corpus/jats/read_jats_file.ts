/**
 * Reads one JATS file from the disk.
 */

import { MAX_ARTICLE_BYTES, tooLarge } from "lib/corpus/jats/decode_xml.ts";
import { parseJats } from "lib/corpus/jats/parse_jats.ts";
import { type Paper, UnreadablePaper } from "lib/corpus/paper.ts";

/**
 * Reads a file and parses it; one that is too large is not even opened.
 *
 * @param path The file.
 * @param source Its name in metadata and messages.
 * @throws {UnreadablePaper} With the reason "unreadable file" or one of
 * {@link parseJats}.
 */
export async function readJatsFile(
  path: string,
  source: string,
): Promise<Paper> {
  let bytes: Uint8Array;
  try {
    const { size } = await Deno.stat(path);
    if (size > MAX_ARTICLE_BYTES) throw tooLarge(source, size);
    bytes = await Deno.readFile(path);
  } catch (error) {
    throw unreadable(source, error);
  }
  return parseJats(bytes, source);
}

/** The problem of a file that the system does not let us read. */
export function unreadable(source: string, error: unknown): UnreadablePaper {
  if (error instanceof UnreadablePaper) return error;
  const rule = error instanceof Deno.errors.NotFound
    ? "there is no such file"
    : `the system does not allow it (${
      error instanceof Error ? error.name : "unknown error"
    })`;
  return new UnreadablePaper(
    "unreadable file",
    `Cannot read "${source}" as ${rule}`,
    { cause: error },
  );
}
