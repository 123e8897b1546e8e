/** Executes a notebook without Jupyter and writes it with its outputs. */

import { basename, dirname, join, resolve } from "node:path";
import { CellFailed } from "lib/notebook/cell_failed.ts";
import { type Kernel, startKernel } from "lib/notebook/kernel.ts";
import { KernelFailed } from "lib/notebook/kernel_failed.ts";
import { locateError } from "lib/notebook/locate_error.ts";
import {
  type Cell,
  formatNotebook,
  type Notebook,
  parseNotebook,
  sourceOf,
  withoutOutputs,
} from "lib/notebook/nbformat.ts";
import { collectOutputs } from "lib/notebook/outputs.ts";
import type { Execution } from "lib/notebook/run_code.ts";
import { showsSomething } from "lib/notebook/shows_something.ts";

/** What happens while a notebook is executed. */
export interface CellEvent {
  /** "again": an output was lost on its way, and the notebook starts anew. */
  readonly kind: "started" | "done" | "again";
  /** The notebook's path as given. */
  readonly notebook: string;
  /** Number of the cell among all cells, text cells included, from 1. */
  readonly cell: number;
  /** Number of all cells. */
  readonly cells: number;
}

/** What to execute, and how. */
export interface ExecuteOptions {
  /** The notebook to read; its folder is the kernel's working directory. */
  readonly path: string;
  /** Where to write it with its outputs; may be the same file. */
  readonly output: string;
  /** Which cells to execute and write; all by default. */
  readonly keeps?: (cell: Cell) => boolean;
  /** Environment variables for the kernel, such as `STUDY`. */
  readonly env?: Readonly<Record<string, string>>;
  /** Is told of each cell. */
  readonly onCell?: (event: CellEvent) => void;
  /** Longest time for one cell in milliseconds; 10 minutes by default. */
  readonly timeoutMs?: number;
  /** Interrupts the execution. */
  readonly signal?: AbortSignal;
}

/** A notebook that ran to its end. */
export interface ExecutedNotebook {
  readonly path: string;
  readonly output: string;
  readonly notebook: Notebook;
}

const CELL_MS = 600_000;
const ATTEMPTS = 2;
const TRANSPORT_ERRORS = new Set(["OutputLost", "KernelMessageDamaged"]);

/**
 * Executes a notebook in Deno's Jupyter kernel, cell by cell, and writes it with
 * its outputs once all cells have run. The same notebook gives the same bytes.
 *
 * @throws {CellFailed} At the first cell that fails, takes too long, ends the
 * kernel or loses an output twice. Nothing is written then.
 * @throws {SyntaxError} If the file is no notebook of format 4.
 * @throws The signal's reason, if it aborts.
 *
 * @example
 * ```ts ignore
 * import { executeNotebook } from "lib/notebook/execute.ts";
 * await executeNotebook({
 *   path: "notebooks/01_sample.ipynb",
 *   output: "notebooks/01_sample.ipynb",
 *   env: { STUDY: "data/demo/study.json" },
 *   onCell: ({ kind, cell, cells }) => console.error(kind, cell, cells),
 * });
 * ```
 */
export async function executeNotebook(
  options: ExecuteOptions,
): Promise<ExecutedNotebook> {
  const { path, output, keeps = () => true } = options;
  const text = await Deno.readTextFile(path);
  const whole = withoutOutputs(parseNotebook(text, path));
  const notebook = { ...whole, cells: whole.cells.filter(keeps) };
  for (let attempt = 1;; attempt++) {
    try {
      const executed = await runOnce(notebook, options);
      await writeWhole(output, formatNotebook(executed));
      return { path, output, notebook: executed };
    } catch (error) {
      const lost = error instanceof CellFailed &&
        TRANSPORT_ERRORS.has(error.errorName);
      if (!lost || attempt === ATTEMPTS) throw error;
      const { cell, cells } = error;
      options.onCell?.({ kind: "again", notebook: path, cell, cells });
    }
  }
}

async function runOnce(
  notebook: Notebook,
  options: ExecuteOptions,
): Promise<Notebook> {
  const { path, onCell, env = {}, timeoutMs = CELL_MS, signal } = options;
  const directory = dirname(resolve(path));
  const kernel = await start(path, { directory, environment: env, signal });
  const outputs = collectOutputs();
  const ran = new Map<number, number>(); // index of the cell to its count
  const cells = notebook.cells.length;
  try {
    for (const [i, code] of notebook.cells.entries()) {
      const source = sourceOf(code);
      if (code.cell_type !== "code" || source.trim() === "") continue;
      const place = { notebook: path, cell: i + 1, cells };
      onCell?.({ kind: "started", ...place });
      const execution = await runCell(kernel, source, place, timeoutMs);
      ran.set(i, ran.size + 1);
      outputs.add(execution.shown, ran.size);
      onCell?.({ kind: "done", ...place });
    }
  } finally {
    await kernel.stop();
  }
  return {
    ...notebook,
    cells: notebook.cells.map((cell, i) => {
      const count = ran.get(i);
      if (count === undefined) return cell;
      const shown = outputs.cells()[count - 1] ?? [];
      return { ...cell, execution_count: count, outputs: shown };
    }),
  };
}

interface Place {
  readonly notebook: string;
  readonly cell: number;
  readonly cells: number;
}

const FAILURE_NAMES = {
  died: "KernelDied",
  timeout: "TimedOut",
  damaged: "KernelMessageDamaged",
};

async function runCell(
  kernel: Kernel,
  source: string,
  place: Place,
  timeoutMs: number,
): Promise<Execution> {
  const fail = (
    errorName: string,
    errorMessage: string,
    line: number | null = null,
  ) => {
    const text = line === null ? null : source.split("\n")[line - 1] ?? null;
    const at = { line: text === null ? null : line, source: text };
    return new CellFailed({ ...place, ...at, errorName, errorMessage });
  };
  let execution: Execution;
  try {
    execution = await kernel.execute(source, timeoutMs);
  } catch (error) {
    if (!(error instanceof KernelFailed)) throw error;
    throw fail(FAILURE_NAMES[error.failure], error.message);
  }
  if (execution.error !== null) {
    const { name, message, line } = await locateError(source, execution.error);
    throw fail(name, message, line);
  }
  if (execution.shown.length === 0 && showsSomething(source)) {
    throw fail("OutputLost", "The cell shows something, and nothing arrived");
  }
  return execution;
}

async function start(
  path: string,
  options: Parameters<typeof startKernel>[0],
): Promise<Kernel> {
  try {
    return await startKernel(options);
  } catch (cause) {
    if (!(cause instanceof KernelFailed)) throw cause;
    const text = `Cannot execute "${path}" as ${cause.message}`;
    throw new Error(text, { cause });
  }
}

/** Writes a file so that it is never there in part. */
async function writeWhole(path: string, text: string): Promise<void> {
  const folder = dirname(resolve(path));
  await Deno.mkdir(folder, { recursive: true });
  const partial = join(folder, `.${basename(path)}.partial`);
  try {
    await Deno.writeTextFile(partial, text);
    await Deno.rename(partial, path);
  } catch (error) {
    await Deno.remove(partial).catch(() => {});
    throw error;
  }
}
