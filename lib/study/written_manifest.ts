/** The manifest in a run's folder, which also knows what an earlier run left there. */

import { join } from "node:path";
import { replaceFile } from "lib/files.ts";
import type { StudySettings } from "lib/study/settings.ts";

/** Where a run writes. */
type Place = Pick<StudySettings, "out">;

type Manifest = Record<string, unknown>;

/** What a manifest lists by name, and the files of each name. */
const LISTS: Readonly<
  Record<string, (out: string, name: string) => string[]>
> = {
  tables: (out, name) => [join(out, "tables", `${name}.csv`)],
  figures: (out, name) =>
    ["svg", "png", "vl.json"].map((end) => join(out, `${name}.${end}`)),
};

/**
 * Writes the manifest, and removes the tables and figures that the manifest
 * of an earlier run lists and this one does not. A list that it lacks is kept.
 */
export async function writeManifest(
  place: Place,
  manifest: Manifest,
): Promise<void> {
  const before = await readManifest(place);
  const lists: Manifest = {};
  for (const [list, filesOf] of Object.entries(LISTS)) {
    const old = namesIn(before[list]);
    lists[list] = manifest[list] ?? old;
    const kept = new Set(namesIn(lists[list]));
    for (const name of old) {
      if (kept.has(name)) continue;
      for (const file of filesOf(place.out, name)) {
        await Deno.remove(file).catch(() => {});
      }
    }
  }
  await replaceFile(
    manifestPath(place),
    JSON.stringify({ ...manifest, ...lists }, null, 2) + "\n",
  );
}

/** Adds to the manifest that is there, or replaces parts of it. */
export async function addToManifest(
  place: Place,
  parts: Manifest,
): Promise<void> {
  await writeManifest(place, { ...await readManifest(place), ...parts });
}

function manifestPath({ out }: Place): string {
  return join(out, "tables", "manifest.json");
}

/** The manifest that is there; empty if there is none that can be read. */
async function readManifest(place: Place): Promise<Manifest> {
  try {
    const found = JSON.parse(await Deno.readTextFile(manifestPath(place)));
    return found !== null && typeof found === "object" ? found : {};
  } catch {
    return {};
  }
}

/** Names that are no paths. */
function namesIn(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.filter((name) =>
    typeof name === "string" && /^[a-z0-9_-]+$/i.test(name)
  );
}
