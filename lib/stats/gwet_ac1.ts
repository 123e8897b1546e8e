import { indexOf, labelIndex } from "lib/stats/confusion_table.ts";
import { criticalValue } from "lib/stats/distributions.ts";
import type { IntervalOptions, Provenance } from "lib/stats/estimate.ts";
import { checkSquareTable } from "lib/stats/valid_input.ts";

/** Gwet's AC1 with its interval. */
export interface GwetAc1 extends Provenance {
  readonly ac1: number;
  /** Null from raw ratings of a single paper. */
  readonly se: number | null;
  /** Limits, not clamped; null where withheld. */
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * Gwet's AC1 of two raters: agreement beyond chance that, unlike kappa, does
 * not collapse where nearly all papers carry one label
 * (Gwet 2008, doi:10.1348/000711006X126600).
 *
 * With q declared labels, pi_k the mean of the two raters' rates of label k,
 * po the observed agreement and pe = sum pi_k(1 - pi_k) / (q - 1):
 * AC1 = (po - pe) / (1 - pe). Its variance has the divisor n here, and n - 1
 * in {@link gwetAc1}.
 *
 * @param table Papers by label of the first rater (rows) and of the second
 * (columns); a row and a column for every label that could have been given.
 * @returns AC1, up to 1, with its normal interval; withheld (null, flag
 * `degenerate_se`) where the standard error is 0, as under full agreement.
 * @throws {RangeError} If the table is empty, not square, has one label only
 * or holds something else than counts, or confidence is outside (0, 1).
 *
 * @example 95 % agreement on a rare label: kappa would be 0.14
 * ```ts
 * import { gwetAc1OfTable } from "lib/stats/gwet_ac1.ts";
 * import assert from "node:assert/strict";
 * assert.equal(gwetAc1OfTable([[179, 5], [5, 1]]).ac1.toFixed(3), "0.944");
 * ```
 */
export function gwetAc1OfTable(
  table: readonly (readonly number[])[],
  options: IntervalOptions = {},
): GwetAc1 {
  const { rows, columns, n } = checkSquareTable(table, "AC1");
  const q = table.length;
  checkTwoLabels(q);
  const pi = rows.map((row, k) => (row + columns[k]!) / (2 * n));
  const pe = chanceAgreement(pi);
  const po = table.reduce((sum, row, k) => sum + row[k]!, 0) / n;
  const ac1 = (po - pe) / (1 - pe);
  let squares = 0;
  table.forEach((row, k) =>
    row.forEach((count, l) => {
      const chance = (1 - (pi[k]! + pi[l]!) / 2) / (q - 1);
      squares += count / n *
        ((k === l ? 1 : 0) - 2 * (1 - ac1) * chance) ** 2;
    })
  );
  const variance = (squares - (po - 2 * (1 - ac1) * pe) ** 2) /
    (n * (1 - pe) ** 2);
  return withInterval(ac1, variance, n, "gwet_table", options);
}

/**
 * Gwet's AC1 of any number of raters who need not have rated every paper
 * (Gwet 2008, doi:10.1348/000711006X126600).
 *
 * With r_ik of the r_i ratings of paper i naming label k: pi_k is the mean of
 * r_ik / r_i, po the mean agreement of the n' papers with two or more ratings,
 * AC1 = (po - pe) / (1 - pe) as for two raters. The variance is
 * sum (a_i - AC1)² / (n(n - 1)), where
 * a_i = (n/n')(po_i - pe) / (1 - pe) - 2(1 - AC1)(pe_i - pe) / (1 - pe),
 * the first term only for papers with two or more ratings, and
 * pe_i = sum over k of r_ik (1 - pi_k) / (r_i (q - 1)).
 *
 * @param ratings One list per paper with a label per rater, null if missing.
 * Papers that nobody rated do not count.
 * @param labels All labels that could have been given.
 * @returns As {@link gwetAc1OfTable}.
 * @throws {RangeError} If no paper has two ratings, only one label is declared,
 * a rating is not declared, or confidence is outside (0, 1).
 *
 * @example
 * ```ts
 * import { gwetAc1 } from "lib/stats/gwet_ac1.ts";
 * import assert from "node:assert/strict";
 * const ratings = [["a", "a", "a"], ["b", "b", null], ["a", "b", "b"]];
 * assert.equal(gwetAc1(ratings, ["a", "b"]).ac1.toFixed(4), "0.5610");
 * ```
 */
export function gwetAc1(
  ratings: readonly (readonly (string | null)[])[],
  labels: readonly string[],
  options: IntervalOptions = {},
): GwetAc1 {
  checkTwoLabels(labels.length);
  const index = labelIndex(labels);
  const counts = ratings.map((paper) => {
    const count = labels.map(() => 0);
    for (const label of paper) {
      if (label !== null) count[indexOf(index, label)]! += 1;
    }
    return { count, total: count.reduce((sum, k) => sum + k, 0) };
  }).filter(({ total }) => total > 0);
  const n = counts.length;
  const paired = counts.filter(({ total }) => total >= 2).length;
  if (paired === 0) {
    throw new RangeError(
      "Cannot compute AC1: no paper has two ratings",
    );
  }
  const pi = labels.map((_, k) =>
    counts.reduce((sum, { count, total }) => sum + count[k]! / total, 0) / n
  );
  const pe = chanceAgreement(pi);
  const agreement = counts.map(({ count, total }) =>
    total < 2
      ? null
      : count.reduce((sum, k) => sum + k * (k - 1), 0) / (total * (total - 1))
  );
  const po = agreement.reduce<number>((sum, po) => sum + (po ?? 0), 0) / paired;
  const ac1 = (po - pe) / (1 - pe);
  let squares = 0;
  counts.forEach(({ count, total }, i) => {
    const observed = agreement[i] ?? null;
    const expected = count.reduce((sum, rik, k) =>
      sum + rik * (1 - pi[k]!), 0) /
      (total * (labels.length - 1));
    const own = observed === null ? 0 : n / paired * (observed - pe);
    const a = (own - 2 * (1 - ac1) * (expected - pe)) / (1 - pe);
    squares += (a - ac1) ** 2;
  });
  const variance = n === 1 ? null : squares / (n * (n - 1));
  return withInterval(ac1, variance, n, "gwet_ratings", options);
}

function checkTwoLabels(labels: number): void {
  if (labels < 2) {
    throw new RangeError(
      `Cannot compute AC1 as two or more labels must be declared: current number is ${labels}`,
    );
  }
}

/** Agreement expected by chance from the label rates. */
function chanceAgreement(pi: readonly number[]): number {
  return pi.reduce((sum, p) => sum + p * (1 - p), 0) / (pi.length - 1);
}

function withInterval(
  ac1: number,
  variance: number | null,
  n: number,
  method: string,
  { confidence = 0.95 }: IntervalOptions,
): GwetAc1 {
  const z = criticalValue(confidence);
  // What rounding leaves of an exact 0 is no variance.
  const se = variance === null
    ? null
    : variance * n < 1e-13
    ? 0
    : variance ** 0.5;
  const known = se !== null && se > 0;
  return {
    ac1,
    se,
    low: known ? ac1 - z * se : null,
    high: known ? ac1 + z * se : null,
    n,
    method,
    confidence,
    flags: known ? [] : ["degenerate_se"],
  };
}
