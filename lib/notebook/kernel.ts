/** A running Deno kernel that executes code. */

import {
  connectKernel,
  type KernelConnection,
} from "lib/notebook/kernel_connection.ts";
import { KernelFailed } from "lib/notebook/kernel_failed.ts";
import { startKernelProcess } from "lib/notebook/kernel_process.ts";
import { type Execution, runCode } from "lib/notebook/run_code.ts";

/** A kernel that is ready to execute code, one piece after the other. */
export interface Kernel {
  /**
   * Executes code and gives all that it showed.
   *
   * @throws {KernelFailed} If the kernel can no longer be used.
   * @throws The signal's reason, if the signal given to `startKernel` aborts.
   */
  execute(code: string, timeoutMs: number): Promise<Execution>;
  /** Ends the kernel. */
  stop(): Promise<void>;
}

const START_MS = 60_000;
const START_ATTEMPTS = 3;
const PROBE_MS = 100;

/**
 * Ends the kernel as soon as the process that holds its standard input is gone,
 * even if that was killed and a cell keeps the kernel busy. Stack traces are
 * long enough to reach from the library down to the line of the cell.
 */
const SET_UP = `Error.stackTraceLimit = 100; void new Worker(
  "data:text/javascript," + encodeURIComponent(
    "const byte = new Uint8Array(1);" +
    "while (await Deno.stdin.read(byte) !== null);" +
    "Deno.kill(Deno.pid, 'SIGKILL');",
  ),
  { type: "module" },
);`;

/**
 * Starts Deno's Jupyter kernel.
 *
 * @param options The folder that it runs in (an absolute path), its environment
 * variables beyond the fixed ones, and a signal that makes `execute` throw.
 * @returns The kernel, to be stopped by the caller in any case.
 * @throws {KernelFailed} If it does not start.
 */
export async function startKernel(options: {
  directory: string;
  environment: Readonly<Record<string, string>>;
  signal?: AbortSignal;
}): Promise<Kernel> {
  const { directory, environment, signal } = options;
  for (let attempt = 1;; attempt++) {
    signal?.throwIfAborted();
    const child = await startKernelProcess(directory, environment);
    let connection: KernelConnection | undefined;
    const abort = () => connection?.fail(signal?.reason);
    signal?.addEventListener("abort", abort);
    const stop = async () => {
      signal?.removeEventListener("abort", abort);
      connection?.close();
      await child.stop();
    };
    try {
      const open = connection = await connectKernel(child, signal);
      signal?.throwIfAborted();
      await child.forgetConnection();
      await untilSubscribed(open);
      await runCode(open, SET_UP, START_MS);
      return { execute: (code, limit) => runCode(open, code, limit), stop };
    } catch (error) {
      await stop();
      // Another program may have taken a port after it was found free.
      const portTaken = error instanceof KernelFailed &&
        error.failure === "died";
      if (!portTaken || attempt === START_ATTEMPTS) throw error;
    }
  }
}

/** Asks harmless questions until an answer shows that the subscription works. */
async function untilSubscribed(connection: KernelConnection): Promise<void> {
  const ask = () =>
    connection.request("kernel_info_request", {}).catch(connection.fail);
  const probe = setInterval(ask, PROBE_MS);
  const late = setTimeout(() => {
    const text = "The kernel does not answer";
    connection.fail(new KernelFailed("timeout", text));
  }, START_MS);
  try {
    await ask();
    const missing = new Set(["shell", "iopub"]);
    while (missing.size > 0) missing.delete((await connection.next()).channel);
  } finally {
    clearInterval(probe);
    clearTimeout(late);
  }
}
