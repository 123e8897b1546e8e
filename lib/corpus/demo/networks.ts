import { type Network, NETWORKS } from "lib/corpus/demo/network_list.ts";
import { fitsTags } from "lib/corpus/demo/template.ts";
import {
  type Modality,
  tagsOf,
  type Task,
  type Theme,
} from "lib/corpus/demo/theme.ts";
import type { PlantedReuse } from "lib/corpus/demo/truth.ts";

/** What the models of a sort had learned from. */
export const LEARNED_FROM: Readonly<Record<Modality, string>> = {
  vision: "ImageNet",
  text: "general English text",
  microscopy: "mixed cell images",
  video: "labelled poses",
  structure: "known protein structures",
  protein: "millions of protein sequences",
  genome: "the human genome",
  cells: "public single-cell profiles",
  audio: "large sound collections",
  signal: "public recordings",
  molecules: "ten million public molecules",
  atoms: "bulk crystals",
  weather: "forty years of reanalysis",
};

/** Made-up names of networks that no list holds. */
export const UNLISTED: readonly string[] = [
  "SedimentNet-2",
  "LarchSeg",
  "Korvid",
  "TIDE-7",
  "PelagoNet",
  "MossVision",
  "Quill",
  "Ambra",
];

/** Made-up owners of such networks. */
export const OWNERS: readonly string[] = [
  "the Dornum institute",
  "the coastal survey",
  "a consortium of nine museums",
  "the Halvern centre",
  "a commercial supplier",
];

/** The models of a year that suit a task. */
export function networksOf(
  theme: Theme,
  task: Task,
  year: number,
): readonly Network[] {
  const tags = tagsOf(theme, task);
  return NETWORKS[task.modality].filter((network) =>
    network.since <= year && fitsTags(network.for, tags)
  );
}

/** Those of them that a paper can reuse in some way. */
export function networksFor(
  theme: Theme,
  task: Task,
  pattern: PlantedReuse["pattern"],
  year: number,
): readonly Network[] {
  return networksOf(theme, task, year)
    .filter(({ patterns }) => patterns.includes(pattern));
}
