import { type AnswerCell, postStratifiedShare } from "lib/stats/answer_cell.ts";

/**
 * Errors of the annotator that labels amount to. With a simple random sample
 * it is about the number of labelled papers that the annotator answered
 * wrongly. Where labels of one answer stand for more papers than those of
 * another, errors are counted in labels of the heaviest: ten errors among
 * papers answered yes say little if most papers were answered no and few of
 * them are labelled.
 *
 * One label of answer k stands for w_k = N_k/(N n_k) of all papers. With v_k
 * the variance of (1 - theta) for a labelled paper with the property, -theta
 * for another of the group and 0 outside it: sum w_k² n_k v_k / max w_k².
 *
 * @param cells One for each answer of the annotator.
 * @returns Null if papers have an answer of which none is labelled, or no
 * labelled paper belongs to what the share is of.
 *
 * @example A simple random sample of 100 labels with 10 + 5 errors
 * ```ts
 * import { effectiveErrors } from "lib/stats/effective_errors.ts";
 * import assert from "node:assert/strict";
 * const errors = effectiveErrors([
 *   { papers: 300, labels: 30, of: 30, positives: 20 },
 *   { papers: 700, labels: 70, of: 70, positives: 5 },
 * ]);
 * assert.equal(errors?.toFixed(3), "11.310"); // 10 · 20/30 + 5 · 65/70
 * ```
 */
export function effectiveErrors(cells: readonly AnswerCell[]): number | null {
  const used = cells.filter(({ papers }) => papers > 0);
  if (used.some(({ labels }) => labels === 0)) return null;
  const share = postStratifiedShare(used);
  if (share === null) return null;
  let largest = 0;
  let variance = 0;
  for (const { papers, labels, of, positives } of used) {
    const weight = papers / labels;
    const mean = (positives - share * of) / labels;
    const squares = (positives * (1 - share) ** 2 +
      (of - positives) * share ** 2) / labels;
    largest = Math.max(largest, weight);
    variance += weight ** 2 * labels * (squares - mean ** 2);
  }
  // Below 0 by rounding only.
  return Math.max(0, variance) / largest ** 2;
}
