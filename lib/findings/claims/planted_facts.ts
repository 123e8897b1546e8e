import { plantedAnswers } from "lib/corpus/demo/planted_answers.ts";
import type { PaperFacts } from "lib/findings/claims/paper_facts.ts";

/**
 * Gives demo papers the answers that were planted in them, instead of those
 * that the annotator found.
 *
 * @param papers Papers of the demo corpus.
 * @param seed Seed of the corpus.
 */
export function plantedFacts(
  papers: readonly PaperFacts[],
  seed: number | string,
): PaperFacts[] {
  return papers.map((paper) => {
    const digits = paper.source.match(/^demo\/(\d+)\.xml$/)?.[1];
    if (digits === undefined) {
      throw new RangeError(
        `Cannot tell what was planted in "${paper.source}" as it is no paper of the demo corpus`,
      );
    }
    const { usesDl, usesPtms, reuses } = plantedAnswers(Number(digits), seed);
    return {
      ...paper,
      answers: { uses_dl: usesDl, uses_ptms: usesPtms },
      categories: {
        identify_ptm_reuse: reuses.map(({ pattern }) => pattern),
        identify_ptm_impact: reuses.map(({ stage }) => stage),
      },
    };
  });
}
