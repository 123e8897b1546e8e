/** One run of `deno task collect`: opens the folder, asks, writes. */

import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Archive, openArchive } from "lib/collect/archive.ts";
import {
  collect,
  type Collected,
  type CollectOptions,
} from "lib/collect/collect.ts";
import { startScheduler } from "lib/collect/scheduler.ts";
import type { Service, Services } from "lib/collect/services.ts";
import type { CollectSettings } from "lib/collect/settings.ts";
import { writeCollected } from "lib/collect/write_collected.ts";
import { lockFolder } from "lib/files.ts";
import type { Table } from "lib/findings/table.ts";
import { prng } from "lib/stats/random.ts";
import { VERSION } from "lib/version.ts";

/** How a run goes. */
export interface RunOptions
  extends
    Partial<Pick<CollectOptions, "now" | "sleep" | "refreshTexts">>,
    Pick<
      CollectOptions,
      "openAlexKey" | "signal" | "onProgress" | "onRequest"
    > {
  /** Use kept answers only. */
  readonly isOffline: boolean;
  /** Ask for metadata anew. */
  readonly refreshMetadata: boolean;
}

/** What a run gave. */
export interface CollectRun {
  readonly collected: Collected;
  readonly tables: readonly Table[];
}

/**
 * Collects into the folder of a study and writes its tables.
 *
 * @throws {StoppedForNow} If a service asks to come back later; what was
 * answered is kept.
 * @throws {Error} If another run works in the folder, or a service fails.
 */
export async function runCollect(
  settings: CollectSettings,
  options: RunOptions,
): Promise<CollectRun> {
  const { folder } = settings;
  await Deno.mkdir(folder, { recursive: true });
  using _lock = await lockCollected(folder);
  const archive = openArchive(join(folder, "answers.sqlite"));
  try {
    if (options.refreshMetadata && isRoundOver(archive)) archive.beginRound();
    const collected = await collect(
      settings,
      collectOptions(settings, archive, options),
    );
    const tables = await writeCollected(settings, collected, archive);
    if (collected.round === archive.round && archive.isRoundComplete) {
      archive.noteRoundWritten();
    }
    return { collected, tables };
  } finally {
    archive.close();
  }
}

/** A refresh that was broken off goes on, also where only texts were missing. */
function isRoundOver(archive: Archive): boolean {
  const { round, isRoundComplete, isRoundWritten } = archive;
  return isRoundComplete && (round === 1 || isRoundWritten);
}

/** The parts that a run works with. */
export function collectOptions(
  settings: Pick<CollectSettings, "services" | "contact" | "patienceMs">,
  archive: Archive,
  options: Omit<RunOptions, "refreshMetadata">,
): CollectOptions {
  const { now = Date.now, sleep = sleepFor } = options;
  const { isOffline, ...rest } = options;
  return {
    ...rest,
    now,
    sleep,
    archive,
    scheduler: startScheduler({
      now,
      sleep,
      rules: hostRules(settings.services),
      sentSince: archive.sentSince,
    }),
    userAgent: isOffline ? null : userAgent(settings.contact),
    random: prng(`collect ${Deno.pid}`),
    patienceMs: settings.patienceMs,
  };
}

const sleepFor = (ms: number, signal?: AbortSignal) =>
  wait(Math.min(ms, 2 ** 31 - 1), undefined, { signal });

/** Names the program and whom to write to, as services ask for. */
export function userAgent(contact: string | null): string {
  return `natural-science-ptm-reuse/${VERSION} (${contact ?? "no contact"})`;
}

/** Where nothing else is known of a host, it is asked gently. */
const GENTLE = { limits: [{ requests: 1, seconds: 1 }], connections: 1 };

/** What a host allows: the rules of all services that it holds, together. */
export function hostRules(
  services: Services,
): (host: string) => Pick<Service, "limits" | "connections"> {
  const byHost = Map.groupBy(
    Object.values(services),
    ({ url }) => new URL(url).host,
  );
  return (host) => {
    const here = byHost.get(host);
    if (here === undefined) return GENTLE;
    return {
      limits: here.flatMap(({ limits }) => limits),
      connections: Math.min(...here.map(({ connections }) => connections)),
    };
  };
}

/**
 * Lets one run at a time collect in a folder.
 *
 * @throws {Error} If another run holds it.
 */
export function lockCollected(folder: string): Promise<Disposable> {
  return lockFolder(
    folder,
    `Cannot collect in "${folder}" as another run is at it: wait until it is done`,
  );
}
