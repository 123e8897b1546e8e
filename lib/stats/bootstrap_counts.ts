import {
  type BootstrapInterval,
  bootstrapInterval,
} from "lib/stats/bootstrap_interval.ts";
import type { IntervalOptions } from "lib/stats/estimate.ts";
import { kappaOfTable } from "lib/stats/kappa.ts";
import { prng } from "lib/stats/random.ts";
import { checkCount, checkTable } from "lib/stats/valid_input.ts";

/** Options of a bootstrap. */
export interface BootstrapOptions extends IntervalOptions {
  /** The same seed gives the same numbers everywhere. */
  readonly seed: number | string;
  /** Number of resamples; 2,000 by default, the least for 95 % limits. */
  readonly replicates?: number;
}

/**
 * Bootstrap for any statistic of a table of counts, such as kappa, macro-F1 or
 * MCC of a confusion table: papers are drawn with replacement, and as papers
 * in one cell are alike, drawing papers is drawing cells in proportion to
 * their counts. The leave-one-out values for BCa need one table per cell.
 *
 * @param table Papers by row and column, each paper in one cell.
 * @param statistic Computes the value of a table of the same size; null where
 * it is undefined. It must not keep or change the table.
 * @returns Percentile and BCa interval, as `bootstrapInterval()`.
 * @throws {RangeError} If the table is empty or ragged, the statistic is
 * undefined for it or for more than 5 % of the resamples, or an option is out
 * of range.
 *
 * @example Accuracy of 8 right and 2 wrong answers
 * ```ts
 * import { bootstrapCounts } from "lib/stats/bootstrap_counts.ts";
 * import assert from "node:assert/strict";
 * const accuracy = bootstrapCounts(
 *   [[5, 1], [1, 3]],
 *   ([yes, no]) => (yes![0]! + no![1]!) / 10,
 *   { seed: 1 },
 * );
 * assert.equal(accuracy.estimate, 0.8);
 * assert.deepEqual(accuracy.percentile, [0.5, 1]);
 * ```
 */
export function bootstrapCounts(
  table: readonly (readonly number[])[],
  statistic: (table: readonly ArrayLike<number>[]) => number | null,
  { seed, replicates = 2000, confidence = 0.95 }: BootstrapOptions,
): BootstrapInterval {
  const { columns, n } = checkTable(table, "a bootstrap");
  checkCount(replicates, "the number of replicates", "a bootstrap");
  const estimate = statistic(table);
  if (estimate === null) {
    throw new RangeError(
      "Cannot compute a bootstrap: the statistic is undefined for the sample itself",
    );
  }
  const width = columns.length;
  const resample = new Float64Array(table.length * width);
  const rows = table.map((_, i) =>
    resample.subarray(i * width, (i + 1) * width)
  );
  const cells = table.flat();
  const cellOfPaper = new Uint32Array(n);
  let paper = 0;
  cells.forEach((count, cell) => {
    cellOfPaper.fill(cell, paper, paper + count);
    paper += count;
  });
  const random = prng(seed);
  const values = Array.from({ length: replicates }, () => {
    resample.fill(0);
    for (let i = 0; i < n; i++) {
      resample[cellOfPaper[Math.floor(random() * n)]!]! += 1;
    }
    return statistic(rows);
  });
  const leaveOneOut: { value: number; papers: number }[] = [];
  cells.forEach((papers, cell) => {
    if (papers === 0) return;
    resample.set(cells);
    resample[cell]! -= 1;
    const value = n === 1 ? null : statistic(rows);
    if (value !== null) leaveOneOut.push({ value, papers });
  });
  const complete =
    leaveOneOut.reduce((sum, { papers }) => sum + papers, 0) === n;
  return bootstrapInterval({
    n,
    estimate,
    replicates: values,
    leaveOneOut: complete ? leaveOneOut : [],
  }, { confidence });
}

/**
 * Bootstrap interval of Cohen's kappa, for small tables and wherever the
 * large-sample interval is withheld.
 *
 * @param table Papers by label of the first rater (rows) and of the second.
 * @returns As {@link bootstrapCounts}, with 10,000 resamples by default.
 * @throws {RangeError} As {@link bootstrapCounts}; resamples in which both
 * raters use one label throughout have no kappa.
 *
 * @example
 * ```ts
 * import { bootstrapKappa } from "lib/stats/bootstrap_counts.ts";
 * import assert from "node:assert/strict";
 * const { estimate, bca } = bootstrapKappa([[20, 5], [10, 15]], { seed: 1 });
 * assert.equal(estimate, 0.4);
 * assert.ok(bca && bca[0] > 0.1 && bca[1] < 0.7);
 * ```
 */
export function bootstrapKappa(
  table: readonly (readonly number[])[],
  options: BootstrapOptions,
): BootstrapInterval {
  return bootstrapCounts(table, kappaOfTable, {
    replicates: 10_000,
    ...options,
  });
}
