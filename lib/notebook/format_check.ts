import { join } from "node:path";

/**
 * Finds the notebooks whose cells `deno fmt` would change. It compares formatted
 * copies, as `deno fmt --check` of Deno 2.9 calls each cell that does not end in
 * an empty line unformatted, and then changes nothing.
 *
 * @param notebooks Paths of the notebooks.
 * @param config Path of the deno.json with the options.
 * @param signal Ends the check.
 * @returns One line per notebook; empty if all are formatted.
 */
export async function checkNotebookFormat(
  notebooks: readonly string[],
  config: string,
  signal?: AbortSignal,
): Promise<string> {
  const folder = await Deno.makeTempDir();
  try {
    const problems: string[] = [];
    for (const [i, path] of notebooks.entries()) {
      const copy = join(folder, `${i}.ipynb`);
      await Deno.copyFile(path, copy);
      const { success } = await new Deno.Command(Deno.execPath(), {
        args: ["fmt", "--quiet", "--config", config, copy],
        stdin: "null",
        stderr: "null",
        stdout: "null",
        signal,
      }).output();
      const same = success &&
        await Deno.readTextFile(copy) === await Deno.readTextFile(path);
      if (!same) problems.push(`${path}: run "deno fmt ${path}"`);
    }
    return problems.join("\n");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
