import { normalPValue } from "lib/stats/distributions.ts";
import {
  checkCounts,
  checkNumbers,
  checkProportion,
  checkSameLength,
  checkSomeObservations,
} from "lib/stats/valid_input.ts";

/** Test for a linear trend in proportions. */
export interface CochranArmitage {
  /** Positive if the share rises with the score. */
  readonly z: number;
  readonly chi2: number;
  readonly pTwoSided: number;
  /** Papers in all groups. */
  readonly n: number;
}

/**
 * Cochran-Armitage test: does a share rise or fall with a score, such as the
 * year (Cochran 1954, doi:10.2307/3001616; Armitage 1955, doi:10.2307/3001775)?
 * Valid for human labels; on an annotator's labels only if its error rates do
 * not drift with the score (see `weightedTrend()` for corrected shares).
 *
 * With x_i of n_i papers at score s_i, N papers in all, p = sum x_i / N and
 * mean score m = sum n_i s_i / N:
 * z = sum x_i(s_i - m) / sqrt(p(1 - p) sum n_i(s_i - m)²); z² is what R's
 * prop.trend.test() gives. Groups without papers drop out.
 *
 * @param events Papers with the property, per group.
 * @param totals Papers per group.
 * @param scores Score per group, such as its year.
 * @returns z, no unit, and its two-sided normal p-value.
 * @throws {RangeError} If the lists differ in length, events exceed a total,
 * there is no paper, all or no papers have the property, or fewer than two
 * groups with papers and different scores remain.
 *
 * @example
 * ```ts
 * import { cochranArmitage } from "lib/stats/cochran_armitage.ts";
 * import assert from "node:assert/strict";
 * const { z } = cochranArmitage({
 *   events: [1, 2, 3],
 *   totals: [10, 10, 10],
 *   scores: [2019, 2020, 2021],
 * });
 * assert.equal(z.toFixed(4), "1.1180");
 * ```
 */
export function cochranArmitage(
  { events, totals, scores }: {
    readonly events: readonly number[];
    readonly totals: readonly number[];
    readonly scores: readonly number[];
  },
): CochranArmitage {
  const what = "a trend test";
  checkSameLength({ events, totals, scores }, what);
  checkCounts(events, "events", what);
  checkCounts(totals, "totals", what);
  checkNumbers(scores, "scores", what);
  totals.forEach((total, i) => {
    if (total > 0 || events[i]! > 0) checkProportion(events[i]!, total, what);
  });
  const groups = totals
    .map((total, i) => ({ total, events: events[i]!, score: scores[i]! }))
    .filter(({ total }) => total > 0);
  const n = groups.reduce((sum, { total }) => sum + total, 0);
  checkSomeObservations(n, what);
  const hits = groups.reduce((sum, group) => sum + group.events, 0);
  if (hits === 0 || hits === n) {
    throw new RangeError(
      `Cannot compute ${what}: ${hits} of ${n} papers have the property`,
    );
  }
  if (new Set(groups.map(({ score }) => score)).size < 2) {
    throw new RangeError(
      `Cannot compute ${what}: all papers have the same score`,
    );
  }
  const p = hits / n;
  const mean =
    groups.reduce((sum, { total, score }) => sum + total * score, 0) /
    n;
  let trend = 0;
  let spread = 0;
  for (const { total, events, score } of groups) {
    trend += events * (score - mean);
    spread += total * (score - mean) ** 2;
  }
  const z = trend / Math.sqrt(p * (1 - p) * spread);
  return { z, chi2: z ** 2, pTwoSided: normalPValue(z), n };
}
