/** Gets a source into a folder, verified before it takes its place. */

import { join } from "node:path";
import { whyUnreached } from "lib/collect/why_unreached.ts";
import { download, unreachedHost } from "lib/fetch/download.ts";
import { type FileHashes, hashFile } from "lib/fetch/hash_file.ts";
import type { Source } from "lib/fetch/sources.ts";
import { pickRecordFile, type RecordFile } from "lib/fetch/zenodo_record.ts";

/** Where a file comes from and goes to. */
export interface FetchOptions {
  /** Folder that it goes to; it is made if it is not there. */
  readonly out: string;
  /** Folder that holds the file already; null to use the network. */
  readonly mirror: string | null;
  /** Name of the file in its record or mirror, where that is not clear. */
  readonly file?: string | null;
  readonly onProgress?: (done: number, total: number | null) => void;
  readonly signal?: AbortSignal;
  readonly fetch?: typeof globalThis.fetch;
  readonly pauseMs?: number;
}

/** A file that is in its place. */
export interface FetchedFile extends FileHashes {
  readonly path: string;
  /** True if its hash was compared with the one in the list of sources. */
  readonly isVerified: boolean;
  /** True if it was there before. */
  readonly wasThere: boolean;
}

/**
 * Gets a file. It grows as `.part`, which a later call goes on with, and takes
 * its place only when size and hash are right; a wrong one is removed.
 *
 * @param source What to get.
 * @throws {Error} If it cannot be had or is not the file that was expected: one
 * sentence.
 */
export async function fetchSource(
  source: Source,
  options: FetchOptions,
): Promise<FetchedFile> {
  const path = join(options.out, source.file);
  const part = `${path}.part`;
  await Deno.mkdir(options.out, { recursive: true });
  if (await isThere(path)) {
    const hashes = await hashFile(path, options.signal);
    if (source.sha256 === null || hashes.sha256 === source.sha256) {
      const isVerified = source.sha256 !== null;
      return { ...hashes, path, isVerified, wasThere: true };
    }
  }
  const record = options.mirror === null
    ? await getRemote(source, part, options)
    : await copyFromMirror(source, part, options.mirror, options.file ?? null);
  const hashes = await hashFile(part, options.signal);
  const wrong = mismatch(source, record, hashes);
  if (wrong !== null) {
    await Deno.remove(part);
    throw new Error(`Cannot use "${source.file}" as ${wrong}: it was not kept`);
  }
  await Deno.rename(part, path);
  const isVerified = source.sha256 !== null;
  return { ...hashes, path, isVerified, wasThere: false };
}

async function getRemote(
  source: Source,
  part: string,
  { file, ...options }: FetchOptions,
): Promise<RecordFile | null> {
  const record = source.kind === "zenodo-record"
    ? pickRecordFile(await getJson(source.url, options), source, file ?? null)
    : null;
  await download({
    ...options,
    url: record?.url ?? source.url,
    part,
    size: record?.size ?? source.size,
  });
  return record;
}

async function getJson(
  url: string,
  { fetch: ask = fetch, signal }: Pick<FetchOptions, "fetch" | "signal">,
): Promise<unknown> {
  let response: Response;
  try {
    response = await ask(url, {
      signal,
      headers: { accept: "application/json" },
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw unreachedHost(url, whyUnreached(error) ?? "the connection broke");
  }
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(
      `Cannot fetch from ${url} as the server answers ${response.status}`,
    );
  }
  return await response.json().catch(() => null);
}

const DATABASE = /\.(db|sqlite3?)$/i;

async function copyFromMirror(
  source: Source,
  part: string,
  mirror: string,
  file: string | null,
): Promise<null> {
  const wanted = file ?? source.file;
  const names: string[] = [];
  try {
    for await (const entry of Deno.readDir(mirror)) {
      if (!entry.isDirectory) names.push(entry.name);
    }
  } catch {
    throw new Error(`Cannot use mirror "${mirror}" as it is not a folder`);
  }
  const databases = names.filter((name) => DATABASE.test(name));
  const name = names.includes(wanted)
    ? wanted
    : file === null && DATABASE.test(wanted) && databases.length === 1
    ? databases[0]!
    : null;
  if (name === null) {
    throw new Error(
      `Cannot use mirror "${mirror}" as it does not have "${wanted}": name the file with --file`,
    );
  }
  await Deno.copyFile(join(mirror, name), part);
  return null;
}

/** What is wrong with a file; null if nothing is known to be. */
function mismatch(
  { size, sha256 }: Source,
  record: RecordFile | null,
  found: FileHashes,
): string | null {
  if (sha256 !== null && found.sha256 !== sha256) {
    return `its SHA-256 is ${found.sha256} instead of ${sha256}`;
  }
  const wanted = size ?? record?.size ?? found.size;
  if (found.size !== wanted) {
    return `it has ${found.size} bytes instead of ${wanted}`;
  }
  if (record?.md5 && record.md5 !== found.md5) {
    return `its MD5 is ${found.md5}, and its record says ${record.md5}`;
  }
  return null;
}

async function isThere(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch {
    return false;
  }
}
