/** Reads a file of a corpus from the disk, whatever its format. */

import { UnreadablePaper } from "lib/corpus/paper.ts";

/** Largest article that is read, in bytes: the longest real ones have about 10 MB. */
export const MAX_ARTICLE_BYTES: number = 64 * 1024 * 1024;

/**
 * Reads a file; one that is too large, or is no file but a pipe or a device,
 * is not even opened.
 *
 * @param path The file.
 * @param source Its name in metadata and messages.
 * @throws {UnreadablePaper} With the reason "unreadable file" or "too large".
 */
export async function readCorpusFile(
  path: string,
  source: string,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const { size, isFile } = await Deno.stat(path);
    if (!isFile) throw unreadable(source, "it is not a regular file");
    if (size > MAX_ARTICLE_BYTES) throw tooLarge(source, size);
    return await Deno.readFile(path);
  } catch (error) {
    throw unreadableFile(source, error);
  }
}

/** The problem of a file that the system does not let us read. */
export function unreadableFile(
  source: string,
  error: unknown,
): UnreadablePaper {
  if (error instanceof UnreadablePaper) return error;
  if (error instanceof Deno.errors.NotFound) {
    return unreadable(source, "there is no such file");
  }
  const kind = error instanceof Error ? error.name : "unknown error";
  return unreadable(source, `the system does not allow it (${kind})`);
}

function unreadable(source: string, rule: string): UnreadablePaper {
  return new UnreadablePaper(
    "unreadable file",
    `Cannot read "${source}" as ${rule}`,
  );
}

/** The error for an article of too many bytes; the size may be only a lower bound. */
export function tooLarge(source: string, bytes: number): UnreadablePaper {
  const megabytes = Math.ceil(bytes / 1024 / 1024);
  const limit = MAX_ARTICLE_BYTES / 1024 / 1024;
  return new UnreadablePaper(
    "too large",
    `Cannot read "${source}" as an article may have ${limit} MiB at most: it has ${megabytes} MiB`,
  );
}
