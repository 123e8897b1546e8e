/**
 * The distribution functions that the statistics need, from the @stdlib
 * packages.
 *
 * @example
 * ```ts
 * import { normalQuantile } from "lib/stats/distributions.ts";
 * import assert from "node:assert/strict";
 * assert.equal(normalQuantile(0.975).toFixed(12), "1.959963984540");
 * ```
 */

import gammainc from "@stdlib/math-base-special-gammainc";
import betaCdf from "@stdlib/stats-base-dists-beta-cdf";
import stdBinomialCdf from "@stdlib/stats-base-dists-binomial-cdf";
import stdBinomialPmf from "@stdlib/stats-base-dists-binomial-pmf";
import stdNormalCdf from "@stdlib/stats-base-dists-normal-cdf";
import stdNormalQuantile from "@stdlib/stats-base-dists-normal-quantile";
import { checkConfidence } from "lib/stats/valid_input.ts";

/** Probability that a standard normal value lies at or below `x`. */
export function normalCdf(x: number): number {
  return stdNormalCdf(x, 0, 1);
}

/** The `x` below which a standard normal value lies with this probability. */
export function normalQuantile(probability: number): number {
  return stdNormalQuantile(probability, 0, 1);
}

/**
 * Half-width of a two-sided normal interval in standard errors: 1.96 at 95 %.
 *
 * @throws {RangeError} If confidence is not strictly between 0 and 1.
 */
export function criticalValue(confidence: number): number {
  checkConfidence(confidence);
  return -normalQuantile((1 - confidence) / 2);
}

/** Two-sided p-value of a standard normal test statistic. */
export function normalPValue(z: number): number {
  return 2 * normalCdf(-Math.abs(z));
}

/** Probability that a chi-square value with `dof` degrees of freedom exceeds `x`. */
export function chiSquarePValue(x: number, dof: number): number {
  return gammainc(x / 2, dof / 2, true, true);
}

/** Probability of at most `successes` in `n` trials of success probability `p`. */
export function binomialCdf(successes: number, n: number, p: number): number {
  return stdBinomialCdf(successes, n, p);
}

/** Probability of exactly `successes` in `n` trials of success probability `p`. */
export function binomialPmf(successes: number, n: number, p: number): number {
  return stdBinomialPmf(successes, n, p);
}

/**
 * The `x` below which a Beta(a, b) value lies with this probability: the
 * library's distribution function, inverted by bisection down to neighbouring
 * floating-point numbers. (The library's own quantile loads a logger that
 * reads the environment, which the tasks have no permission for.)
 */
export function betaQuantile(
  probability: number,
  a: number,
  b: number,
): number {
  let low = 0;
  let high = 1;
  while (true) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (betaCdf(middle, a, b) < probability) low = middle;
    else high = middle;
  }
}
