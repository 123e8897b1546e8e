import type { Design } from "lib/findings/design.ts";
import {
  type MentionCount,
  noCategory,
  type Strata,
  type YesCount,
} from "lib/findings/tally.ts";
import { clusterShare, type ClusterSums } from "lib/stats/cluster_share.ts";
import { stratifiedShare } from "lib/stats/stratified_share.ts";
import { wilsonInterval } from "lib/stats/wilson.ts";

/** A share with its 95 % interval, or nothing where there is no observation. */
export interface Share {
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

const NO_SHARE: Share = { share: null, low: null, high: null };

/** Share of papers answered yes among those that got an answer (Wilson). */
export function yesShare({ papers, of, failed }: YesCount): Share {
  const answered = of - failed;
  if (answered === 0) return NO_SHARE;
  const { estimate, low, high } = wilsonInterval(papers, answered);
  return { share: estimate, low, high };
}

/**
 * Share of papers answered yes in a group, for the papers that the sample was
 * drawn from: weighted where some of them were likelier to be drawn.
 */
export function groupYesShare(
  { total, byStratum }: Strata<YesCount>,
  design: Design,
): Share {
  if (!design.isWeighted || total.of === total.failed) return yesShare(total);
  return weightedShare(design, (stratum) => {
    const count = byStratum.get(stratum);
    if (count === undefined) return NO_SUMS;
    const [part, all] = [count.papers, count.of - count.failed];
    return {
      papers: all,
      part,
      all,
      partSquares: part,
      allSquares: all,
      products: part,
    };
  });
}

/** Mentions, papers and share of one category in a group, with its interval. */
export function categoryCells(
  { total, byStratum }: Strata<MentionCount>,
  category: string,
  design: Design,
): Share & { readonly mentions: number; readonly papers: number } {
  const { mentions, papers } = total.categories.get(category) ?? noCategory();
  if (!design.isWeighted) {
    return { mentions, papers, ...clusterShare(sumsOf(total, category)) };
  }
  const { share, low, high } = weightedShare(design, (stratum) => {
    const count = byStratum.get(stratum);
    return count === undefined ? NO_SUMS : sumsOf(count, category);
  });
  // One paper says nothing about how papers differ.
  return total.papers < 2
    ? { mentions, papers, share, low: null, high: null }
    : { mentions, papers, share, low, high };
}

const NO_SUMS: ClusterSums = {
  papers: 0,
  part: 0,
  all: 0,
  partSquares: 0,
  allSquares: 0,
  products: 0,
};

function sumsOf(count: MentionCount, category: string): ClusterSums {
  const part = count.categories.get(category) ?? noCategory();
  return {
    papers: count.papers,
    part: part.mentions,
    all: count.mentions,
    partSquares: part.squares,
    allSquares: count.squares,
    products: part.products,
  };
}

function weightedShare(
  { strata }: Design,
  sumsIn: (stratum: string) => ClusterSums,
) {
  return stratifiedShare(
    [...strata].map(([key, stratum]) => ({ ...sumsIn(key), ...stratum })),
  );
}
