import { chiSquare } from "lib/stats/chi_square.ts";
import { prng, shuffle } from "lib/stats/random.ts";

/** A test of whether errors are equally frequent in all groups. */
export interface Heterogeneity {
  readonly method: "chi-square" | "permutation" | "";
  /** Null if there is nothing to test: the note says why. */
  readonly p: number | null;
  readonly note: string;
}

/** Least expected count for the chi-square distribution to hold. */
const LEAST_EXPECTED = 5;

/** Shuffles of a permutation test: p goes down to 0.0005. */
const SHUFFLES = 1999;

/** Errors below which a difference between groups would hardly show. */
const FEW_ERRORS = 10;

/**
 * Tests whether the share of errors is the same in all groups: Pearson's
 * chi-square where no paper is in two groups and every expected count is at
 * least 5; else a permutation test, which shuffles the errors over the papers
 * and asks how often the groups then differ as much, by
 * sum (errors - expected errors)² / papers.
 *
 * @param wrong For each paper whether it is an error.
 * @param groups For each group the papers in it, by number.
 * @param seed The same seed gives the same p.
 *
 * @example 9 errors of 20 papers against 9 of 100
 * ```ts
 * import { heterogeneity } from "lib/findings/validation/heterogeneity.ts";
 * import assert from "node:assert/strict";
 * const papers = Array.from({ length: 120 }, (_, i) => i);
 * const wrong = papers.map((i) => i < 9 || (i >= 20 && i < 29));
 * const { p, method } = heterogeneity(
 *   wrong,
 *   [papers.slice(0, 20), papers.slice(20)],
 *   "seed",
 * );
 * assert.equal(method, "permutation"); // 20 · 18/120 = 3 errors expected
 * assert.ok(p !== null && p < 0.01);
 * ```
 */
export function heterogeneity(
  wrong: readonly boolean[],
  groups: readonly (readonly number[])[],
  seed: string,
): Heterogeneity {
  const filled = groups.filter(({ length }) => length > 0);
  const errors = wrong.filter(Boolean).length;
  if (filled.length < 2) {
    return { method: "", p: null, note: "one group: nothing to compare" };
  }
  if (errors === 0 || errors === wrong.length) {
    const note = errors === 0 ? "no error at all" : "nothing but errors";
    return { method: "", p: null, note };
  }
  const note = errors < FEW_ERRORS
    ? `fewer than ${FEW_ERRORS} errors: a difference would hardly show`
    : "";
  const table = filled.map((group) => {
    const inside = group.filter((paper) => wrong[paper]).length;
    return [inside, group.length - inside];
  });
  const shared = filled.flat().length > new Set(filled.flat()).size;
  const { p, minExpected } = chiSquare(table);
  if (!shared && minExpected >= LEAST_EXPECTED) {
    return { method: "chi-square", p, note };
  }
  const random = prng(seed);
  const observed = spread(wrong, filled, errors);
  let asLarge = 1; // the observed order is one of all orders
  for (let i = 0; i < SHUFFLES; i++) {
    const value = spread(shuffle(random, wrong), filled, errors);
    if (value >= observed - 1e-9) asLarge++;
  }
  return { method: "permutation", p: asLarge / (SHUFFLES + 1), note };
}

function spread(
  wrong: readonly boolean[],
  groups: readonly (readonly number[])[],
  errors: number,
): number {
  const share = errors / wrong.length;
  return groups.reduce((sum, group) => {
    let inside = 0;
    for (const paper of group) if (wrong[paper]) inside++;
    return sum + (inside - group.length * share) ** 2 / group.length;
  }, 0);
}
