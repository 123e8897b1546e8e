/** A study in a folder of its own that collects from scripted services. */

import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { parse } from "@std/csv";
import { readCollectSettings } from "lib/collect/settings.ts";
import { runCollect, type RunOptions } from "lib/collect/run_collect.ts";
import { readStudyFile } from "lib/study/study_file.ts";
import { collectCommand } from "lib/tasks/collect.ts";
import { KEYWORDS, type ScriptedServices } from "tests/support/services.ts";

/** Far from midnight: tables hold the day of a search. */
const NOON = Date.UTC(2026, 10, 23, 12);

/** A clock that does not wait: sleeping moves it forward. */
export function fastClock(): Required<Pick<RunOptions, "now" | "sleep">> {
  const start = performance.now();
  let slept = 0;
  return {
    now: () => NOON + performance.now() - start + slept,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      slept += ms;
      await setImmediate();
    },
  };
}

/** A study file in a new temporary folder; removed when disposed of. */
export interface TryStudy extends AsyncDisposable {
  /** The study file. */
  readonly file: string;
  /** Folder of what is collected. */
  readonly papers: string;
  /** Collects. */
  run(options?: Partial<RunOptions>): ReturnType<typeof runCollect>;
  /** Runs the command; gives its exit code and what it printed. */
  command(...args: string[]): Promise<{ code: number; text: string }>;
  /** Tables by file name. */
  tables(): Promise<Map<string, string>>;
}

/** Rows of one of the tables that {@link TryStudy.tables} gives. */
export function rowsOf(
  tables: ReadonlyMap<string, string>,
  name: string,
): Record<string, string>[] {
  return parse(tables.get(`${name}.csv`)!, { skipFirstRow: true }) as Record<
    string,
    string
  >[];
}

/** The natural sciences of the study, and cited at least once. */
export const ELIGIBLE = {
  cited: true,
  fields: [11, 13, 16, 19, 23, 24, 28, 31],
};

/** Makes a study; `changes` go into its "collect". */
export async function tryStudy(
  services: Pick<ScriptedServices, "settings">,
  changes: Record<string, unknown> = {},
  eligible: unknown = ELIGIBLE,
): Promise<TryStudy> {
  const folder = await Deno.makeTempDir();
  const file = join(folder, "study.json");
  const collect = {
    contact: "someone@example.org",
    keywords: KEYWORDS,
    services: services.settings,
    ...changes,
  };
  const study = { name: "try", corpus: "collected:papers", eligible, collect };
  await Deno.writeTextFile(file, JSON.stringify(study));
  const papers = join(folder, "papers");
  return {
    file,
    papers,
    async run(options = {}) {
      const settings = await readCollectSettings(
        await readStudyFile(file),
        file,
      );
      return await runCollect(settings, {
        openAlexKey: null,
        signal: new AbortController().signal,
        isOffline: false,
        refreshMetadata: false,
        ...fastClock(),
        ...options,
      });
    },
    async command(...args) {
      const lines: string[] = [];
      const code = await collectCommand(["--study", file, ...args], {
        folder,
        signal: new AbortController().signal,
        openAlexKey: null,
        print: (text) => lines.push(text),
        tell: (text) => lines.push(text),
        askPerson: () => null,
        startProgress: () => ({ update() {}, finish() {}, end() {} }),
      });
      return { code, text: lines.join("\n") };
    },
    async tables() {
      const found = new Map<string, string>();
      for await (const { name } of Deno.readDir(papers)) {
        if (!/\.(csv|json)$/.test(name)) continue;
        found.set(name, await Deno.readTextFile(join(papers, name)));
      }
      return found;
    },
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}
