import { basename } from "node:path";
import { hashText } from "lib/annotate/annotation_key.ts";
import { openStore } from "lib/annotate/store.ts";
import { DEMO_PAPERS } from "lib/corpus/demo/demo_papers.ts";
import { isThere } from "lib/files.ts";
import { openCorpus } from "lib/study/open_corpus.ts";
import { storePath } from "lib/study/run_store.ts";
import { corpusText, savedSettingsPath } from "lib/study/saved_settings.ts";
import type { StudySettings } from "lib/study/settings.ts";
import { CORPUS, StudyError } from "lib/study/study_keys.ts";

/** Papers that are compared where a corpus lies elsewhere than before. */
const COMPARED = 10;

/**
 * Refuses a study that has the name of a run of another corpus, as it would
 * take its store and outputs. A corpus that was moved is not another one: its
 * first sampled papers have the same texts. The name "demo" is that of the
 * demo corpus, whose outputs come with the project.
 *
 * @throws {StudyError} One sentence that names both corpora.
 */
export async function checkSameCorpus(settings: StudySettings): Promise<void> {
  const { name } = settings;
  const own = corpusText(settings);
  const other = name === "demo"
    ? `demo:${DEMO_PAPERS}`
    : await savedCorpus(settings);
  if (other === null || other === own) return;
  if (await isMoved(settings, other)) return;
  throw new StudyError(
    `Cannot run the corpus "${own}" under the name "${name}" as that is the run of "${other}", whose answers and outputs it would replace: give it a name of its own with --name OTHER`,
  );
}

/** The corpus in the saved settings of a name; null if there are none. */
async function savedCorpus(
  settings: Pick<StudySettings, "name">,
): Promise<string | null> {
  try {
    const saved = JSON.parse(
      await Deno.readTextFile(savedSettingsPath(settings)),
    );
    return typeof saved?.corpus === "string" ? saved.corpus : null;
  } catch {
    return null; // nothing that a run left there
  }
}

/** Whether a corpus is the one of the saved settings under another path. */
async function isMoved(
  settings: StudySettings,
  other: string,
): Promise<boolean> {
  const { corpus } = settings;
  const [, , kind, path] = CORPUS.exec(other) ?? [];
  if (corpus.kind === "demo" || kind !== corpus.kind) return false;
  const place = await Deno.realPath(path!).catch(() => null);
  if (place !== null && place === await Deno.realPath(corpus.path)) return true;
  const hasSameTexts = await compareTexts(settings);
  return hasSameTexts ??
    (place === null && basename(path!) === basename(corpus.path));
}

/** Whether the first sampled papers of the store have the same texts; null if it has none. */
async function compareTexts(settings: StudySettings): Promise<boolean | null> {
  const path = storePath(settings);
  if (!await isThere(path)) return null;
  const store = openStore(path);
  const corpus = await openCorpus(settings);
  try {
    let compared = 0;
    for (const { metadata, annotations } of store.papers()) {
      const textHash = annotations[0]?.textHash ?? "";
      if (textHash === "") continue;
      const text = await corpus.read(metadata).then(
        (paper) => paper.text,
        () => null,
      );
      if (text === null || hashText(text) !== textHash) return false;
      if (++compared === COMPARED) break;
    }
    return compared === 0 ? null : true;
  } finally {
    corpus.close?.();
    store.close();
  }
}
