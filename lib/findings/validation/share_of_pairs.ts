import { clusterShare } from "lib/stats/cluster_share.ts";

/** A share of the pairs of papers. */
export interface ShareOfPairs {
  readonly share: number;
  /** Limits of the 95 % interval; null if a single paper has all pairs. */
  readonly low: number | null;
  readonly high: number | null;
  /** Pairs that it is a share of. */
  readonly pairs: number;
}

/**
 * A share of pairs of name and category, with papers as the units that were
 * drawn, see `clusterShare()`.
 *
 * @param papers The pairs of each paper.
 * @param isPart Which pairs have it.
 * @param isIn Which pairs it is a share of; all by default.
 * @returns Null if it is a share of none.
 *
 * @example
 * ```ts
 * import { shareOfPairs } from "lib/findings/validation/share_of_pairs.ts";
 * import assert from "node:assert/strict";
 * const papers = [["a", "b"], ["b"], ["b"]];
 * assert.equal(shareOfPairs(papers, (pair) => pair === "a")?.share, 1 / 4);
 * ```
 */
export function shareOfPairs<T>(
  papers: readonly (readonly T[])[],
  isPart: (pair: T) => boolean,
  isIn: (pair: T) => boolean = () => true,
): ShareOfPairs | null {
  const counts = papers.map((pairs) => {
    const inside = pairs.filter(isIn);
    return { part: inside.filter(isPart).length, all: inside.length };
  }).filter(({ all }) => all > 0);
  if (counts.length === 0) return null;
  const sum = (of: (count: { part: number; all: number }) => number) =>
    counts.reduce((total, count) => total + of(count), 0);
  const all = sum(({ all }) => all);
  const share = clusterShare({
    papers: counts.length,
    part: sum(({ part }) => part),
    all,
    partSquares: sum(({ part }) => part ** 2),
    allSquares: sum(({ all }) => all ** 2),
    products: sum(({ part, all }) => part * all),
  });
  return { ...share, pairs: all };
}
