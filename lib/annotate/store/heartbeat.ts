/**
 * The thread that keeps a process's lease on its claims alive, also while the
 * process itself is busy. Gets a {@link Lease} and sends null after the first
 * beat, or says why there was none.
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

/** Tries to get the first beat in, where another process holds the store. */
const FIRST_TRIES = 10;

const { path, owner, lastsMs, beatMs } = workerData as Lease;
const db = new DatabaseSync(path, { timeout: lastsMs / 2 });
const renew = db.prepare(`
  INSERT INTO owners (owner, expires_at) VALUES (?, ?)
  ON CONFLICT (owner) DO UPDATE SET expires_at = excluded.expires_at`);

/** Renews the lease; returns what is in the way, or null. */
function beat(): string | null {
  try {
    renew.run(owner, Date.now() + lastsMs);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

let failure = beat();
for (let tries = 1; failure !== null && tries < FIRST_TRIES; tries++) {
  failure = beat();
}
// A store that cannot be written later on may be at the next beat; the process
// itself says so if not.
setInterval(beat, beatMs);
parentPort?.postMessage(failure);
