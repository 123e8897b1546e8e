/**
 * The thread that keeps a process's lease on its claims alive, also while the
 * process itself is busy. Gets a {@link Lease} and says "beating" after the
 * first beat.
 */

import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";

/** Which lease to renew, where. */
export interface Lease {
  /** The store's file. */
  readonly path: string;
  readonly owner: string;
  /** Milliseconds that the lease lasts without a beat. */
  readonly lastsMs: number;
  /** Milliseconds between two beats. */
  readonly beatMs: number;
}

const { path, owner, lastsMs, beatMs } = workerData as Lease;
const db = new DatabaseSync(path, { timeout: lastsMs / 2 });
const renew = db.prepare(`
  INSERT INTO owners (owner, expires_at) VALUES (?, ?)
  ON CONFLICT (owner) DO UPDATE SET expires_at = excluded.expires_at`);

function beat(): void {
  try {
    renew.run(owner, Date.now() + lastsMs);
  } catch {
    // A store that cannot be written now may be at the next beat; the process
    // itself says so if not.
  }
}

beat();
setInterval(beat, beatMs);
parentPort?.postMessage("beating");
