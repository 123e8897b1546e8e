import { openStore, type Store } from "lib/annotate/store.ts";
import { projectPath } from "lib/paths.ts";
import type { StudySettings } from "lib/study/settings.ts";

/** Where a study's answers are kept. */
export function storePath({ name }: Pick<StudySettings, "name">): string {
  return projectPath(`data/runs/${name}.sqlite`);
}

/** Opens the store of a study, and makes it where there is none. */
export async function openRunStore(settings: StudySettings): Promise<Store> {
  await Deno.mkdir(projectPath("data/runs"), { recursive: true });
  return openStore(storePath(settings));
}
