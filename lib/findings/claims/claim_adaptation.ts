import { FIELDS } from "lib/corpus/fields.ts";
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
import type { Claim, Verdict } from "lib/findings/claims/finding.ts";
import {
  pointLimits,
  signedPoints,
  simultaneousZ,
} from "lib/findings/claims/numbers.ts";
import { formatShare } from "lib/words.ts";

/** The claim that adaptation prevails in every natural science. */
export function claimAdaptationPrevails(
  input: ClaimInput,
  list: LeadingCategory,
): Claim {
  const groups = FIELDS.map(({ name }) => ({
    name,
    categories: sharesIn(input, list, name),
  }));
  const z = simultaneousZ(
    groups.reduce(
      (sum, { categories }) =>
        sum + (categories === null ? 0 : categories.shares.size - 1),
      0,
    ),
  );
  const leads = groups.map(({ name, categories }) => ({
    name,
    lead: categories && categoryLead(categories, list.leader, z),
  }));
  const of = (standing: CategoryLead["standing"]) =>
    leads.filter(({ lead }) => lead?.standing === standing);
  const verdict: Verdict = of("trails").length > 0
    ? "not supported"
    : of("leads").length === FIELDS.length
    ? "supported"
    : "undecided";
  const headline = headlineOf(input, list);
  const compared = groups.map(({ categories }) => categories);
  return {
    ...headOf("adaptation-prevails", input, list, headline),
    verdict,
    statement: headline === null
      ? "No reuse was found in this run, so that there is nothing to compare."
      : `${shareInWords(input, list, { headline, groups: compared })} ${
        fieldsInWords(leads)
      }`,
    rule:
      `Supported if ${list.leader} is ahead of every other pattern in each of the eight fields: all intervals of the differences lie above 0. Not supported if in some field another pattern is ahead of it: an interval lies below 0. Undecided otherwise. A field without reuses leaves the claim undecided. ${TOGETHER}`,
    planted_holds: input.planted &&
      isTrueEverywhere(
        groups.map(({ name }) => plantedIn(input, list, name)),
        list.leader,
      ),
    method: methodInWords("Patterns", { headline, groups: compared }),
    details: leads.flatMap(({ name, lead }, i) => {
      const isAdjusted = groups[i]!.categories?.isAdjusted ?? false;
      const planted = plantedIn(input, list, name, isAdjusted);
      return detailRows(name, list.leader, lead, { z, isAdjusted, planted });
    }),
    comparisons: leads.flatMap(({ name, lead }) =>
      pairRows(`${list.leader} in ${name}`, lead)
    ),
  };
}

type NamedLead = { readonly name: string; readonly lead: CategoryLead | null };

function fieldsInWords(leads: readonly NamedLead[]): string {
  const named = (standing: CategoryLead["standing"]) =>
    leads.filter(({ lead }) => lead?.standing === standing);
  const missing = leads.filter(({ lead }) => lead === null);
  const [nearest] = leads.flatMap(({ name, lead }) =>
    lead === null ? [] : [{ name, next: lead.others[0]!, own: lead.share }]
  ).sort((a, b) => a.next.difference.difference - b.next.difference.difference);
  const list = (fields: readonly NamedLead[]) =>
    fields.length === 0
      ? ""
      : ` (${fields.map(({ name }) => name).join("; ")})`;
  return [
    `It is ahead of every other pattern in ${
      named("leads").length
    } of the ${leads.length} fields${list(named("leads"))}, undecided in ${
      named("undecided").length
    }${list(named("undecided"))}, and behind another one in ${
      named("trails").length
    }${list(named("trails"))}${
      missing.length === 0
        ? "."
        : `; ${missing.length} without reuses in this run.`
    }`,
    ...(nearest === undefined ? [] : [smallestLead(nearest)]),
  ].join(" ");
}

function smallestLead({ name, next, own }: {
  readonly name: string;
  readonly next: CategoryLead["others"][number];
  readonly own: CategoryLead["share"];
}): string {
  const { difference } = next.difference;
  return `${
    difference < 0
      ? "It is furthest behind another one"
      : "Its lead is smallest"
  } in ${name}: ${formatShare(own.share)} against ${
    formatShare(next.share.share)
  } ${next.category}, a difference of ${
    signedPoints(difference)
  } (simultaneous interval ${pointLimits(next.low, next.high)}).`;
}
