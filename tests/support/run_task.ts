import { join } from "node:path";
import { projectPath } from "lib/paths.ts";

const ROOT = projectPath("");

/**
 * A task with its permissions, as one process that a test can kill: `deno task`
 * itself would start another.
 */
export async function startTask(
  task: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<Deno.Command> {
  const { tasks } = JSON.parse(
    await Deno.readTextFile(join(ROOT, "deno.json")),
  );
  const [, run, ...flags] = tasks[task].command.split(" ");
  return new Deno.Command(Deno.execPath(), {
    // Downloads of a first run are not what the task says.
    args: [run, "--quiet", ...flags, ...args],
    cwd: ROOT,
    env: { NO_COLOR: "1", ...env },
    stdout: "piped",
    stderr: "piped",
  });
}

let runs = 0;

/** A name that no other test's store has. */
export function freshName(what: string): string {
  return `test-${what}-${Deno.pid}-${++runs}`;
}

/** Removes what a run left in the project. */
export async function removeRun(name: string): Promise<void> {
  for (const end of [".sqlite", ".sqlite-wal", ".sqlite-shm", ".study.json"]) {
    await Deno.remove(projectPath(`data/runs/${name}${end}`)).catch(() => {});
  }
}
