import type { Design } from "lib/findings/claims/design.ts";
import {
  type FieldLead,
  type FieldReuse,
  LEADER,
} from "lib/findings/claims/field_leads.ts";
import {
  ALPHA,
  pValueText,
  shareInBrackets,
  shareWithLimits,
  total,
} from "lib/findings/claims/numbers.ts";
import { countOf, formatShare, listWords } from "lib/words.ts";

/**
 * Says in sentences whether the field leads, by count and by share. Where the
 * counts and shares that are compared are corrected for the annotator's errors,
 * it says of each number that is not that it is the annotator's own.
 */
export function leadInWords(lead: FieldLead, { isSample }: Design): string {
  const { fields: [leader], stability, isAdjusted } = lead;
  if (leader!.ofAll === null || leader!.ofField === null) {
    return leader!.ofField === null
      ? `No paper of this run belongs to ${LEADER}, so that there is nothing to compare.`
      : "No paper of this run reuses a pre-trained model, so that there is nothing to compare.";
  }
  const count = (value: number) => total(value, isSample);
  const shares = ranking(lead, ({ ofField }) => ofField?.share ?? null);
  const first = (share: number) =>
    `${
      isAdjusted
        ? "As the annotator answered, not corrected, it comes"
        : "It comes"
    } first in ${formatShare(share)} of the bootstrap samples.`;
  return [
    countsInWords(lead, isSample),
    `${first(stability.byCount)} ${pairsInWords(lead, "byCount")}`,
    `By share it is ${shares.place}: ${isAdjusted ? CORRECTED : ""}${
      shareWithLimits(leader!.ofField)
    } of its ${count(leader!.papers)} papers reuse a model${
      shares.rival === null
        ? ""
        : `, in ${shares.rival.field} ${
          formatShare(shares.rival.ofField!.share)
        } of ${count(shares.rival.papers)}`
    }.`,
    `${first(stability.byShare)} ${pairsInWords(lead, "byShare")}`,
  ].join(" ");
}

const CORRECTED = "corrected for the annotator's errors, ";

function countsInWords(lead: FieldLead, isSample: boolean): string {
  const { fields: [leader], isAdjusted } = lead;
  const { place, rival } = ranking(lead, ({ yes }) => yes);
  // A corrected count is an estimate, whether or not every paper was taken.
  const count = (field: FieldReuse) => total(field.yes, isSample || isAdjusted);
  const all = leader!.ofAll!;
  const own = (number: string) =>
    `${number} of ${
      total(all.all, isSample)
    } papers that reuse a pre-trained model belong to it (${
      shareInBrackets(all)
    })`;
  const next = rival === null ? "" : `, ${rival.field} has ${count(rival)}`;
  const begin = `By count ${LEADER} is ${place}: `;
  return isAdjusted
    ? `${begin}${CORRECTED}${
      count(leader!)
    } of its papers reuse a pre-trained model${next}. As the annotator answered, ${
      own(total(all.part, isSample))
    }.`
    : `${begin}${own(count(leader!))}${next}.`;
}

const PLACES = [
  ...["first", "second", "third", "fourth"],
  ...["fifth", "sixth", "seventh", "eighth"],
];

/** The leader's place, and the best of the other fields. */
function ranking(
  { fields: [leader, ...others] }: FieldLead,
  value: (field: FieldReuse) => number | null,
): { place: string; rival: FieldReuse | null } {
  const known = others.filter((field) =>
    field.papers > 0 && value(field) !== null
  );
  const own = value(leader!)!;
  const ahead = known.filter((field) => value(field)! > own).length;
  const isTied = known.some((field) => value(field) === own);
  const place = PLACES[ahead]!;
  const [rival = null] = known.toSorted((a, b) => value(b)! - value(a)!);
  return { place: isTied ? `${place} with another field` : place, rival };
}

function pairsInWords(
  lead: FieldLead,
  measure: "byCount" | "byShare",
): string {
  const others = lead.fields.slice(1);
  const pairs = others.flatMap((field) => {
    const pair = field[measure];
    return pair === null ? [] : [{ field: field.field, ...pair }];
  });
  const name = measure === "byCount" ? "By count" : "By share";
  const verdict = `${name} the claim is ${lead[measure]}.`;
  if (pairs.length === 0) {
    return `No other field has papers to compare with. ${verdict}`;
  }
  const told = pairs.filter(({ p }) => p <= ALPHA);
  const ahead = told.filter(({ difference }) => difference < 0);
  const missing = others.length - pairs.length;
  const ps = pairs.map(({ p }) => p);
  const [least, most] = [Math.min(...ps), Math.max(...ps)].map(pValueText);
  return [
    `With p at most ${ALPHA} it is ahead of ${
      told.length - ahead.length
    } of the ${
      countOf(pairs.length, "other field")
    } (after Holm's correction p ${
      least === most ? least : `${least} to ${most}`
    })${
      ahead.length === 0
        ? ""
        : ` and behind ${listWords(ahead.map(({ field }) => field))}`
    }${
      missing === 0
        ? "."
        : `; ${countOf(missing, "field")} without papers in this run.`
    }`,
    verdict,
  ].join(" ");
}
