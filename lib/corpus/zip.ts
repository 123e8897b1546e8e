/**
 * Reads single files out of a zip archive, never more than one at a time and
 * never onto the disk.
 */

import { Buffer } from "node:buffer";
import { inflateRawSync } from "node:zlib";
import { tooLarge } from "lib/corpus/read_corpus_file.ts";
import { UnreadablePaper } from "lib/corpus/paper.ts";
// @ts-types="npm:@types/yauzl@3.4.0"
import {
  type Entry,
  getFileNameLowLevel,
  openPromise,
  validateFileName,
} from "yauzl";

/** A file in a zip archive, as the archive's directory describes it. */
export interface ZipMember {
  /** Path inside the archive, with "/" between folders. */
  readonly name: string;
  readonly entry: Entry;
}

/** Compression methods of the zip format (APPNOTE 4.4.5) that can be read. */
const STORED = 0;
const DEFLATED = 8;

const OPTIONS = {
  autoClose: false,
  // A bad name or size concerns one file: with these checks on, the whole
  // archive would fail. They are made below, file by file.
  decodeStrings: false,
  validateEntrySizes: false,
};

/**
 * Lists the files of a zip archive in its own order, without folders and what
 * macOS adds. Only the directory at the archive's end is read.
 *
 * @param path The archive.
 * @param isWanted Which files to list, by their names; all by default.
 * @throws {Error} If the archive is broken; the message is of the zip reader.
 */
export async function listZip(
  path: string,
  isWanted: (name: string) => boolean = () => true,
): Promise<ZipMember[]> {
  const zip = await openPromise(path, OPTIONS);
  try {
    const members: ZipMember[] = [];
    for await (const entry of zip.eachEntry()) {
      const name = getFileNameLowLevel(
        entry.generalPurposeBitFlag,
        entry.fileNameRaw,
        entry.extraFields,
        true,
      );
      const isExtra = name.startsWith("__MACOSX/") || name.endsWith("/");
      if (!isExtra && isWanted(name)) members.push({ name, entry });
    }
    return members;
  } finally {
    zip.close();
  }
}

/**
 * Inflates one file of a zip archive into memory.
 *
 * @param path The archive.
 * @param member As {@link listZip} gave it.
 * @param options Its name for messages, and the most bytes to inflate.
 * @throws {UnreadablePaper} With the reason "unsafe path in zip", "encrypted
 * zip member", "too large", "inflates beyond its stated size" or "broken zip
 * member".
 */
export async function readZipMember(
  path: string,
  member: ZipMember,
  options: { readonly source: string; readonly maxBytes: number },
): Promise<Uint8Array> {
  const { source, maxBytes } = options;
  const { entry } = member;
  const refuse = (reason: string, rule: string, cause?: unknown) =>
    new UnreadablePaper(reason, `Cannot read "${source}" as ${rule}`, {
      cause,
    });
  if (validateFileName(member.name) !== null) {
    throw refuse(
      "unsafe path in zip",
      "a file in a zip must have a plain relative path",
    );
  }
  if (entry.isEncrypted()) {
    throw refuse("encrypted zip member", "it is encrypted in the zip");
  }
  const stated = entry.uncompressedSize;
  const largest = Math.max(stated, entry.compressedSize);
  if (largest > maxBytes) throw tooLarge(source, largest);
  try {
    const bytes = await inflate(path, entry);
    if (bytes.length === stated) return bytes;
  } catch (cause) {
    if ((cause as { code?: string }).code !== "ERR_BUFFER_TOO_LARGE") {
      throw refuse("broken zip member", "its data in the zip is broken", cause);
    }
    throw refuse(
      "inflates beyond its stated size",
      `the zip states ${stated} bytes for it: it inflates to more`,
    );
  }
  throw refuse(
    "broken zip member",
    `the zip does not hold the ${stated} bytes that it states for it`,
  );
}

/** Reads a file as it is in the archive and inflates it up to its stated size. */
async function inflate(path: string, entry: Entry): Promise<Uint8Array> {
  const zip = await openPromise(path, OPTIONS);
  try {
    const chunks: Uint8Array[] = [];
    const raw = await zip.openReadStreamPromise(entry, {
      decodeFileData: false,
    });
    for await (const chunk of raw) chunks.push(chunk);
    const data = Buffer.concat(chunks);
    if (entry.compressionMethod === STORED) return data;
    if (entry.compressionMethod !== DEFLATED) {
      throw new Error(`compression method ${entry.compressionMethod}`);
    }
    const maxOutputLength = Math.max(entry.uncompressedSize, 1);
    return inflateRawSync(data, { maxOutputLength });
  } finally {
    zip.close();
  }
}
