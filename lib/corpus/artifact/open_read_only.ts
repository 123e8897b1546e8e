/** Opens somebody's SQLite file so that neither it nor its folder changes. */

import { basename, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { fileState } from "lib/files.ts";

/** A database that is only read. */
export interface ReadOnlyDatabase {
  readonly db: DatabaseSync;
  /** One sentence for each thing about the file that its user should know. */
  readonly warnings: readonly string[];
  /** Closes it, and removes the copy if one had to be made. */
  close(): void;
}

/** What the first 100 bytes of an SQLite file say (https://sqlite.org/fileformat.html). */
interface Header {
  /** Bytes that the file should have; null if the header does not say. */
  readonly bytes: number | null;
  /** True in write-ahead-log mode: opening such a file makes files beside it. */
  readonly usesWal: boolean;
}

const MAGIC = "SQLite format 3\0";

/** Files that hold changes which are not in the database yet. */
const PENDING = ["-wal", "-journal"] as const;

/**
 * Opens an SQLite file for reading. SQLite is told that the file does not
 * change (`immutable=1`), so that it makes no file beside it. This needs all
 * permissions of Deno; without them the file is opened read-only, which leaves
 * nothing behind either, except in write-ahead-log mode, where a copy is read.
 * Where changes wait in a log beside the file, a temporary copy of both is
 * read.
 *
 * @param path The file.
 * @throws {Error} If it is not there, empty, not an SQLite file, encrypted or
 * truncated: one sentence that says which.
 */
export function openReadOnly(path: string): ReadOnlyDatabase {
  const pending = PENDING.filter((suffix) => sizeOf(path + suffix) > 0);
  const header = readHeader(path, pending.length === 0);
  if (pending.length > 0) return openCopy(path, pending);
  try {
    const url = `${pathToFileURL(path).href}?immutable=1`;
    return { ...open(path, url), warnings: [] };
  } catch {
    if (header.usesWal) return openCopy(path, []);
    return { ...open(path, path), warnings: [] };
  }
}

function open(path: string, location: string) {
  try {
    const db = new DatabaseSync(location, { readOnly: true });
    db.prepare("SELECT count(*) FROM sqlite_master").get();
    return { db, close: () => db.close() };
  } catch (error) {
    throw unopened(path, error);
  }
}

function unopened(path: string, error: unknown): Error {
  const { message } = error as Error;
  const rule = /malformed|not a database/.test(message)
    ? `it is damaged (${message}): fetch it again`
    : message;
  return new Error(`Cannot open artifact "${path}" as ${rule}`, {
    cause: error,
  });
}

/** Reads a copy; the copy, not the original, takes in what waits in the log. */
function openCopy(path: string, pending: readonly string[]): ReadOnlyDatabase {
  const folder = Deno.makeTempDirSync({ prefix: "artifact-" });
  const remove = () => Deno.removeSync(folder, { recursive: true });
  try {
    const files = ["", ...pending];
    const before = files.map((suffix) => fileState(path + suffix));
    const copy = join(folder, basename(path));
    for (const suffix of files) {
      Deno.copyFileSync(path + suffix, copy + suffix);
    }
    if (files.some((suffix, i) => fileState(path + suffix) !== before[i])) {
      throw new Error(
        `Cannot open artifact "${path}" as another program is writing to it: close that program first`,
      );
    }
    const db = new DatabaseSync(copy);
    db.prepare("SELECT count(*) FROM sqlite_master").get();
    const close = () => {
      globalThis.removeEventListener("unload", close);
      db.close();
      remove();
    };
    // Whatever ends the process: a copy may be large.
    globalThis.addEventListener("unload", close);
    const warnings = pending.length === 0 ? [] : [
      `"${basename(path)}" has changes waiting in ${
        pending.map((suffix) => `"${basename(path)}${suffix}"`).join(" and ")
      }: a temporary copy of both is read`,
    ];
    return { db, warnings, close };
  } catch (error) {
    remove();
    if ((error as Error).message.startsWith("Cannot ")) throw error;
    throw unopened(path, error);
  }
}

function readHeader(path: string, isComplete: boolean): Header {
  const cannot = (rule: string) =>
    new Error(`Cannot open artifact "${path}" as ${rule}`);
  const bytes = new Uint8Array(100);
  let size: number;
  try {
    const info = Deno.statSync(path);
    if (!info.isFile) throw cannot("it is not a file");
    size = info.size;
    using file = Deno.openSync(path);
    file.readSync(bytes);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      throw cannot("there is no such file: `deno task fetch artifact` gets it");
    }
    throw error;
  }
  if (size === 0) throw cannot("the file is empty: fetch it again");
  if (new TextDecoder("latin1").decode(bytes.subarray(0, 16)) !== MAGIC) {
    throw cannot("it is not an SQLite database, or it is encrypted");
  }
  const header = parseHeader(bytes);
  if (isComplete && header.bytes !== null && size < header.bytes) {
    throw cannot(
      `it is truncated: it has ${size} of ${header.bytes} bytes; fetch it again`,
    );
  }
  return header;
}

function parseHeader(bytes: Uint8Array): Header {
  const view = new DataView(bytes.buffer);
  const page = view.getUint16(16) === 1 ? 65_536 : view.getUint16(16);
  const isKnown = view.getUint32(24) === view.getUint32(92);
  return {
    bytes: isKnown ? page * view.getUint32(28) : null,
    usesWal: bytes[18] === 2,
  };
}

/** Bytes of a file; 0 if there is none. */
function sizeOf(path: string): number {
  try {
    const { isFile, size } = Deno.statSync(path);
    return isFile ? size : 0;
  } catch {
    return 0;
  }
}
