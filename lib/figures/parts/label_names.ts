import type { FigureContext } from "lib/figures/figure.ts";
import type { ValueWithInterval } from "lib/figures/parts/score_words.ts";

/** What a study's labels are: planted where the data are made up. */
export function labelNames(
  { synthetic }: Pick<FigureContext, "synthetic">,
): string {
  return synthetic ? "planted labels" : "human labels";
}

/** Ends of an axis of scores: 0, or the tenth below the lowest limit, and 1. */
export function scoreDomain(
  scores: readonly ValueWithInterval[],
): [number, number] {
  const lowest = Math.min(
    0,
    ...scores.map(({ value, low }) => low ?? value ?? 0),
  );
  return [Math.floor(lowest * 10) / 10, 1];
}
