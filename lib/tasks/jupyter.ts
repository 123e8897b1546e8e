/** `deno task jupyter`: registers the kernel and says how to open a notebook. */

import { delimiter, dirname, join } from "node:path";

const HELP = `Registers this Deno as a kernel of Jupyter.

Usage: deno task jupyter

It writes the kernel "deno" to your Jupyter folder and replaces an older one of that
name. Jupyter itself is not needed for that.`;

const NEXT = `Open a notebook (Jupyter comes with: pip install jupyterlab):
  jupyter lab notebooks/01_sample.ipynb

With your own study, in a Unix shell and in PowerShell:
  STUDY=path/to/study.json jupyter lab notebooks/
  $env:STUDY = "path/to/study.json"; jupyter lab notebooks/

The notebooks that a run wrote, in figures/NAME/notebooks, show that run by themselves.`;

const NPX_NOTE =
  `This Deno lives in the cache of npx. If that is emptied or another version is
used, run this task again.`;

/**
 * Registers the kernel.
 *
 * @param args Arguments of the command line.
 * @returns The exit code: 0 done, 1 failed, 2 wrong usage.
 */
export async function jupyter(args: readonly string[]): Promise<number> {
  if (args.length > 0) {
    const asked = args.length === 1 && ["--help", "-h"].includes(args[0] ?? "");
    if (asked) console.log(HELP);
    else console.error(`Cannot register as it takes no arguments: ${args[0]}`);
    return asked ? 0 : 2;
  }
  try {
    const { folder, program } = await install();
    console.log(`The kernel in ${folder} runs ${program}`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    console.error(`Cannot register the kernel: ${why}`);
    return 1;
  }
  if (/[\\/]_npx[\\/]/.test(Deno.execPath())) console.log(NPX_NOTE);
  if (Deno.env.get("JUPYTER_DATA_DIR")) {
    console.log(
      "JUPYTER_DATA_DIR is set: Jupyter looks for kernels there, so unset it or copy the kernel's folder",
    );
  }
  console.log(`\n${NEXT}`);
  return 0;
}

/**
 * Lets Deno write its kernel. Deno names the first "deno" of the search path in
 * it, which can be another version: so this one comes first.
 *
 * @returns The kernel's folder and the program that it starts.
 */
async function install(): Promise<{ folder: string; program: string }> {
  const own = dirname(Deno.execPath());
  const command = new Deno.Command(Deno.execPath(), {
    args: ["jupyter", "--install", "--force"],
    env: {
      NO_COLOR: "1",
      PATH: [own, Deno.env.get("PATH") ?? ""].join(delimiter),
    },
    stdin: "null",
  });
  const { success, stderr } = await command.output();
  const said = new TextDecoder().decode(stderr);
  const folder = /installed successfully at (.*)\.$/m.exec(said)?.[1];
  if (!success || folder === undefined) {
    throw new Error(/error: (.*)/.exec(said)?.[1] ?? said.trim());
  }
  const kernel = await Deno.readTextFile(join(folder, "kernel.json"));
  return { folder, program: JSON.parse(kernel).argv[0] };
}

if (import.meta.main) Deno.exit(await jupyter(Deno.args));
