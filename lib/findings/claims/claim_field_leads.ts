import {
  type FieldLead,
  fieldLead,
  type FieldPair,
  type FieldReuse,
  LEADER,
  OTHERS,
} from "lib/findings/claims/field_leads.ts";
import { ALL_PAPERS } from "lib/findings/adjusted/adjusted_table.ts";
import type { ClaimInput } from "lib/findings/claims/claim_input.ts";
import {
  type Evidence,
  isAnswered,
  saysYes,
  shareAmong,
  within,
} from "lib/findings/claims/evidence.ts";
import {
  type Claim,
  type DetailRow,
  type PairResult,
  referenced,
} from "lib/findings/claims/finding.ts";
import { ALPHA, estimateOf, Z } from "lib/findings/claims/numbers.ts";
import { publishedClaim } from "lib/findings/claims/published.ts";
import { leadInWords } from "lib/findings/claims/lead_in_words.ts";
import { limitsOf, type Share } from "lib/findings/claims/share.ts";
import { formatCount } from "lib/words.ts";

const QUESTION = "uses_ptms";

const RULE =
  `Supported if the field is ahead of each of the other seven both by count and by share, with p at most ${ALPHA} after Holm's correction over all these comparisons; not supported if some field is ahead of it, with p at most ${ALPHA}, by count or by share; undecided otherwise. A field without papers in the run leaves the claim undecided.`;

/**
 * The claim that Biochemistry, Genetics and Molecular Biology reuses
 * pre-trained models most: by number of papers, and by share of its papers.
 */
export function claimFieldLeads(
  { evidence, planted, seed, adjusted }: ClaimInput,
): Claim {
  const { claim, source, reported } = publishedClaim("field-leads");
  const corrected = adjusted && ((field: string | null) =>
    adjusted({
      question: QUESTION,
      category: "",
      grouping: field === null ? "all" : "field",
      group: field ?? "",
      of: ALL_PAPERS,
    }));
  const lead = fieldLead(evidence, {
    question: QUESTION,
    seed,
    z: Z,
    adjusted: corrected,
  });
  const [leader] = lead.fields;
  const quantity =
    "share of the papers reusing a pre-trained model that belong to the field";
  const estimate = estimateOf(
    lead.isAdjusted ? `${quantity}, as the annotator answered` : quantity,
    leader!.ofAll,
  );
  return {
    id: "field-leads",
    claim,
    source,
    verdict: lead.verdict,
    statement: leadInWords(lead, evidence.design),
    rule: RULE,
    ...estimate,
    ...referenced(estimate, {
      published: reported,
      planted: planted && {
        quantity,
        value: shareAmong(
          planted,
          within(LEADER, saysYes(QUESTION)),
          saysYes(QUESTION),
        )?.share ?? null,
      },
    }),
    planted_holds: planted && isTrueIn(planted),
    method: methodOf(lead, evidence, adjusted !== undefined),
    details: lead.fields.map((field) => ({
      ...detailOf(field, planted),
      ...(corrected && correctedCells(corrected(field.field))),
    })),
    comparisons: lead.fields.slice(1).flatMap(({ field, byCount, byShare }) => [
      pairRow(`${LEADER}, by count`, field, byCount),
      pairRow(`${LEADER}, by share`, field, byShare),
    ]),
  };
}

/** True if the planted answers have the field first by count and by share. */
function isTrueIn(planted: Evidence): boolean | null {
  const fields = [LEADER, ...OTHERS].map((field) =>
    shareAmong(
      planted,
      within(field, saysYes(QUESTION)),
      within(field, isAnswered(QUESTION)),
    )
  );
  const [leader, ...others] = fields;
  if (!leader || others.includes(null)) return null;
  return others.every((other) =>
    leader.part > other!.part && leader.share > other!.share
  );
}

function methodOf(
  { isAdjusted, stability }: FieldLead,
  { design }: Evidence,
  hasLabels: boolean,
): string {
  return [
    isAdjusted
      ? "Shares of the fields' papers and the counts compared are corrected for the annotator's errors; the first places and the share of all reusing papers are as the annotator answered."
      : `As the annotator answered, its errors included${
        hasLabels
          ? ": there are too few labels to correct the share of every field"
          : ""
      }.`,
    "Fields share papers: differences take the correlation of the two shares into account (Newcombe's interval for paired shares), and p-values are corrected after Holm.",
    `First places come from ${
      formatCount(stability.replicates)
    } bootstrap samples of the papers${
      design.isSample ? " within their strata" : ""
    }.`,
  ].join(" ");
}

function detailOf(
  { field, papers, yes, ofField, byCount, byShare }: FieldReuse,
  planted: Evidence | null,
): DetailRow {
  const [low, high] = ofField ? limitsOf(ofField, Z) : [null, null];
  const truth = planted && shareAmong(
    planted,
    within(field, saysYes(QUESTION)),
    within(field, isAnswered(QUESTION)),
  );
  return {
    field,
    reusing: yes,
    papers,
    share: ofField?.share ?? null,
    low,
    high,
    p_count: byCount?.p ?? null,
    p_share: byShare?.p ?? null,
    ...(planted && {
      planted_reusing: truth?.part ?? null,
      planted_share: truth?.share ?? null,
    }),
  };
}

/** A field's corrected share beside its own, whether or not it is used. */
function correctedCells(share: Share | null): DetailRow {
  const [low, high] = share === null ? [null, null] : limitsOf(share, Z);
  return {
    corrected_share: share?.share ?? null,
    corrected_low: low,
    corrected_high: high,
  };
}

function pairRow(
  first: string,
  second: string,
  pair: FieldPair | null,
): PairResult {
  return {
    first,
    second,
    difference: pair?.difference ?? null,
    low: pair?.low ?? null,
    high: pair?.high ?? null,
    p_adjusted: pair?.p ?? null,
  };
}
