import { projectPath } from "lib/paths.ts";

/**
 * Runs a script of the benchmark in a process of its own, so that no measure
 * inherits another's memory.
 *
 * @param script Path in the project; it prints its measures as JSON.
 * @param args Its arguments.
 * @returns What it printed.
 */
export async function runMeasured<T>(
  script: string,
  args: readonly string[],
): Promise<T> {
  const { stdout, stderr, success } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--v8-flags=--expose-gc,--max-semi-space-size=8",
      "-A",
      script,
      ...args,
    ],
    cwd: projectPath(""),
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  if (!success) {
    throw new Error(`Cannot measure as ${script} failed: ${text(stderr)}`);
  }
  return JSON.parse(text(stdout));
}
