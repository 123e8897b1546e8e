/** `deno task fetch NAME`: gets a file that the project does not hold itself. */

import { relative, resolve } from "node:path";
import { parseArgs } from "@std/cli/parse-args";
import { type FetchedFile, fetchSource } from "lib/fetch/fetch_source.ts";
import { convertLabels } from "lib/fetch/convert_labels.ts";
import { loadSources, type Source } from "lib/fetch/sources.ts";
import { projectPath } from "lib/paths.ts";
import type { Services } from "lib/collect/services.ts";
import { fetchPapersCommand } from "lib/tasks/fetch_papers.ts";
import { EXIT, runCommand, UsageError, userFolder } from "lib/tasks/command.ts";
import { startProgress } from "lib/tasks/progress.ts";

const HELP = `Get a file that the project does not hold itself.

Usage: deno task fetch NAME [flags]

NAME is artifact (the study's database), labels (its authors' human labels,
which are also written as labels.csv, the form of the project's own labels) or
papers (the full texts of the papers of a labels file, as JATS, from PLOS,
F1000Research, Europe PMC or PMC: open-access papers only).
Stopped or broken off, the same command goes on where it was.

  --out DIR          folder it goes to; data/raw by default, data/raw/papers for
                     papers
  --help             this text

For artifact and labels:
  --mirror DIR       take the file from this folder instead of the network
  --file NAME        name of the file in its record or mirror, if that is not clear

For papers:
  --labels FILE      CSV of labels whose column "doi" names them
  --contact ADDRESS  e-mail address or page that services can write to
  --refresh texts    ask again for texts that were refused

Examples:
  deno task fetch artifact
  deno task fetch labels --mirror ~/Downloads
  deno task fetch papers --labels data/raw/labels.csv`;

/** The name under which the papers of a labels file are fetched. */
const PAPERS = "papers";
/** Flags for a file of the list of sources, and for papers. */
const FLAGS = {
  file: ["mirror", "file"],
  papers: ["labels", "contact", "refresh"],
} as const;

/**
 * Runs the command.
 *
 * @param args What stands behind the command's name.
 * @param options.sources What can be fetched; `data/sources.json` by default.
 * @returns The exit code.
 */
export async function fetchCommand(
  args: readonly string[],
  { signal, folder, sources, services, print = console.log, ...rest }: {
    readonly folder: string;
    readonly services?: Services;
    readonly signal?: AbortSignal;
    readonly sources?: ReadonlyMap<string, Source>;
    readonly print?: (text: string) => void;
    readonly onProgress?: (done: number, total: number | null) => void;
    readonly fetch?: typeof globalThis.fetch;
  },
): Promise<number> {
  const unknown: string[] = [];
  const flags = parseArgs([...args], {
    string: ["out", ...FLAGS.file, ...FLAGS.papers, "_"],
    boolean: ["help"],
    unknown: (arg, key) => key === undefined || (unknown.push(arg), false),
  });
  if (flags.help) {
    print(HELP);
    return EXIT.done;
  }
  const names = [...flags._].map(String);
  const [name = ""] = names;
  const listed = sources ?? await loadSources();
  const source = listed.get(name);
  if (
    unknown.length > 0 || names.length !== 1 ||
    (source === undefined && name !== PAPERS)
  ) {
    const isName = source !== undefined || name === PAPERS;
    const given = unknown[0] ?? names.slice(isName ? 1 : 0).join(" ");
    throw new UsageError(
      `Cannot fetch "${given}" as it takes one of ${
        [...listed.keys(), PAPERS].join(", ")
      }: see --help`,
    );
  }
  checkFlags(flags, source === undefined ? "papers" : "file");
  if (source === undefined) {
    const { onProgress } = rest;
    const { labels, out, contact, refresh } = flags;
    return await fetchPapersCommand({ labels, out, contact, refresh }, {
      ...{ folder, services, signal, print, onProgress },
    });
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

/** Checks that each flag has a value and belongs to what is fetched. */
function checkFlags(
  flags: { readonly [flag: string]: unknown },
  kind: keyof typeof FLAGS,
): void {
  const other = kind === "papers" ? FLAGS.file : FLAGS.papers;
  for (const flag of ["out", ...FLAGS.file, ...FLAGS.papers]) {
    if (flags[flag] === "") {
      throw new UsageError(`Cannot use --${flag} as its value is missing`);
    }
    if (flags[flag] !== undefined && other.some((name) => name === flag)) {
      throw new UsageError(
        `Cannot use --${flag} here as it is a flag for ${
          kind === "papers" ? "artifact and labels" : "papers"
        } only: see --help`,
      );
    }
  }
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
    const isPapers = args.includes(PAPERS);
    const progress = startProgress({
      title: "Fetching",
      unit: isPapers ? "papers" : "MB",
      isTerminal: Deno.stderr.isTerminal(),
      write: (text) => Deno.stderr.writeSync(new TextEncoder().encode(text)),
      now: () => performance.now(),
    });
    const shown = (count: number) => isPapers ? count : Math.round(count / 1e6);
    try {
      return await fetchCommand(args, {
        folder: userFolder(),
        signal,
        onProgress: (done, total) =>
          progress.update(shown(done), total === null ? null : shown(total)),
      });
    } finally {
      progress.end();
    }
  });
}
