import {
  type Evidence,
  type Measure,
  mentionsOf,
  shareAmong,
  where,
} from "lib/findings/claims/evidence.ts";
import { correlationOf, type Share } from "lib/findings/claims/share.ts";
import {
  type ShareDifference,
  shareDifference,
} from "lib/findings/claims/share_difference.ts";

/** Shares of the categories of a closed list, and how they hang together. */
export interface CategoryShares {
  /** In the order of the list. */
  readonly shares: ReadonlyMap<string, Share>;
  /**
   * True if the annotator's errors are removed: the shares are then those of
   * papers in which a category occurs, as labels tell papers apart and not
   * mentions. Else they are shares of the mentions.
   */
  readonly isAdjusted: boolean;
  /** Correlation of two of them, -1 where it is not known. */
  correlation(first: string, second: string): number;
}

/** How a category stands to the others at a number of standard errors. */
export interface CategoryLead {
  readonly share: Share;
  /** The other categories, the largest first. */
  readonly others: readonly {
    readonly category: string;
    readonly share: Share;
    readonly difference: ShareDifference;
    readonly low: number;
    readonly high: number;
  }[];
  /**
   * "leads" if its lead over every other category has an interval above 0,
   * "trails" if one of them lies below 0, else "undecided".
   */
  readonly standing: "leads" | "trails" | "undecided";
}

/**
 * Shares of mentions that fall into each category, over the papers that pass a
 * condition.
 *
 * @param evidence The papers.
 * @param question A question with a closed list.
 * @param categories Its values.
 * @param condition Which papers, all by default.
 * @returns The shares, or null if there is no mention.
 */
export function categoryShares(
  evidence: Evidence,
  question: string,
  categories: readonly string[],
  condition: Measure = () => 1,
): CategoryShares | null {
  const all = where(condition, mentionsOf(question));
  const shares = new Map(categories.flatMap((category) => {
    const part = where(condition, mentionsOf(question, category));
    const share = shareAmong(evidence, part, all);
    return share === null ? [] : [[category, share]];
  }));
  if (shares.size === 0) return null;
  return {
    shares,
    isAdjusted: false,
    // Categories compete for the same mentions: -1 is the safe choice.
    correlation: (first, second) =>
      correlationOf(
        evidence.design,
        shares.get(first)!,
        shares.get(second)!,
      ) ?? -1,
  };
}

/**
 * Compares one category with each of the others.
 *
 * @param categories The shares.
 * @param leader The category that is said to lead.
 * @param z Standard errors that each interval reaches to both sides.
 */
export function categoryLead(
  { shares, correlation }: CategoryShares,
  leader: string,
  z: number,
): CategoryLead {
  const share = shares.get(leader)!;
  const others = [...shares].filter(([category]) => category !== leader)
    .map(([category, other]) => {
      const difference = shareDifference(
        share,
        other,
        correlation(leader, category),
      );
      const [low, high] = difference.limits(z);
      return { category, share: other, difference, low, high };
    })
    .sort((a, b) => b.share.share - a.share.share);
  return {
    share,
    others,
    standing: others.some(({ high }) => high < 0)
      ? "trails"
      : others.every(({ low }) => low > 0)
      ? "leads"
      : "undecided",
  };
}
