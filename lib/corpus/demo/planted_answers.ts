import { DEMO_SEED, planPaper } from "lib/corpus/demo/plan.ts";
import { drawReuses } from "lib/corpus/demo/reuses.ts";
import type { PlantedReuse } from "lib/corpus/demo/truth.ts";
import { prng } from "lib/stats/random.ts";

/** What was planted in a paper, without names and passages. */
export interface PlantedAnswers {
  readonly usesDl: boolean;
  readonly usesPtms: boolean;
  readonly reuses: readonly Pick<PlantedReuse, "pattern" | "stage">[];
}

/**
 * Tells what was planted in a demo paper without writing the paper, as many
 * papers as there are.
 *
 * @param index 0 for the first paper.
 * @param seed Seed of the corpus.
 */
export function plantedAnswers(
  index: number,
  seed: number | string = DEMO_SEED,
): PlantedAnswers {
  const plan = planPaper(index, seed);
  if (plan.kind !== "reuse") {
    return { usesDl: plan.kind === "scratch", usesPtms: false, reuses: [] };
  }
  // The first thing that the article's own generator draws.
  const reuses = drawReuses(plan, prng(`${seed}/${index}/text`));
  return {
    usesDl: true,
    usesPtms: true,
    reuses: reuses.map(({ pattern, stage }) => ({ pattern, stage })),
  };
}
