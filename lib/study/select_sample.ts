import { basename } from "node:path";
import { FIELDS, OPENALEX_FIELDS } from "lib/corpus/fields.ts";
import { parseMetadata } from "lib/corpus/metadata.ts";
import type { Corpus } from "lib/corpus/paper.ts";
import { type SelectedPapers, selectPapers } from "lib/corpus/select.ts";
import type { StudySettings } from "lib/study/settings.ts";

/** What is told while the sample is drawn. */
export interface SelectEvents {
  /** Called for every item of the corpus that has been read. */
  readonly onItem?: (items: number) => void;
  /** Called for what could not be used in a file of the study. */
  readonly onWarning?: (warning: string) => void;
  readonly signal?: AbortSignal;
}

/** Reads the metadata of a study's corpus and draws its sample. */
export async function selectSample(
  settings: StudySettings,
  corpus: Corpus,
  events: SelectEvents = {},
): Promise<SelectedPapers> {
  const selected = await selectFrom(corpus, settings, events);
  for (const warning of selected.warnings) events.onWarning?.(warning);
  return { ...selected, sample: countFields(selected.sample, settings) };
}

/** Notes the fields that a study counts papers under, where these are not the eight. */
function countFields(
  sample: SelectedPapers["sample"],
  { eligible }: StudySettings,
): SelectedPapers["sample"] {
  const natural = FIELDS.map(({ name }) => name);
  const names = (eligible?.fields ?? [])
    .map((id) => OPENALEX_FIELDS.get(id)!);
  if (names.every((name) => natural.includes(name))) return sample;
  const counted = new Set([...natural, ...names]);
  return sample.map((paper) => ({
    ...paper,
    metadata: {
      ...paper.metadata,
      countedFields: (paper.metadata.fields ?? [])
        .filter((field) => counted.has(field)),
    },
  }));
}

async function selectFrom(
  corpus: Corpus,
  settings: StudySettings,
  { onItem, onWarning, signal }: SelectEvents,
): Promise<SelectedPapers> {
  if (corpus.select) {
    const selected = corpus.select({ ...settings.sample, seed: settings.seed });
    onItem?.(countItems(selected));
    return selected;
  }
  const metadata = await readMetadata(settings.metadata);
  for (const warning of metadata?.warnings ?? []) onWarning?.(warning);
  return await selectPapers(corpus, {
    ...settings.sample,
    seed: settings.seed,
    eligible: settings.eligible,
    metadata,
    onItem,
    signal,
  });
}

/** Items of the corpus: those that enter the first step of the funnel. */
export function countItems({ funnel }: Pick<SelectedPapers, "funnel">): number {
  return funnel.filter(({ step }) => step === funnel[0]!.step)
    .reduce((items, { papers }) => items + papers, 0);
}

async function readMetadata(path: string | null) {
  if (path === null) return null;
  return parseMetadata(await Deno.readTextFile(path), basename(path));
}
