import { chiSquarePValue } from "lib/stats/distributions.ts";
import type { Flag } from "lib/stats/estimate.ts";
import { checkTable } from "lib/stats/valid_input.ts";

/** Chi-square test of a table, and how strong the association is. */
export interface ChiSquare {
  readonly chi2: number;
  /** Degrees of freedom. */
  readonly dof: number;
  readonly p: number;
  /** Smallest expected count: below 5 the p-value is doubtful (flag `small_cell`), below 1 use a permutation test. */
  readonly minExpected: number;
  /** Cramér's V, 0 to 1. */
  readonly cramersV: number;
  /** Cramér's V with Bergsma's correction for its upward bias; null if 0/0. */
  readonly cramersVCorrected: number | null;
  readonly n: number;
  readonly flags: readonly Flag[];
}

/**
 * Pearson's chi-square test of independence without continuity correction, and
 * Cramér's V as the size of the association.
 *
 * With observed O and expected E = row sum · column sum / n over r rows and c
 * columns: chi2 = sum (O - E)²/E with (r - 1)(c - 1) degrees of freedom;
 * V = sqrt(chi2/n / min(r - 1, c - 1)). Corrected (Bergsma 2013,
 * doi:10.1016/j.jkss.2012.10.002):
 * phi² = max(0, chi2/n - (r - 1)(c - 1)/(n - 1)), r' = r - (r - 1)²/(n - 1),
 * c' likewise, V = sqrt(phi² / min(r' - 1, c' - 1)).
 *
 * @param table Papers by row and column category, each paper once.
 * @throws {RangeError} If the table is empty or ragged, holds something else
 * than counts, has one row or column only, or an empty row or column (drop it
 * and say so).
 *
 * @example
 * ```ts
 * import { chiSquare } from "lib/stats/chi_square.ts";
 * import assert from "node:assert/strict";
 * const { chi2, cramersV } = chiSquare([[10, 20], [20, 10]]);
 * assert.equal(chi2.toFixed(4), "6.6667");
 * assert.equal(cramersV.toFixed(4), "0.3333");
 * ```
 */
export function chiSquare(table: readonly (readonly number[])[]): ChiSquare {
  const { rows, columns, n } = checkTable(table, "a chi-square test");
  const r = rows.length;
  const c = columns.length;
  if (r < 2 || c < 2) {
    throw new RangeError(
      `Cannot compute a chi-square test as the table must have two or more rows and columns: current size is ${r} by ${c}`,
    );
  }
  const empty = rows.includes(0) ? "row" : columns.includes(0) ? "column" : "";
  if (empty !== "") {
    throw new RangeError(
      `Cannot compute a chi-square test: a ${empty} is empty`,
    );
  }
  let chi2 = 0;
  let minExpected = Infinity;
  table.forEach((row, i) =>
    row.forEach((observed, j) => {
      const expected = rows[i]! * columns[j]! / n;
      chi2 += (observed - expected) ** 2 / expected;
      minExpected = Math.min(minExpected, expected);
    })
  );
  const dof = (r - 1) * (c - 1);
  const phi2 = Math.max(0, chi2 / n - dof / (n - 1));
  const shrunk = (size: number) => size - 1 - (size - 1) ** 2 / (n - 1);
  const room = Math.min(shrunk(r), shrunk(c));
  return {
    chi2,
    dof,
    p: chiSquarePValue(chi2, dof),
    minExpected,
    cramersV: Math.sqrt(chi2 / n / Math.min(r - 1, c - 1)),
    // As many categories as papers leave no room, but for rounding.
    cramersVCorrected: room < 1e-12 ? null : Math.sqrt(phi2 / room),
    n,
    flags: minExpected < 5 ? ["small_cell"] : [],
  };
}
