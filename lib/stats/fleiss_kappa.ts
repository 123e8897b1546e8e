import { criticalValue, normalPValue } from "lib/stats/distributions.ts";
import type { IntervalOptions, Provenance } from "lib/stats/estimate.ts";
import { checkTable } from "lib/stats/valid_input.ts";

/** Fleiss' kappa with its interval and its test. */
export interface FleissKappa extends Provenance {
  readonly kappa: number;
  /** Standard error for the interval; null for a single paper. */
  readonly se: number | null;
  /** Limits, not clamped; null where withheld. */
  readonly low: number | null;
  readonly high: number | null;
  /** Standard error if kappa were 0, for a test of that only. */
  readonly seNull: number;
  readonly zNull: number;
  /** Two-sided p-value of the hypothesis that kappa is 0. */
  readonly pNull: number;
}

/**
 * Fleiss' kappa: agreement beyond chance of m raters per paper, who need not
 * be the same for each paper (Fleiss 1971, doi:10.1037/h0031619).
 *
 * With n papers, n_ik of the m ratings of paper i naming label k, p_k the
 * share of label k in all ratings, P_i = sum_k n_ik(n_ik - 1) / (m(m - 1)) and
 * pe = sum p_k²: kappa k = (mean P - pe) / (1 - pe).
 *
 * If kappa were 0, its standard error would be
 * sqrt(2/(nm(m - 1)) · (S² - sum p_k(1 - p_k)(1 - 2p_k))) / S with
 * S = sum p_k(1 - p_k) (Fleiss, Nee & Landis 1979,
 * doi:10.1037/0033-2909.86.5.974): for the test only. The interval rests on
 * the variance sum (a_i - k)² / (n(n - 1)) with
 * a_i = (P_i - pe)/(1 - pe) - 2(1 - k)(sum_k (n_ik/m) p_k - pe)/(1 - pe)
 * (Gwet 2021, doi:10.1177/0013164420973080).
 *
 * @param counts One row per paper: how many raters gave it each label.
 * @returns Kappa with its interval (withheld and flagged `degenerate_se` where
 * the standard error is 0) and the test.
 * @throws {RangeError} If there is no paper, papers have different numbers of
 * ratings (use AC1 or alpha), fewer than two ratings, or all ratings name one
 * label (kappa is 0/0).
 *
 * @example
 * ```ts
 * import { fleissKappa } from "lib/stats/fleiss_kappa.ts";
 * import assert from "node:assert/strict";
 * const { kappa } = fleissKappa([[3, 0], [0, 3], [2, 1], [3, 0]]);
 * assert.equal(kappa.toFixed(4), "0.6250");
 * ```
 */
export function fleissKappa(
  counts: readonly (readonly number[])[],
  { confidence = 0.95 }: IntervalOptions = {},
): FleissKappa {
  const { rows, columns, n: ratings } = checkTable(counts, "Fleiss' kappa");
  const z = criticalValue(confidence);
  const n = rows.length;
  const m = rows[0]!;
  if (m < 2 || rows.some((total) => total !== m)) {
    throw new RangeError(
      `Cannot compute Fleiss' kappa as all papers must have the same number of ratings, two or more: current numbers are ${
        [...new Set(rows)].join(", ")
      }`,
    );
  }
  if (columns.includes(ratings)) {
    throw new RangeError(
      "Cannot compute Fleiss' kappa: all ratings name the same label",
    );
  }
  const p = columns.map((count) => count / ratings);
  const pe = p.reduce((sum, pk) => sum + pk ** 2, 0);
  const agreement = counts.map((row) =>
    row.reduce((sum, k) => sum + k * (k - 1), 0) / (m * (m - 1))
  );
  const po = agreement.reduce((sum, pi) => sum + pi, 0) / n;
  const kappa = (po - pe) / (1 - pe);

  const spread = p.reduce((sum, pk) => sum + pk * (1 - pk), 0);
  const skew = p.reduce((sum, pk) => sum + pk * (1 - pk) * (1 - 2 * pk), 0);
  const seNull = Math.sqrt(2 / (ratings * (m - 1)) * (spread ** 2 - skew)) /
    spread;

  const squares = counts.reduce((sum, row, i) => {
    const expected = row.reduce((total, k, j) => total + k / m * p[j]!, 0);
    const a = (agreement[i]! - pe - 2 * (1 - kappa) * (expected - pe)) /
      (1 - pe);
    return sum + (a - kappa) ** 2;
  }, 0);
  // What rounding leaves of an exact 0 is no variance.
  const se = n === 1
    ? null
    : squares < 1e-13 * n
    ? 0
    : Math.sqrt(squares / (n * (n - 1)));
  const known = se !== null && se > 0;
  return {
    kappa,
    se,
    low: known ? kappa - z * se : null,
    high: known ? kappa + z * se : null,
    seNull,
    zNull: kappa / seNull,
    pNull: normalPValue(kappa / seNull),
    n,
    method: "gwet_2021",
    confidence,
    flags: known ? [] : ["degenerate_se"],
  };
}
