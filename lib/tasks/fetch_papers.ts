/** `deno task fetch papers`: gets the full texts of labelled papers. */

import { basename, relative, resolve } from "node:path";
import { StoppedForNow } from "lib/collect/scheduler.ts";
import { loadServices, type Services } from "lib/collect/services.ts";
import { isContact } from "lib/collect/settings.ts";
import { isRefused } from "lib/collect/texts/get_text.ts";
import { fetchPapers } from "lib/fetch/fetch_papers.ts";
import { labelledDois } from "lib/fetch/labelled_dois.ts";
import type { Table } from "lib/findings/table.ts";
import { projectPath } from "lib/paths.ts";
import { commandLine, EXIT, UsageError } from "lib/tasks/command.ts";

/** What the command is given. */
export interface FetchPapersFlags {
  readonly labels?: string | undefined;
  readonly out?: string | undefined;
  readonly contact?: string | undefined;
  /** "texts" asks again for those that were refused. */
  readonly refresh?: string | undefined;
}

/**
 * Runs the command.
 *
 * @param flags Its flags.
 * @param options.folder Folder that relative paths start from.
 * @param options.services How services are asked; as `data/services.json` says by default.
 * @param options.print Takes what was fetched.
 * @returns The exit code: 1 if no text at all could be had.
 */
export async function fetchPapersCommand(
  flags: FetchPapersFlags,
  { folder, services, signal, print, onProgress }: {
    readonly folder: string;
    readonly services?: Services | undefined;
    readonly signal?: AbortSignal | undefined;
    readonly print: (text: string) => void;
    readonly onProgress?:
      | ((done: number, total: number) => void)
      | undefined;
  },
): Promise<number> {
  const { labels, contact, refresh } = flags;
  if (!labels) {
    throw new UsageError(
      "Cannot fetch papers as no labels are named: give their file with --labels FILE",
    );
  }
  if (contact !== undefined && !isContact(contact)) {
    throw new UsageError(
      `Cannot use --contact "${contact}" as it is no e-mail address and no URL`,
    );
  }
  if (refresh !== undefined && refresh !== "texts") {
    throw new UsageError(
      `Cannot refresh "${refresh}" as only texts can be asked for again: --refresh texts`,
    );
  }
  const dois = labelledDois(
    await readLabels(resolve(folder, labels)),
    basename(labels),
  );
  const out = flags.out
    ? resolve(folder, flags.out)
    : projectPath("data/raw/papers");
  try {
    const table = await fetchPapers(dois, {
      out,
      services: services ?? await loadServices(),
      contact: contact ?? null,
      refreshTexts: refresh === "texts",
      signal: signal ?? new AbortController().signal,
      ...(onProgress ? { onProgress } : {}),
    });
    const shown = relative(folder, out);
    print(describe(table, shown.startsWith("..") ? out : shown));
    const isAny = table.rows.some(({ file }) => file !== "");
    return isAny ? EXIT.done : EXIT.failed;
  } catch (error) {
    if (!(error instanceof StoppedForNow)) throw error;
    const args = Object.entries(flags).flatMap(([flag, value]) =>
      value === undefined ? [] : [`--${flag}`, value]
    );
    print(
      `${error.message}; what was answered is kept, go on later with: ${
        commandLine("fetch", ["papers", ...args])
      }`,
    );
    return EXIT.limitReached;
  }
}

async function readLabels(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch {
    throw new UsageError(
      `Cannot fetch papers as labels "${path}" are not there or cannot be read: deno task fetch labels gets those of the study`,
    );
  }
}

/** What is there, under which licences, and why the others are not. */
function describe({ rows }: Table, folder: string): string {
  const there = rows.filter(({ file }) => file !== "");
  const countBy = (some: typeof rows, column: string) =>
    [...Map.groupBy(some, (row) => row[column])]
      .map(([name, { length }]) => `${length} ${name}`).sort().join(", ");
  const missing = rows.filter(({ file }) => file === "");
  const refused = missing.filter(({ reason }) => isRefused(String(reason)));
  return [
    `${there.length} of ${rows.length} papers are in "${folder}"${
      there.length > 0 ? `, by licence: ${countBy(there, "licence")}` : ""
    }`,
    ...(missing.length === 0 ? [] : [
      `${missing.length} could not be had: ${
        countBy(missing, "reason")
      }; papers.csv names them`,
    ]),
    ...(refused.length === 0 ? [] : [
      `${refused.length} of them were refused: with --refresh texts they are asked for again`,
    ]),
  ].join("\n");
}
