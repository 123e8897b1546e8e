import {
  type CategoryLead,
  type CategoryShares,
  categoryShares,
} from "lib/findings/claims/category_lead.ts";
import type { ClaimInput } from "lib/findings/claims/claim_input.ts";
import {
  type Measure,
  mentionsOf,
  once,
  shareAmong,
  where,
} from "lib/findings/claims/evidence.ts";
import {
  type DetailRow,
  type PairResult,
  referenced,
} from "lib/findings/claims/finding.ts";
import { estimateOf } from "lib/findings/claims/numbers.ts";
import { publishedClaim } from "lib/findings/claims/published.ts";
import { limitsOf, type Share } from "lib/findings/claims/share.ts";

/** A closed list and the value that is said to lead. */
export interface LeadingCategory {
  readonly question: string;
  readonly categories: readonly string[];
  readonly leader: string;
  /** What is counted, such as "reuses". */
  readonly unit: string;
  /** Of what papers corrected shares are, see {@link AdjustedKey}. */
  readonly of: string;
}

/** What a rule says of simultaneous intervals. */
export const TOGETHER =
  "All intervals hold together with 95%: the chance of an error is divided by their number (Bonferroni).";

/**
 * Corrected shares of papers where labels allow them for every category, else
 * the annotator's shares of mentions: the two are no shares of the same, so
 * that they never stand in one comparison.
 *
 * @param field One field; null for all papers.
 */
export function sharesIn(
  { evidence, adjusted }: ClaimInput,
  { question, categories, of }: LeadingCategory,
  field: string | null,
): CategoryShares | null {
  const raw = categoryShares(evidence, question, categories, inField(field));
  if (raw === null || adjusted === undefined) return raw;
  const shares = new Map<string, Share>();
  for (const category of categories) {
    const share = adjusted({
      question,
      category,
      grouping: field === null ? "all" : "field",
      group: field ?? "",
      of,
    });
    if (share === null) return raw;
    shares.set(category, share);
  }
  return { shares, isAdjusted: true, correlation: () => -1 };
}

/** The leader's share over all papers. */
export interface Headline {
  readonly share: Share;
  /** True if it is a corrected share of papers, else the annotator's of mentions. */
  readonly isAdjusted: boolean;
}

/**
 * The leader's share over all papers: corrected where labels allow, whether or
 * not they do so for the categories that it is compared with.
 *
 * @returns Null if there is no mention.
 */
export function headlineOf(
  { evidence, adjusted }: ClaimInput,
  { question, categories, leader, of }: LeadingCategory,
): Headline | null {
  const raw = categoryShares(evidence, question, categories)?.shares.get(
    leader,
  );
  if (raw === undefined) return null;
  const corrected = adjusted?.({
    question,
    category: leader,
    grouping: "all",
    group: "",
    of,
  });
  return { share: corrected ?? raw, isAdjusted: Boolean(corrected) };
}

function inField(field: string | null): Measure {
  return ({ fields }) => field === null || fields.includes(field) ? 1 : 0;
}

/** The claim's words, its headline estimate over all papers, and what that is compared with. */
export function headOf(
  id: string,
  input: ClaimInput,
  list: LeadingCategory,
  headline: Headline | null,
) {
  const { claim, source, reported } = publishedClaim(id);
  const { leader, unit } = list;
  const isAdjusted = headline?.isAdjusted ?? false;
  const quantity = isAdjusted
    ? `share of the papers with ${unit} in which ${leader} occurs`
    : `share of the ${unit} that are ${leader}`;
  const estimate = estimateOf(
    isAdjusted ? `${quantity}, corrected for the annotator's errors` : quantity,
    headline?.share ?? null,
  );
  const truth = plantedIn(input, list, null, isAdjusted)?.shares.get(leader);
  const beside = referenced(estimate, {
    published: reported,
    planted: input.planted && { quantity, value: truth?.share ?? null },
  });
  // What is reported is a share of mentions.
  const isComparable = input.planted !== null || !isAdjusted;
  return {
    id,
    claim,
    source,
    ...estimate,
    ...beside,
    ...(!isComparable && { distance_in_se: null }),
  };
}

/** What was planted, in a field or in all papers; undefined on real data. */
export function plantedIn(
  { planted }: ClaimInput,
  { question, categories }: LeadingCategory,
  field: string | null,
  isOfPapers = false,
): CategoryShares | null | undefined {
  if (planted === null) return undefined;
  const mentions = categoryShares(
    planted,
    question,
    categories,
    inField(field),
  );
  if (mentions === null || !isOfPapers) return mentions;
  const all = where(inField(field), once(mentionsOf(question)));
  return {
    ...mentions,
    shares: new Map(categories.map((category) => {
      const part = where(inField(field), once(mentionsOf(question, category)));
      return [category, shareAmong(planted, part, all)!];
    })),
  };
}

/** True if the planted answers have a category first in each group; null if a group has none. */
export function isTrueEverywhere(
  groups: readonly (CategoryShares | null | undefined)[],
  leader: string,
): boolean | null {
  if (groups.some((group) => !group)) return null;
  return groups.every((group) => {
    const own = group!.shares.get(leader)!.share;
    return [...group!.shares].every(([category, { share }]) =>
      category === leader || share < own
    );
  });
}

/** The rows of a claim's table: each category of a group with its limits. */
export function detailRows(
  group: string,
  leader: string,
  lead: CategoryLead | null,
  { z, isAdjusted, planted }: {
    readonly z: number;
    readonly isAdjusted: boolean;
    readonly planted: CategoryShares | null | undefined;
  },
): DetailRow[] {
  if (lead === null) return [];
  const truth = (category: string): Record<string, number | null> =>
    planted === undefined
      ? {}
      : { planted: planted?.shares.get(category)?.share ?? null };
  const row = (
    category: string,
    { share }: Pick<CategoryLead, "share">,
  ): DetailRow => {
    const [low, high] = limitsOf(share, z);
    return {
      group,
      category,
      share: share.share,
      low,
      high,
      papers: share.papers,
      share_of: isAdjusted ? "papers, corrected" : "mentions",
      ...truth(category),
    };
  };
  return [
    row(leader, lead),
    ...lead.others.map((other) => row(other.category, other)),
  ];
}

/** The leader's differences from the other categories. */
export function pairRows(
  first: string,
  lead: CategoryLead | null,
): PairResult[] {
  return (lead?.others ?? []).map(({ category, difference, low, high }) => ({
    first,
    second: category,
    difference: difference.difference,
    low,
    high,
    p_adjusted: null,
  }));
}
