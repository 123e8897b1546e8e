/** `deno task collect`: builds a corpus from keywords. */

import { join, relative, resolve } from "node:path";
import { saveContact } from "lib/collect/contact.ts";
import { describeRun, nextTask, warningsOf } from "lib/collect/describe_run.ts";
import { describeSmoke } from "lib/collect/describe_smoke.ts";
import { dryRunLines } from "lib/collect/dry_run.ts";
import { type CollectRun, runCollect } from "lib/collect/run_collect.ts";
import { StoppedForNow } from "lib/collect/scheduler.ts";
import {
  type CollectSettings,
  readCollectSettings,
} from "lib/collect/settings.ts";
import { smoke } from "lib/collect/smoke.ts";
import { readStudyFile } from "lib/study/study_file.ts";
import {
  COLLECT_HELP,
  type CollectFlags,
  readCollectFlags,
} from "lib/tasks/collect/flags.ts";
import {
  commandLine,
  EXIT,
  runCommand,
  UsageError,
  userFolder,
} from "lib/tasks/command.ts";
import { type Progress, startProgress } from "lib/tasks/progress.ts";

/** What the command needs of its surroundings. */
export interface CollectCommandOptions {
  /** Folder that relative paths start from. */
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly openAlexKey: string | null;
  readonly print: (text: string) => void;
  /** Notes for the person at the screen. */
  readonly tell: (text: string) => void;
  /** Asks the person at the screen; null if nobody is there. */
  readonly askPerson: (question: string) => string | null;
  readonly startProgress: (title: string, unit: string) => Progress;
}

/**
 * Runs the command.
 *
 * @param args What stands behind the command's name.
 * @returns The exit code.
 */
export async function collectCommand(
  args: readonly string[],
  options: CollectCommandOptions,
): Promise<number> {
  const { print, signal, openAlexKey } = options;
  const flags = readCollectFlags(args);
  if (flags === null) {
    print(COLLECT_HELP);
    return EXIT.done;
  }
  const file = resolve(options.folder, flags.study);
  const isAsking = !flags.dryRun && !flags.offline;
  let settings = await readCollectSettings(await readStudyFile(file), file);
  if (flags.contact) {
    settings = await keepContact(settings, file, flags.contact);
  }
  if (isAsking && settings.contact === null) {
    settings = await keepContact(settings, file, askContact(options));
  }
  if (flags.dryRun) {
    for (const line of await dryRunLines(settings, openAlexKey, signal)) {
      print(line);
    }
    return EXIT.done;
  }
  if (flags.smoke) {
    const results = await smoke(settings, { openAlexKey, signal });
    for (const line of describeSmoke(results)) print(line);
    const isFine = results.every(({ outcome }) => outcome === "fine");
    return isFine ? EXIT.done : EXIT.failed;
  }
  if (flags.offline) await mustBeThere(settings.folder);
  else if (settings.plos_zip !== null) await zipMustBeThere(settings.plos_zip);
  try {
    const run = await runWithProgress(settings, flags, options);
    for (const line of describeRun(settings, run)) print(line);
    for (const warning of warningsOf(settings, run)) {
      options.tell(`Warning: ${warning}`);
    }
    const shown = relative(options.folder, settings.folder);
    print(`Tables: "${shown.startsWith("..") ? settings.folder : shown}"`);
    const next = nextTask(settings, run);
    if (next === null) options.tell("No paper is left to be studied");
    else print(`Next: ${commandLine(next, ["--study", flags.study])}`);
    return EXIT.done;
  } catch (error) {
    if (!(error instanceof StoppedForNow)) throw error;
    options.tell(
      `${error.message}; what was answered is kept, go on later with: ${
        commandLine("collect", args)
      }`,
    );
    return EXIT.limitReached;
  }
}

async function keepContact(
  settings: CollectSettings,
  file: string,
  contact: string,
): Promise<CollectSettings> {
  await saveContact(file, contact);
  return { ...settings, contact };
}

/** Services want to know whom to write to if a program goes wrong. */
function askContact({ askPerson }: CollectCommandOptions): string {
  const contact = askPerson(
    "E-mail address or page that the services can write to (kept in the study file):",
  )?.trim();
  if (!contact) {
    throw new UsageError(
      "Cannot collect as services ask whom to write to: give an e-mail address or a page once with --contact ADDRESS",
    );
  }
  return contact;
}

async function mustBeThere(folder: string): Promise<void> {
  await Deno.stat(join(folder, "answers.sqlite")).catch(() => {
    throw new UsageError(
      `Cannot go on offline as nothing was collected in "${folder}" yet`,
    );
  });
}

/** The zip is read after all searches and metadata: a mistake should not come up then. */
async function zipMustBeThere(path: string): Promise<void> {
  await Deno.stat(path).catch(() => {
    throw new UsageError(
      `Cannot take texts from "${path}", the "collect.plos_zip" of the study, as it is not there`,
    );
  });
}

async function runWithProgress(
  settings: CollectSettings,
  { offline, refreshMetadata, refreshTexts }: CollectFlags,
  { signal, openAlexKey, startProgress, tell }: CollectCommandOptions,
): Promise<CollectRun> {
  let requests = 0;
  let stage = "";
  let progress: Progress | undefined;
  try {
    const run = await runCollect(settings, {
      ...{ signal, openAlexKey, refreshMetadata, refreshTexts },
      isOffline: offline,
      onRequest: () => void requests++,
      onProgress(now, done, total) {
        if (now !== stage) {
          progress?.end();
          progress = startProgress("Collecting", now);
        }
        stage = now;
        progress!.update(done, total);
      },
    });
    progress?.end();
    tell(`${requests.toLocaleString("en-US")} requests were sent`);
    return run;
  } finally {
    progress?.end();
  }
}

if (import.meta.main) {
  const encoder = new TextEncoder();
  await runCommand((args, signal) =>
    collectCommand(args, {
      signal,
      folder: userFolder(),
      openAlexKey: Deno.env.get("OPENALEX_API_KEY") || null,
      print: console.log,
      tell: console.error,
      askPerson: (question) =>
        Deno.stdin.isTerminal() ? prompt(question) : null,
      startProgress: (title, unit) =>
        startProgress({
          title,
          unit,
          isTerminal: Deno.stderr.isTerminal(),
          write: (text) => void Deno.stderr.writeSync(encoder.encode(text)),
          now: () => performance.now(),
        }),
    })
  );
}
