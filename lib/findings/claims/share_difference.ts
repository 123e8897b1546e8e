import { normalCdf } from "lib/stats/distributions.ts";
import { limitsOf, type Share } from "lib/findings/claims/share.ts";

/** Difference of two shares. */
export interface ShareDifference {
  /** First less second, in the unit of the scales. */
  readonly difference: number;
  /** Two-sided: 1 less the level at which the interval just reaches 0. */
  readonly p: number;
  /** Limits at a number of standard errors. */
  limits(z: number): [low: number, high: number];
}

/** Standard errors beyond which a p-value is 0 for every purpose. */
const FAR = 38;

/**
 * Difference of two shares that may rest on the same papers, such as those of
 * two fields with papers in common, with the interval that adds up the
 * distances of Wilson's limits (Newcombe 1998,
 * doi:10.1002/(SICI)1097-0258(19981130)17:22<2635::AID-SIM954>3.0.CO;2-C;
 * Zou & Donner 2008, doi:10.1002/sim.3095).
 *
 * With d = p1 - p2, the limits l and u of each share and the correlation r of
 * the two, the lower limit is
 * d - sqrt((p1 - l1)² + (u2 - p2)² - 2r(p1 - l1)(u2 - p2)), the upper likewise.
 *
 * @param first A share.
 * @param second A share.
 * @param correlation Of the two, -1 to 1: 0 if they share no paper; -1 is the
 * safe choice where it is not known, as it gives the widest interval.
 * @param scales What each share is multiplied by before, such as the number of
 * papers that it is a share of; 1 by default.
 *
 * @example Newcombe's example of independent groups: 56 of 70 and 48 of 80
 * ```ts
 * import { shareDifference } from "lib/findings/claims/share_difference.ts";
 * import assert from "node:assert/strict";
 * const one = { share: 56 / 70, effective: 70, se: 0, papers: 70 };
 * const two = { share: 48 / 80, effective: 80, se: 0, papers: 80 };
 * const { limits, p } = shareDifference(one, two, 0);
 * assert.deepEqual(limits(1.959964).map((x) => x.toFixed(4)), ["0.0524", "0.3339"]);
 * assert.ok(p < 0.05);
 * ```
 */
export function shareDifference(
  first: Share,
  second: Share,
  correlation: number,
  [scale1, scale2]: readonly [number, number] = [1, 1],
): ShareDifference {
  const [one, two] = [scale1 * first.share, scale2 * second.share];
  const difference = one - two;
  const limits = (z: number): [number, number] => {
    const [low1, high1] = limitsOf(first, z).map((limit) => scale1 * limit);
    const [low2, high2] = limitsOf(second, z).map((limit) => scale2 * limit);
    const reach = (a: number, b: number) =>
      Math.sqrt(Math.max(0, a ** 2 + b ** 2 - 2 * correlation * a * b));
    return [
      difference - reach(one - low1!, high2! - two),
      difference + reach(high1! - one, two - low2!),
    ];
  };
  return { difference, limits, p: pValue(difference, limits) };
}

/** Finds the level at which the interval ends at 0, by bisection. */
function pValue(
  difference: number,
  limits: (z: number) => [number, number],
): number {
  if (difference === 0) return 1;
  const excludes = (z: number) =>
    difference > 0 ? limits(z)[0] > 0 : limits(z)[1] < 0;
  let [inside, outside] = [0, FAR];
  if (excludes(FAR)) return 0;
  for (let step = 0; step < 50; step++) {
    const middle = (inside + outside) / 2;
    if (excludes(middle)) inside = middle;
    else outside = middle;
  }
  return 2 * normalCdf(-inside);
}
