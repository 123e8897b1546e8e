import { join, relative } from "node:path";
import type { StudySettings } from "lib/study/settings.ts";

/** Where a run writes. */
type Place = Pick<StudySettings, "out">;

/**
 * Says where a run's results are.
 *
 * @param place The run's folder of outputs.
 * @param folder Where the user stands.
 */
export function resultsInWords({ out }: Place, folder: string): string {
  const shown = shownFrom(folder, out);
  return `Results: ${shown}; to see them, open ${
    join(shown, "index.html")
  } in a browser`;
}

/**
 * Says so if executed notebooks lie beside tables that were written after them.
 *
 * @param command The command that executes them again.
 * @returns Null if there are none.
 */
export async function oldNotebooksInWords(
  { out }: Place,
  folder: string,
  command: string,
): Promise<string | null> {
  const notebooks = join(out, "notebooks");
  try {
    for await (const { name } of Deno.readDir(notebooks)) {
      if (!name.endsWith(".ipynb")) continue;
      return `The notebooks in ${
        shownFrom(folder, notebooks)
      } are older than these tables: ${command}`;
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return null;
}

/** A path as the user would type it: relative, unless it lies elsewhere. */
function shownFrom(folder: string, path: string): string {
  const shown = relative(folder, path);
  return shown.startsWith("..") ? path : shown || ".";
}
