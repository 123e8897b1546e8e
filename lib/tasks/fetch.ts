/** `deno task fetch NAME`: gets a file that the project does not hold itself. */

import { relative, resolve } from "node:path";
import { parseArgs } from "@std/cli/parse-args";
import { type FetchedFile, fetchSource } from "lib/fetch/fetch_source.ts";
import { convertLabels } from "lib/fetch/convert_labels.ts";
import { loadSources, type Source } from "lib/fetch/sources.ts";
import { projectPath } from "lib/paths.ts";
import { EXIT, runCommand, UsageError, userFolder } from "lib/tasks/command.ts";
import { startProgress } from "lib/tasks/progress.ts";

const HELP = `Get a file that the project does not hold itself.

Usage: deno task fetch NAME [flags]

NAME is artifact (the study's database) or labels (its authors' human labels,
which are also written as labels.csv, the form of the project's own labels).
Stopped or broken off, the same command goes on where it was.

  --out DIR      folder it goes to; data/raw by default
  --mirror DIR   take it from this folder instead of the network
  --file NAME    name of the file in its record or mirror, if that is not clear
  --help         this text

Examples:
  deno task fetch artifact
  deno task fetch labels --mirror ~/Downloads`;

/**
 * Runs the command.
 *
 * @param args What stands behind the command's name.
 * @param options.sources What can be fetched; `data/sources.json` by default.
 * @returns The exit code.
 */
export async function fetchCommand(
  args: readonly string[],
  { signal, folder, sources, print = console.log, ...rest }: {
    readonly folder: string;
    readonly signal?: AbortSignal;
    readonly sources?: ReadonlyMap<string, Source>;
    readonly print?: (text: string) => void;
    readonly onProgress?: (done: number, total: number | null) => void;
    readonly fetch?: typeof globalThis.fetch;
  },
): Promise<number> {
  const unknown: string[] = [];
  const flags = parseArgs([...args], {
    string: ["out", "mirror", "file", "_"],
    boolean: ["help"],
    unknown: (arg, key) => key === undefined || (unknown.push(arg), false),
  });
  if (flags.help) {
    print(HELP);
    return EXIT.done;
  }
  const names = [...flags._].map(String);
  const listed = sources ?? await loadSources();
  const source = listed.get(names[0] ?? "");
  if (unknown.length > 0 || names.length !== 1 || source === undefined) {
    const given = unknown[0] ?? names.slice(source ? 1 : 0).join(" ");
    throw new UsageError(
      `Cannot fetch "${given}" as it takes one of ${
        [...listed.keys()].join(", ")
      }: see --help`,
    );
  }
  for (const flag of ["out", "mirror", "file"] as const) {
    if (flags[flag] === "") {
      throw new UsageError(`Cannot use --${flag} as its value is missing`);
    }
  }
  const file = await fetchSource(source, {
    ...rest,
    out: flags.out ? resolve(folder, flags.out) : projectPath("data/raw"),
    mirror: flags.mirror ? resolve(folder, flags.mirror) : null,
    file: flags.file ?? null,
    signal,
  });
  print(describe(source, file, folder));
  if (source.kind === "file" && names[0] === "labels") {
    print(await convertLabels(file.path));
  }
  return EXIT.done;
}

function describe(source: Source, file: FetchedFile, folder: string): string {
  const { size, sha256, isVerified, wasThere, path } = file;
  const shown = relative(folder, path);
  const lines = [
    `${source.title}: "${shown.startsWith("..") ? path : shown}", ${
      size.toLocaleString("en-US")
    } bytes${wasThere ? ", was there already" : ""}`,
    `licence: ${source.licence}; cite ${source.source}`,
    isVerified
      ? `SHA-256 ${sha256}, as it should be`
      : `SHA-256 ${sha256}, compared with nothing: data/sources.json has no hash for this file yet; write this one there if you trust the file`,
  ];
  return lines.join("\n");
}

if (import.meta.main) {
  await runCommand(async (args, signal) => {
    const progress = startProgress({
      title: "Fetching",
      unit: "MB",
      isTerminal: Deno.stderr.isTerminal(),
      write: (text) => Deno.stderr.writeSync(new TextEncoder().encode(text)),
      now: () => performance.now(),
    });
    const megabytes = (bytes: number) => Math.round(bytes / 1e6);
    try {
      return await fetchCommand(args, {
        folder: userFolder(),
        signal,
        onProgress: (done, total) =>
          progress.update(
            megabytes(done),
            total === null ? null : megabytes(total),
          ),
      });
    } finally {
      progress.end();
    }
  });
}
