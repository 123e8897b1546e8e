import type { BootstrapOptions } from "lib/stats/bootstrap_counts.ts";
import {
  type BootstrapInterval,
  bootstrapInterval,
} from "lib/stats/bootstrap_interval.ts";
import { prng } from "lib/stats/random.ts";
import {
  checkCount,
  checkSameLength,
  checkSomeObservations,
} from "lib/stats/valid_input.ts";

/** Options of a bootstrap of papers. */
export interface BootstrapPapersOptions extends BootstrapOptions {
  /** Stratum of each paper; papers are drawn within strata, as they were sampled. */
  readonly strata?: readonly string[];
}

/**
 * Bootstrap for any statistic of a list of papers, such as alpha or the F1 of
 * model names: draws as many papers with replacement, within strata if they
 * were sampled so, and recomputes the statistic. Papers are drawn whole, with
 * all their ratings or names, as these are not independent.
 *
 * @param papers Whatever the statistic needs of each paper.
 * @param statistic Computes the value of a list of papers; null where it is
 * undefined.
 * @returns Percentile and BCa interval, as `bootstrapInterval()`.
 * @throws {RangeError} If there is no paper, `strata` has another length, the
 * statistic is undefined for the sample or for more than 5 % of the
 * resamples, or an option is out of range.
 *
 * @example
 * ```ts
 * import { bootstrapPapers } from "lib/stats/bootstrap_papers.ts";
 * import { mean } from "simple-statistics";
 * import assert from "node:assert/strict";
 * const models = [0, 0, 1, 1, 1, 2, 2, 3, 4, 6];
 * const { estimate, percentile } = bootstrapPapers(models, mean, { seed: 1 });
 * assert.equal(estimate, 2);
 * assert.ok(percentile[0] > 0.5 && percentile[1] < 4);
 * ```
 */
export function bootstrapPapers<T>(
  papers: readonly T[],
  statistic: (papers: T[]) => number | null,
  { seed, replicates = 2000, strata, confidence = 0.95 }:
    BootstrapPapersOptions,
): BootstrapInterval {
  checkSomeObservations(papers.length, "a bootstrap");
  checkCount(replicates, "the number of replicates", "a bootstrap");
  if (strata !== undefined) {
    checkSameLength({ papers, strata }, "a stratified bootstrap");
  }
  const estimate = statistic([...papers]);
  if (estimate === null) {
    throw new RangeError(
      "Cannot compute a bootstrap: the statistic is undefined for the sample itself",
    );
  }
  const groups = [
    ...Map.groupBy(papers.keys(), (i) => strata?.[i]).values(),
  ];
  const random = prng(seed);
  const values = Array.from(
    { length: replicates },
    () =>
      statistic(
        groups.flatMap((group) =>
          group.map(() => papers[group[Math.floor(random() * group.length)]!]!)
        ),
      ),
  );
  const leaveOneOut = papers.map((_, i) =>
    papers.length === 1 ? null : statistic(papers.toSpliced(i, 1))
  );
  return bootstrapInterval({
    n: papers.length,
    estimate,
    replicates: values,
    leaveOneOut: leaveOneOut.includes(null)
      ? []
      : leaveOneOut.map((value) => ({ value: value!, papers: 1 })),
  }, { confidence });
}
