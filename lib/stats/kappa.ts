import { clopperPearsonInterval } from "lib/stats/clopper_pearson.ts";
import { criticalValue } from "lib/stats/distributions.ts";
import type {
  Interval,
  IntervalOptions,
  Provenance,
} from "lib/stats/estimate.ts";
import { checkSquareTable } from "lib/stats/valid_input.ts";

/** Cohen's kappa and what it was computed from. */
export interface CohenKappa extends Provenance {
  /** -1 to 1; null if both raters used one and the same label throughout. */
  readonly kappa: number | null;
  /** Standard error for the interval; null if kappa is. */
  readonly se: number | null;
  /** Limits, not clamped; null where withheld. */
  readonly low: number | null;
  readonly high: number | null;
  /** Standard error if kappa were 0, for a test of that only; null if kappa is. */
  readonly seNull: number | null;
  /** Share of papers with the same label. */
  readonly observedAgreement: number;
  /** Share expected from the two raters' label rates alone. */
  readonly expectedAgreement: number;
  /** Exact interval of the observed agreement, for when that of kappa is withheld. */
  readonly agreementInterval: Interval;
}

/**
 * Cohen's kappa: how much more often two raters agree than the rates of their
 * labels alone would make them (Cohen 1960, doi:10.1177/001316446002000104), with the
 * large-sample standard error of Fleiss, Cohen & Everitt 1969
 * (doi:10.1037/h0028106).
 *
 * With cell shares p_ij, margins r_i and c_j, po = sum p_ii and
 * pe = sum r_i c_i: kappa k = (po - pe) / (1 - pe) and
 * SE = sqrt((A + B - C) / n) / (1 - pe), where
 * A = sum p_ii (1 - (r_i + c_i)(1 - k))²,
 * B = (1 - k)² sum over i ≠ j of p_ij (c_i + r_j)²,
 * C = (k - pe(1 - k))². If kappa were 0 the standard error would be
 * sqrt((pe + pe² - sum r_i c_i (r_i + c_i)) / n) / (1 - pe).
 *
 * @param table Papers by label of the first rater (rows) and of the second
 * (columns), as `confusionTable()` makes it from two lists.
 * @returns Kappa with its interval. The interval is withheld (null, flag
 * `degenerate_se`) where the standard error is 0, as under full agreement or
 * with one constant rater: that is no certainty. Kappa is null if both raters
 * gave all papers the same one label: 0 divided by 0.
 * @throws {RangeError} If the table is empty, not square or holds something
 * else than counts, or confidence is outside (0, 1).
 *
 * @example Raw agreement 0.7, chance agreement 0.5
 * ```ts
 * import { cohenKappa } from "lib/stats/kappa.ts";
 * import assert from "node:assert/strict";
 * const { kappa, low, high } = cohenKappa([[20, 5], [10, 15]]);
 * assert.equal(kappa, 0.4);
 * assert.equal(low?.toFixed(3), "0.151");
 * assert.equal(high?.toFixed(3), "0.649");
 * ```
 */
export function cohenKappa(
  table: readonly (readonly number[])[],
  { confidence = 0.95 }: IntervalOptions = {},
): CohenKappa {
  const { rows, columns, n } = checkSquareTable(table, "kappa");
  const z = criticalValue(confidence);
  const agreed = table.reduce((sum, row, i) => sum + row[i]!, 0);
  const chance = rows.reduce((sum, row, i) => sum + row * columns[i]!, 0);
  const shared = {
    observedAgreement: agreed / n,
    expectedAgreement: chance / n ** 2,
    agreementInterval: clopperPearsonInterval(agreed, n, { confidence }),
    n,
    method: "fleiss_cohen_everitt",
    confidence,
  };
  const kappa = kappaOfTable(table);
  if (kappa === null) {
    const none = { kappa, se: null, low: null, high: null, seNull: null };
    return { ...none, ...shared, flags: [] };
  }
  const r = rows.map((count) => count / n);
  const c = columns.map((count) => count / n);
  const pe = shared.expectedAgreement;
  let a = 0;
  let b = 0;
  table.forEach((row, i) =>
    row.forEach((count, j) => {
      if (i === j) a += count / n * (1 - (r[i]! + c[i]!) * (1 - kappa)) ** 2;
      else b += count / n * ((1 - kappa) * (c[i]! + r[j]!)) ** 2;
    })
  );
  const variance = a + b - (kappa - pe * (1 - kappa)) ** 2;
  // What rounding leaves of an exact 0 is no variance.
  const se = variance <= 1e-13 * (a + b)
    ? 0
    : Math.sqrt(variance / n) / (1 - pe);
  const cubic = r.reduce((sum, ri, i) => sum + ri * c[i]! * (ri + c[i]!), 0);
  const nullVariance = Math.max(0, pe + pe ** 2 - cubic) / n;
  return {
    kappa,
    se,
    low: se === 0 ? null : kappa - z * se,
    high: se === 0 ? null : kappa + z * se,
    seNull: Math.sqrt(nullVariance) / (1 - pe),
    ...shared,
    flags: se === 0 ? ["degenerate_se"] : [],
  };
}

/**
 * Kappa alone, fast enough for a bootstrap.
 *
 * @param table Square table of counts, not checked.
 * @returns Kappa; null if it is 0/0.
 */
export function kappaOfTable(
  table: readonly ArrayLike<number>[],
): number | null {
  const size = table.length;
  let n = 0;
  let agreed = 0;
  let chance = 0; // whole numbers throughout, so that 0/0 is found exactly
  for (let i = 0; i < size; i++) {
    let row = 0;
    let column = 0;
    for (let j = 0; j < size; j++) {
      row += table[i]![j]!;
      column += table[j]![i]!;
    }
    n += row;
    agreed += table[i]![i]!;
    chance += row * column;
  }
  return chance === n * n ? null : (n * agreed - chance) / (n * n - chance);
}
