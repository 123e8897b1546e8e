import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Lease } from "lib/annotate/store/heartbeat.ts";
import type { Database } from "lib/annotate/store/open_database.ts";
import { storeError } from "lib/annotate/store/store_error.ts";

/** Milliseconds after which the claims of a dead process are free. */
const LEASE_MS = 1_900;
const BEAT_MS = 400;

/**
 * What a claim gives: "mine", the right to ask; "answered", there is nothing to
 * ask; "busy", somebody is asking just now.
 */
export type ClaimResult = "mine" | "answered" | "busy";

/**
 * Claims of one process on the keys that it asks, so that two processes never
 * ask the same. They are leases: a thread renews them, and those of a process
 * that died are free within two seconds.
 */
export interface Claims {
  /** This process's name in the store. */
  readonly owner: string;
  /**
   * Starts a run: failures from before may be asked again, and from now on a
   * thread renews the lease on the claims.
   *
   * @throws {StoreError} If the store cannot be written.
   */
  join(): Promise<void>;
  /** Asks for the right to ask a key. */
  claim(key: string, retryFailed: boolean): ClaimResult;
  /** Gives a key back that was not answered. */
  release(key: string): void;
  /** Notes that a key was answered and its claim deleted. */
  settled(key: string): void;
  close(): void;
}

/** A key for which there is nothing to ask. */
const ANSWERED = `SELECT 1 FROM annotations WHERE key = :key
  AND (answer IS NOT NULL OR NOT :retry OR rowid > :since)`;

/** Takes the claim if the key has no answer and nobody alive holds it. */
const TAKE = `
  INSERT INTO claims (key, owner)
  SELECT :key, :owner WHERE NOT EXISTS (${ANSWERED})
  ON CONFLICT (key) DO UPDATE SET owner = excluded.owner
  WHERE claims.owner NOT IN (SELECT owner FROM owners WHERE expires_at > :now)`;

/** Opens the claims of this process on a store. */
export function openClaims(db: Database): Claims {
  const owner = randomUUID();
  const held = new Set<string>();
  let heartbeat: Worker | null = null;
  const lastRow = () =>
    db.read(() =>
      db.sql("SELECT coalesce(max(rowid), 0) AS last FROM annotations").get()!
        .last as number
    );
  // A failure newer than this was tried while this process was at work.
  let since = lastRow();
  return {
    owner,
    async join() {
      since = lastRow();
      if (db.path === ":memory:" || heartbeat !== null) return;
      const lease: Lease = {
        path: db.path,
        owner,
        lastsMs: LEASE_MS,
        beatMs: BEAT_MS,
      };
      heartbeat = new Worker(new URL("./heartbeat.ts", import.meta.url), {
        workerData: lease,
      });
      const [failure] = await once(heartbeat, "message");
      heartbeat.unref();
      if (failure !== null) {
        throw storeError("write to", db.path, new Error(failure));
      }
    },
    claim(key, retryFailed) {
      if (held.has(key)) return "busy";
      const asked = { key, retry: Number(retryFailed), since };
      if (db.run(TAKE, { ...asked, owner, now: Date.now() })) {
        held.add(key);
        return "mine";
      }
      return db.read(() => db.sql(ANSWERED).get(asked)) ? "answered" : "busy";
    },
    release(key) {
      held.delete(key);
      db.run("DELETE FROM claims WHERE key = ? AND owner = ?", key, owner);
    },
    settled: (key) => void held.delete(key),
    close() {
      if (heartbeat === null) return;
      heartbeat.terminate();
      heartbeat = null;
      try {
        db.write(() => {
          db.sql("DELETE FROM claims WHERE owner = ?").run(owner);
          db.sql("DELETE FROM owners WHERE owner = ? OR expires_at < ?")
            .run(owner, Date.now());
        });
      } catch {
        // What is left behind expires by itself.
      }
    },
  };
}
