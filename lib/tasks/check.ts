/**
 * `deno task check`: formatting, lint and types of everything, the code cells
 * of the notebooks included.
 */

import { join, relative } from "node:path";
import { checkNotebookFormat } from "lib/notebook/format_check.ts";
import {
  typeCheckNotebooks,
  withoutBacktrace,
} from "lib/notebook/type_check.ts";
import { projectPath } from "lib/paths.ts";

const HELP =
  `Checks formatting, lint and types of everything, notebooks included.

Usage: deno task check

All steps run, also after one that fails. Exit code 0 if all are fine, else 1.`;

/** A step of the check and what it found; empty if all is fine. */
interface Step {
  readonly name: string;
  readonly run: (signal: AbortSignal) => Promise<string>;
}

/** What belongs to the project: papers and studies of its users may lie beside it. */
const OWN_CODE = ["lib", "tests"];
const OWN = [...OWN_CODE, "docs", "README.md", "CONTRIBUTING.md", "deno.json"];

const STEPS: readonly Step[] = [
  {
    name: "format",
    run: (signal) =>
      runDeno(["fmt", "--check", "--ignore=**/*.ipynb", ...OWN], signal),
  },
  {
    name: "format of notebooks",
    run: (signal) => overNotebooks(checkNotebookFormat, signal),
  },
  {
    name: "lint",
    run: (signal) => runDeno(["lint", "--quiet", ...OWN_CODE], signal),
  },
  {
    name: "types",
    run: (signal) => runDeno(["check", "--quiet", ...OWN_CODE], signal),
  },
  {
    name: "types of notebooks",
    run: (signal) => overNotebooks(typeCheckNotebooks, signal),
  },
];

/**
 * Runs every step and prints its name and result.
 *
 * @param args Arguments of the command line.
 * @returns The exit code: 0 all is fine, 1 something is not, 2 wrong usage, 130
 * interrupted.
 */
export async function check(args: readonly string[]): Promise<number> {
  if (args.length > 0) {
    const asked = args.length === 1 && ["--help", "-h"].includes(args[0] ?? "");
    if (asked) console.log(HELP);
    else console.error(`Cannot check as it takes no arguments: ${args[0]}`);
    return asked ? 0 : 2;
  }
  const interrupt = new AbortController();
  const stop = () => interrupt.abort();
  Deno.addSignalListener("SIGINT", stop);
  let failed = 0;
  try {
    for (const { name, run } of STEPS) {
      const found = await run(interrupt.signal);
      if (interrupt.signal.aborted) return 130;
      if (found !== "") failed++;
      console.log(found === "" ? `ok      ${name}` : `FAILED  ${name}`);
      if (found !== "") console.error(`${found}\n`);
    }
  } finally {
    Deno.removeSignalListener("SIGINT", stop);
  }
  return failed === 0 ? 0 : 1;
}

/** Runs `deno` on the whole project; gives what it said if it failed. */
async function runDeno(
  args: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const command = new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: projectPath("."),
    env: { NO_COLOR: "1" },
    stdin: "null",
    signal,
  });
  const { success, stdout, stderr } = await command.output();
  if (success) return "";
  const text = new TextDecoder();
  const said = text.decode(stdout) + text.decode(stderr);
  return withoutBacktrace(said) ||
    `deno ${args.join(" ")} failed without a word`;
}

/** Runs a check on the notebooks of the project. */
async function overNotebooks(
  check: typeof typeCheckNotebooks,
  signal: AbortSignal,
): Promise<string> {
  const folder = projectPath("notebooks");
  const names = (await Array.fromAsync(Deno.readDir(folder)))
    .map((entry) => entry.name).filter((name) => name.endsWith(".ipynb"));
  const notebooks = names.sort()
    .map((name) => join(relative(Deno.cwd(), folder), name));
  try {
    return await check(notebooks, projectPath("deno.json"), signal);
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    throw error;
  }
}

if (import.meta.main) Deno.exit(await check(Deno.args));
