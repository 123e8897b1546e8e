import type {
  Headline,
  LeadingCategory,
} from "lib/findings/claims/category_claim.ts";
import type { CategoryShares } from "lib/findings/claims/category_lead.ts";
import type { ClaimInput } from "lib/findings/claims/claim_input.ts";
import { mentionsOf, weighted } from "lib/findings/claims/evidence.ts";
import { shareWithLimits, total } from "lib/findings/claims/numbers.ts";
import { capitalise, countOf } from "lib/words.ts";

/** What a claim about a closed list says of its shares. */
export interface ComparedShares {
  readonly headline: Headline | null;
  /** The shares that are compared; null where there is no mention. */
  readonly groups: readonly (CategoryShares | null)[];
}

/**
 * Says whether the shares that are compared are corrected, and how intervals
 * were made.
 *
 * @param subject What is compared, such as "Patterns".
 */
export function methodInWords(
  subject: string,
  { headline, groups }: ComparedShares,
): string {
  const { adjusted, known } = correctedGroups(groups);
  const isMixed = headline?.isAdjusted && adjusted < known;
  const estimate = isMixed
    ? `The estimate is corrected for the annotator's errors; the comparison is ${
      adjusted === 0 ? "not" : "so in part"
    }. `
    : "";
  const errors = adjusted === 0
    ? `${subject} are compared as the annotator answered, its errors included.${
      isMixed
        ? " The labels do not allow a corrected share of every category."
        : ""
    }`
    : `${subject} are compared by shares corrected for the annotator's errors${
      adjusted === known
        ? ""
        : ` in ${adjusted} of ${known} fields, where labels allow, and as it answered in the others`
    }. Labels tell papers apart and not mentions: corrected shares are those of papers in which a category occurs.`;
  return `${estimate}${errors} Papers were drawn, not mentions: two mentions of one paper are no independent observations, and intervals take that into account.`;
}

function correctedGroups(groups: ComparedShares["groups"]) {
  const known = groups.filter((group) => group !== null);
  return {
    adjusted: known.filter(({ isAdjusted }) => isAdjusted).length,
    known: known.length,
  };
}

/**
 * Says what share the leader has, and of what; if that share is corrected and
 * the comparison which follows is not, says so.
 */
export function shareInWords(
  { evidence }: ClaimInput,
  { question, leader, unit }: LeadingCategory,
  { headline, groups }: ComparedShares & { readonly headline: Headline },
): string {
  const count = (category?: string) =>
    total(
      weighted(evidence, mentionsOf(question, category)),
      evidence.design.isSample,
    );
  const share = shareWithLimits(headline.share);
  const papers = countOf(
    evidence.papers.filter(mentionsOf(question)).length,
    "paper",
  );
  const counted = `${count(leader)} of ${count()} ${unit} in ${papers}`;
  if (!headline.isAdjusted) {
    return `${capitalise(leader)} has ${share}: ${counted}.`;
  }
  const { adjusted, known } = correctedGroups(groups);
  const rest = adjusted === known
    ? ""
    : adjusted === 0
    ? " What follows compares its answers, not corrected."
    : ` What follows is corrected in ${adjusted} of ${known} fields only.`;
  return `Corrected for the annotator's errors, ${leader} occurs in ${share} of the papers with ${unit}; as the annotator answered, ${counted} are ${leader}.${rest}`;
}
