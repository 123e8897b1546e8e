import { join } from "node:path";
import { formatNotebook } from "lib/notebook/nbformat.ts";

/** A folder for one test, removed when the test is done. */
export async function temporaryFolder(): Promise<
  AsyncDisposable & { path: string }
> {
  const path = await Deno.makeTempDir();
  return {
    path,
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}

/**
 * Writes a notebook with the given code cells; a cell that starts with "#" is
 * text.
 */
export async function writeNotebook(
  folder: string,
  cells: readonly string[],
): Promise<string> {
  const path = join(folder, "tiny.ipynb");
  const notebook = formatNotebook({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: cells.map((source) => ({
      cell_type: source.startsWith("#") ? "markdown" : "code",
      source,
    })),
  });
  await Deno.writeTextFile(path, notebook);
  return path;
}

/** Path of a notebook in tests/fixtures/notebooks. */
export function fixture(name: string): string {
  const folder = join(import.meta.dirname ?? "", "../fixtures/notebooks");
  return join(folder, name);
}
