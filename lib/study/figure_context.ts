import type { Corpus } from "lib/corpus/paper.ts";
import type { FigureContext } from "lib/figures/figure.ts";
import { annotatorTitle } from "lib/study/open_annotator.ts";
import type { StudySettings } from "lib/study/settings.ts";

/** The part of a corpus that figures name. */
export type CorpusFacts = Pick<
  Corpus,
  "description" | "synthetic" | "incompleteYear"
>;

/** Keeps what figures name, so that a corpus can be closed and forgotten. */
export function factsOf(
  { description, synthetic, incompleteYear }: Corpus,
): CorpusFacts {
  return { description, synthetic, incompleteYear };
}

/** What the figures of a study say of their data. */
export function figureContext(
  settings: StudySettings,
  { description, synthetic, incompleteYear }: CorpusFacts,
): FigureContext {
  return {
    corpus: description,
    synthetic,
    annotator: annotatorTitle(settings),
    ...(typeof incompleteYear === "number" ? { incompleteYear } : {}),
  };
}
