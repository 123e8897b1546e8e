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
import { countOf, formatShare, listWords } from "lib/figures/words.ts";

/** Says in sentences whether the field leads, by count and by share. */
export function leadInWords(lead: FieldLead, { isSample }: Design): string {
  const { fields: [leader], stability } = lead;
  if (leader!.ofAll === null || leader!.ofField === null) {
    return leader!.ofField === null
      ? `No paper of this run belongs to ${LEADER}, so that there is nothing to compare.`
      : "No paper of this run reuses a pre-trained model, so that there is nothing to compare.";
  }
  const count = (value: number) => total(value, isSample);
  const counts = ranking(lead, ({ yes }) => yes);
  const shares = ranking(lead, ({ ofField }) => ofField?.share ?? null);
  const yes = leader!.ofAll;
  return [
    `By count ${LEADER} is ${counts.place}: ${count(leader!.yes)} of ${
      count(yes.all)
    } papers that reuse a pre-trained model belong to it (${
      shareInBrackets(yes)
    })${
      counts.rival === null
        ? ""
        : `, ${counts.rival.field} has ${count(counts.rival.yes)}`
    }.`,
    `It comes first in ${
      formatShare(stability.byCount)
    } of the bootstrap samples. ${pairsInWords(lead, "byCount")}`,
    `By share it is ${shares.place}: ${
      shareWithLimits(leader!.ofField)
    } of its ${count(leader!.papers)} papers reuse a model${
      shares.rival === null
        ? ""
        : `, in ${shares.rival.field} ${
          formatShare(shares.rival.ofField!.share)
        } of ${count(shares.rival.papers)}`
    }.`,
    `It comes first in ${
      formatShare(stability.byShare)
    } of the bootstrap samples. ${pairsInWords(lead, "byShare")}`,
  ].join(" ");
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
