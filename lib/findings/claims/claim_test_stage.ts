import {
  type CategoryLead,
  categoryLead,
} from "lib/findings/claims/category_lead.ts";
import {
  detailRows,
  headlineOf,
  headOf,
  isTrueEverywhere,
  type LeadingCategory,
  pairRows,
  plantedIn,
  sharesIn,
  TOGETHER,
} from "lib/findings/claims/category_claim.ts";
import {
  methodInWords,
  shareInWords,
} from "lib/findings/claims/category_words.ts";
import type { ClaimInput } from "lib/findings/claims/claim_input.ts";
import type { Claim } from "lib/findings/claims/finding.ts";
import {
  pointLimits,
  signedPoints,
  simultaneousZ,
} from "lib/findings/claims/numbers.ts";
import { formatShare } from "lib/words.ts";

/** The claim that the Test stage is affected most. */
export function claimTestStage(
  input: ClaimInput,
  list: LeadingCategory,
): Claim {
  const shares = sharesIn(input, list, null);
  const headline = headlineOf(input, list);
  const isAdjusted = shares?.isAdjusted ?? false;
  const z = simultaneousZ((shares?.shares.size ?? 0) - 1);
  const lead = shares && categoryLead(shares, list.leader, z);
  return {
    ...headOf("test-stage", input, list, headline),
    verdict: lead === null || lead.standing === "undecided"
      ? "undecided"
      : lead.standing === "leads"
      ? "supported"
      : "not supported",
    statement: headline === null || lead === null
      ? "No stage was found in this run, so that there is nothing to compare."
      : `${shareInWords(input, list, { headline, groups: [shares] })} ${
        leadInWords(list, lead)
      }`,
    rule:
      `Supported if ${list.leader} is ahead of every other stage: all intervals of the differences lie above 0. Not supported if another stage is ahead of it: an interval lies below 0. Undecided otherwise. ${TOGETHER}`,
    planted_holds: input.planted &&
      isTrueEverywhere([plantedIn(input, list, null)], list.leader),
    method: methodInWords("Stages", { headline, groups: [shares] }),
    details: detailRows("all", list.leader, lead, {
      z,
      isAdjusted,
      planted: plantedIn(input, list, null, isAdjusted),
    }),
    comparisons: pairRows(list.leader, lead),
  };
}

function leadInWords(
  { leader }: LeadingCategory,
  { others }: CategoryLead,
): string {
  const next = others[0]!;
  const apart = others.filter(({ low }) => low > 0).length;
  return `${next.category} is ${
    next.difference.difference >= 0 ? "next" : "ahead"
  } with ${formatShare(next.share.share)}: a difference of ${
    signedPoints(next.difference.difference)
  } (simultaneous interval ${
    pointLimits(next.low, next.high)
  }). ${leader} is ahead of ${apart} of the ${others.length} other values.`;
}
