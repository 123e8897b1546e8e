import { composeArticle } from "lib/corpus/demo/compose.ts";
import { DEMO_SEED, planPaper } from "lib/corpus/demo/plan.ts";
import type { PlantedTruth } from "lib/corpus/demo/truth.ts";
import { writeJats } from "lib/corpus/demo/write_jats.ts";
import { prng } from "lib/stats/random.ts";

/** A demo article as its file would be, and what was planted in it. */
export interface GeneratedArticle {
  /** JATS; cut off in the middle for the few files that are broken. */
  readonly xml: string;
  readonly truth: PlantedTruth;
}

/**
 * Writes one demo article. It depends on the seed and the index alone.
 *
 * @param index 0 for the first article.
 * @param seed Seed of the corpus.
 */
export function generateArticle(
  index: number,
  seed: number | string = DEMO_SEED,
): GeneratedArticle {
  const plan = planPaper(index, seed);
  const random = prng(`${seed}/${index}/text`);
  const { article, truth } = composeArticle(plan, random);
  const xml = writeJats(article, plan, random);
  const { doi, hardCase } = plan;
  return {
    xml: plan.isTruncated ? xml.slice(0, Math.floor(xml.length * 0.6)) : xml,
    truth: { doi, hardCase, ...truth },
  };
}

/**
 * Tells what was planted in a demo paper: the right answers to all questions.
 *
 * @example
 * ```ts
 * import { plantedTruth } from "lib/corpus/demo/generate.ts";
 * import assert from "node:assert/strict";
 * const { usesDl, usesPtms } = plantedTruth(7);
 * assert.ok(usesDl || !usesPtms);
 * ```
 */
export function plantedTruth(
  index: number,
  seed: number | string = DEMO_SEED,
): PlantedTruth {
  return generateArticle(index, seed).truth;
}
