/** Below so many labelled papers of a kind, normal intervals of corrected shares cover too rarely. */
const ENOUGH = 10;

/**
 * Are there too few labels for a normal interval of a corrected share? True if
 * fewer than 10 labelled papers are positive, fewer than 10 negative, or fewer
 * than 10 are answered otherwise by the annotator. False for labels other than
 * 0 and 1, to which the rule does not apply.
 *
 * @param labels Human label of each labelled paper.
 * @param answers The annotator's answers for the same papers.
 *
 * @example
 * ```ts
 * import { isSmallCell } from "lib/stats/small_cell.ts";
 * import assert from "node:assert/strict";
 * assert.equal(isSmallCell([1, 0, 0], [1, 1, 0]), true);
 * ```
 */
export function isSmallCell(
  labels: readonly number[],
  answers: readonly number[],
): boolean {
  if (labels.some((label) => label !== 0 && label !== 1)) return false;
  const positives = labels.filter((label) => label === 1).length;
  const disagreements =
    labels.filter((label, i) => label !== answers[i]).length;
  return Math.min(positives, labels.length - positives, disagreements) < ENOUGH;
}
