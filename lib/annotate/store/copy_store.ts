import { basename, join } from "node:path";
import { storeError } from "lib/annotate/store/store_error.ts";
import { fileState } from "lib/files.ts";

/** A copy of a store that may be opened and changed. */
export interface StoreCopy {
  readonly path: string;
  /** Removes it; it is closed before. */
  remove(): void;
}

/** How often a copy is begun anew because a run moved answers meanwhile. */
const TRIES = 5;

/**
 * Copies a store into a temporary folder, with the answers that wait in its
 * write-ahead log, so that it can be read without a trace: opening a store
 * itself, even read-only, makes files beside it, and brings an old one up to
 * date. A run may be at work on the store meanwhile: what it adds to the log
 * does no harm, as SQLite reads a log up to its last whole transaction; only
 * moving answers from the log into the store calls for another try.
 *
 * @param path The store; it and its folder stay as they are.
 * @throws {StoreError} If it cannot be read: one sentence that says why.
 */
export function copyStore(path: string): StoreCopy {
  const folder = Deno.makeTempDirSync({ prefix: "store-" });
  const remove = () => Deno.removeSync(folder, { recursive: true });
  const copy = join(folder, basename(path));
  try {
    for (let i = 0; i < TRIES; i++) {
      const before = fileState(path);
      Deno.copyFileSync(path, copy);
      copyLog(`${path}-wal`, `${copy}-wal`);
      if (fileState(path) === before) return { path: copy, remove };
    }
    throw new Error("a run is writing to it; wait until that run is done");
  } catch (error) {
    remove();
    throw storeError("read", path, error);
  }
}

function copyLog(from: string, to: string): void {
  try {
    Deno.copyFileSync(from, to);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    // A closed store has none; an earlier try may have copied one.
    Deno.writeFileSync(to, new Uint8Array());
  }
}
