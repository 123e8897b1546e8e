import { createHash } from "node:crypto";

/** Hashes of a file, in hexadecimal. */
export interface FileHashes {
  readonly sha256: string;
  readonly md5: string;
  /** In bytes. */
  readonly size: number;
}

/** Hashes a file of any size piece by piece. */
export async function hashFile(
  path: string,
  signal?: AbortSignal,
): Promise<FileHashes> {
  const sha256 = createHash("sha256");
  const md5 = createHash("md5");
  let size = 0;
  const file = await Deno.open(path);
  for await (const piece of file.readable) {
    signal?.throwIfAborted();
    sha256.update(piece);
    md5.update(piece);
    size += piece.length;
  }
  return { sha256: sha256.digest("hex"), md5: md5.digest("hex"), size };
}
