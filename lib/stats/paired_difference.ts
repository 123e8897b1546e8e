import { criticalValue } from "lib/stats/distributions.ts";
import {
  clamp,
  type Interval,
  type IntervalOptions,
} from "lib/stats/estimate.ts";
import { checkPairedCounts, type PairedCounts } from "lib/stats/mcnemar.ts";

/**
 * Difference in accuracy of two annotators on the same papers, with the
 * adjusted Wald interval for paired proportions (Bonett & Price 2012,
 * doi:10.3102/1076998611411915; recommended by Fagerland, Lydersen & Laake
 * 2014, doi:10.1002/sim.6148).
 *
 * With b and c the papers that only A and only B got right, the estimate is
 * (b - c)/n. Its limits are d ± z sqrt((p12 + p21 - d²) / (n + 2)), with
 * p12 = (b + 1)/(n + 2), p21 = (c + 1)/(n + 2) and d = p12 - p21.
 *
 * @param counts Papers by who was right.
 * @returns Accuracy of A less that of B, -1 to 1.
 * @throws {RangeError} If there is no paper, a count is negative or not whole,
 * or confidence is outside (0, 1).
 *
 * @example
 * ```ts
 * import { pairedDifference } from "lib/stats/paired_difference.ts";
 * import assert from "node:assert/strict";
 * const { estimate, low } = pairedDifference(
 *   { bothCorrect: 80, onlyACorrect: 8, onlyBCorrect: 2, bothWrong: 10 },
 * );
 * assert.equal(estimate, 0.06);
 * assert.equal(low.toFixed(4), "-0.0068");
 * ```
 */
export function pairedDifference(
  counts: PairedCounts,
  { confidence = 0.95 }: IntervalOptions = {},
): Interval {
  const n = checkPairedCounts(counts, "a paired difference");
  const z = criticalValue(confidence);
  const onlyA = (counts.onlyACorrect + 1) / (n + 2);
  const onlyB = (counts.onlyBCorrect + 1) / (n + 2);
  const centre = onlyA - onlyB;
  const halfWidth = z * Math.sqrt((onlyA + onlyB - centre ** 2) / (n + 2));
  const low = centre - halfWidth;
  const high = centre + halfWidth;
  return {
    estimate: (counts.onlyACorrect - counts.onlyBCorrect) / n,
    low: clamp(low, -1, 1),
    high: clamp(high, -1, 1),
    n,
    method: "bonett_price",
    confidence,
    flags: low < -1 || high > 1 ? ["clamped"] : [],
  };
}
