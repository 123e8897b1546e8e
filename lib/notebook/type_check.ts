/** Type check of notebooks: their code cells as one module each. */

import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseNotebook, sourceOf } from "lib/notebook/nbformat.ts";

/** The code of a notebook as a module, and where its lines come from. */
export interface NotebookModule {
  readonly code: string;
  /** For each line of the code: its cell, counted among all cells, and its line there. */
  readonly lines: readonly { readonly cell: number; readonly line: number }[];
}

/**
 * Joins the code cells of a notebook to one module, in order.
 *
 * @param text Content of an .ipynb file.
 * @param name Name of the file, for errors.
 * @throws {SyntaxError} If it is no notebook of format 4.
 */
export function notebookModule(text: string, name: string): NotebookModule {
  const code: string[] = [];
  const lines: { cell: number; line: number }[] = [];
  for (const [i, cell] of parseNotebook(text, name).cells.entries()) {
    if (cell.cell_type !== "code") continue;
    for (const [j, line] of sourceOf(cell).split("\n").entries()) {
      code.push(line);
      lines.push({ cell: i + 1, line: j + 1 });
    }
  }
  // An `export` makes a module of a notebook without imports.
  return { code: [...code, "export {};", ""].join("\n"), lines };
}

/**
 * Checks the types of notebooks with `deno check`.
 *
 * @param notebooks Paths of the notebooks.
 * @param config Path of the deno.json that gives the options and the imports.
 * @param signal Ends the check.
 * @returns The errors with notebook, cell and line; empty if there are none.
 */
export async function typeCheckNotebooks(
  notebooks: readonly string[],
  config: string,
  signal?: AbortSignal,
): Promise<string> {
  if (notebooks.length === 0) return "";
  const folder = await Deno.makeTempDir();
  try {
    const modules = new Map<string, { path: string; module: NotebookModule }>();
    for (const path of notebooks) {
      const module = notebookModule(await Deno.readTextFile(path), path);
      const file = join(folder, `${modules.size}_${basename(path)}.ts`);
      await Deno.writeTextFile(file, module.code);
      modules.set(pathToFileURL(file).href, { path, module });
    }
    const command = new Deno.Command(Deno.execPath(), {
      args: ["check", "--quiet", "--config", config, ...await filesIn(folder)],
      env: { NO_COLOR: "1" },
      stdin: "null",
      signal,
    });
    const { success, stderr } = await command.output();
    if (success) return "";
    const errors = withoutBacktrace(new TextDecoder().decode(stderr));
    return withCells(errors, modules);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** What Deno said, without its own stack trace. */
export function withoutBacktrace(text: string): string {
  return text.replace(/\n+Stack backtrace:[^]*$/, "").trim();
}

/** Replaces positions in the modules by positions in the notebooks. */
function withCells(
  errors: string,
  modules: ReadonlyMap<string, { path: string; module: NotebookModule }>,
): string {
  return errors.replace(
    /(file:\/\/\S+?\.ipynb\.ts):(\d+):(\d+)/g,
    (position, url, line) => {
      const found = modules.get(url);
      const at = found?.module.lines[Number(line) - 1];
      return at ? `${found?.path}, cell ${at.cell}, line ${at.line}` : position;
    },
  );
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(folder));
  return entries.map((entry) => join(folder, entry.name)).sort();
}
