/** `deno task simulate`: how often each interval covers the truth, in made-up studies. */

import { dirname, resolve } from "node:path";
import { parseArgs } from "@std/cli/parse-args";
import { replaceFile } from "lib/files.ts";
import { tableToCsv } from "lib/findings/table.ts";
import { projectPath } from "lib/paths.ts";
import { coverageTable } from "lib/simulation/coverage_table.ts";
import { simulationSettings } from "lib/simulation/setting.ts";
import { simulateSettings } from "lib/simulation/simulate_settings.ts";
import { EXIT, runCommand, UsageError, userFolder } from "lib/tasks/command.ts";
import { progressOnStderr } from "lib/tasks/progress_on_stderr.ts";

/** The saved table, which notebook 05 shows. */
const SAVED = "data/simulation/coverage.csv";

const HELP =
  `Make up studies whose truth is known, and count how often the interval of each method holds it.

Usage: deno task simulate [flags]

  --studies N    studies for each setting; 10000 by default
  --workers N    threads at work; as many as there are processors by default
  --seed SEED    whole number or text; 5 by default
  --out FILE     table to write; ${SAVED} by default
  --help         this text

The table is the same for any number of workers.

Examples:
  deno task simulate
  deno task simulate --studies 500 --out quick.csv`;

/** What the flags say. */
interface SimulateFlags {
  readonly studies: number;
  readonly workers: number;
  readonly seed: string;
  readonly out: string;
}

/**
 * Runs the command.
 *
 * @param args What stands behind the command's name.
 * @param options.folder Where relative paths start.
 * @param options.settings Settings to simulate; all by default.
 * @returns The exit code.
 */
export async function simulateCommand(
  args: readonly string[],
  { folder, signal, settings = simulationSettings(), print = console.log }: {
    readonly folder: string;
    readonly signal?: AbortSignal;
    readonly settings?: ReturnType<typeof simulationSettings>;
    readonly print?: (text: string) => void;
  },
): Promise<number> {
  const flags = readFlags(args, folder);
  if (flags === null) {
    print(HELP);
    return EXIT.done;
  }
  const { studies, workers, seed, out } = flags;
  const progress = progressOnStderr("Simulating", "settings");
  const scores = await simulateSettings(settings, {
    ...{ studies, seed, workers },
    ...(signal && { signal }),
    onProgress: (done) => progress.update(done, settings.length),
  });
  await Deno.mkdir(dirname(out), { recursive: true });
  await replaceFile(out, tableToCsv(coverageTable(settings, scores, studies)));
  progress.finish(
    `Simulated ${studies} studies in each of ${settings.length} settings`,
  );
  return EXIT.done;
}

function readFlags(
  args: readonly string[],
  folder: string,
): SimulateFlags | null {
  const unknown: string[] = [];
  const names = ["studies", "workers", "seed", "out"] as const;
  const flags = parseArgs([...args], {
    string: [...names],
    boolean: ["help"],
    alias: { h: "help" },
    unknown: (arg) => (unknown.push(arg), false),
  }) as Readonly<Record<string, string | boolean | undefined>>;
  if (flags.help) return null;
  if (unknown[0] !== undefined) {
    throw new UsageError(
      `Cannot use "${
        unknown[0]
      }" as it is not a flag of this command: --help lists them`,
    );
  }
  const text = (name: (typeof names)[number], usual: string) => {
    const value = flags[name] ?? usual;
    if (value !== "") return String(value);
    throw new UsageError(`Cannot use --${name} as its value is missing`);
  };
  const count = (name: "studies" | "workers", usual: number) => {
    const value = text(name, String(usual));
    if (/^\d{1,9}$/.test(value) && Number(value) > 0) return Number(value);
    throw new UsageError(
      `Cannot use --${name} "${value}" as it must be a whole number above 0`,
    );
  };
  return {
    studies: count("studies", 10_000),
    workers: count("workers", navigator.hardwareConcurrency),
    seed: text("seed", "5"),
    out: flags.out === undefined
      ? projectPath(SAVED)
      : resolve(folder, text("out", "")),
  };
}

if (import.meta.main) {
  await runCommand((args, signal) =>
    simulateCommand(args, { folder: userFolder(), signal })
  );
}
