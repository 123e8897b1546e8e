import { FIELDS } from "lib/corpus/fields.ts";
import {
  type Evidence,
  isAnswered,
  saysYes,
  shareAmong,
  weighted,
  where,
  within,
} from "lib/findings/claims/evidence.ts";
import type { Verdict } from "lib/findings/claims/finding.ts";
import { ALPHA } from "lib/findings/claims/numbers.ts";
import {
  type RankStability,
  rankStability,
} from "lib/findings/claims/rank_stability.ts";
import {
  correlationOf,
  type PaperShare,
  type Share,
} from "lib/findings/claims/share.ts";
import { shareDifference } from "lib/findings/claims/share_difference.ts";
import { holm } from "lib/stats/adjust_p_values.ts";

/** The field that the paper says leads. */
export const LEADER = "Biochemistry, Genetics and Molecular Biology";

/** The other natural sciences. */
export const OTHERS: readonly string[] = FIELDS.map(({ name }) => name)
  .filter((name) => name !== LEADER);

/** What a run says of one field. */
export interface FieldReuse {
  readonly field: string;
  /** Estimated papers with an answer, and of them those answered yes. */
  readonly papers: number;
  readonly yes: number;
  /** Share of all papers answered yes that belong to the field; null without any. */
  readonly ofAll: PaperShare | null;
  /** Share of the field's papers answered yes; null without papers. */
  readonly ofField: Share | null;
  /** The leader's share less this field's, with Holm's p; null if not to be compared. */
  readonly byCount: FieldPair | null;
  readonly byShare: FieldPair | null;
}

/** The leader compared with another field. */
export interface FieldPair {
  readonly difference: number;
  /** Of the single 95 % interval. */
  readonly low: number;
  readonly high: number;
  /** After Holm's correction over all comparisons of the claim. */
  readonly p: number;
}

/** Whether one field leads the others. */
export interface FieldLead {
  /** The leader first, the others in the order of the study. */
  readonly fields: readonly FieldReuse[];
  readonly byCount: Verdict;
  readonly byShare: Verdict;
  readonly verdict: Verdict;
  readonly stability: RankStability;
  /** True if the shares of the fields' papers are corrected for the annotator's errors. */
  readonly isAdjusted: boolean;
}

/** How {@link fieldLead} counts. */
export interface FieldLeadOptions {
  /** The yes-no question whose papers are counted. */
  readonly question: string;
  /** Of the bootstrap. */
  readonly seed: number | string;
  readonly replicates?: number;
  /** Standard errors of single intervals. */
  readonly z: number;
  /** Corrected share of a field's papers, or of all papers; null where there is none. */
  readonly adjusted?: (field: string | null) => Share | null;
}

/**
 * Asks whether {@link LEADER} has more papers answered yes than each other
 * natural-science field, and a larger share of its papers.
 *
 * Papers can belong to several fields, so two fields are compared by the
 * difference of two shares that are correlated, never as independent samples:
 * by count the two fields' shares of all papers answered yes, by share the two
 * fields' shares of their own papers. Holm's correction runs over all of these
 * tests together.
 *
 * By each of the two the claim is supported if the leader is ahead of every
 * other field with p <= 0.05, not supported if another field is ahead of it
 * with p <= 0.05, and undecided otherwise. The claim as a whole is supported if
 * both are, and not supported if one of them is not.
 */
export function fieldLead(
  evidence: Evidence,
  options: FieldLeadOptions,
): FieldLead {
  const { question } = options;
  const yes = saysYes(question);
  const answered = isAnswered(question);
  const names = [LEADER, ...OTHERS];
  const counted = names.map((field) => ({
    field,
    ofAll: shareAmong(evidence, within(field, yes), yes),
    ofField: shareAmong(evidence, within(field, yes), within(field, answered)),
  }));
  const adjusted = adjustedShares(counted, options);
  const shares = counted.map(({ field, ofAll, ofField }) => {
    const corrected = adjusted?.shares.get(field);
    const papers = ofField?.all ?? 0;
    return {
      field,
      papers,
      yes: corrected ? corrected.share * papers : ofField?.part ?? 0,
      ofAll: ofField === null ? null : ofAll,
      ofField: corrected ?? ofField,
    };
  });
  const [leader, ...others] = shares;
  const all = adjusted && adjusted.share.share *
      weighted(evidence, answered);
  const pairs = others.flatMap((other) => [
    all
      // Corrected shares of papers, times the papers: corrected counts.
      ? pairOf(evidence, leader!.ofField, other.ofField, options.z, {
        safe: 0,
        scales: [leader!.papers / all, other.papers / all],
      })
      : pairOf(evidence, leader!.ofAll, other.ofAll, options.z, { safe: -1 }),
    pairOf(evidence, leader!.ofField, other.ofField, options.z, { safe: 0 }),
  ]);
  const corrected = holm(pairs.map((pair) => pair?.p ?? null));
  const tested = pairs.map((pair, i): FieldPair | null =>
    pair && { ...pair, p: corrected[i]! }
  );
  const byCount = verdictOf(tested.filter((_, i) => i % 2 === 0));
  const byShare = verdictOf(tested.filter((_, i) => i % 2 === 1));
  return {
    fields: [
      { ...leader!, byCount: null, byShare: null },
      ...others.map((other, i) => ({
        ...other,
        byCount: tested[2 * i]!,
        byShare: tested[2 * i + 1]!,
      })),
    ],
    byCount,
    byShare,
    verdict: both(byCount, byShare),
    stability: rankStability(
      evidence.design,
      {
        groups: evidence.papers.map(({ fields }) =>
          fields.map((field) => names.indexOf(field))
        ),
        all: evidence.papers.map(answered),
        part: evidence.papers.map(where(answered, yes)),
      },
      0,
      options,
    ),
    isAdjusted: adjusted !== null,
  };
}

/** Corrected shares of all papers and of all fields that have some, or null if one is missing. */
function adjustedShares(
  fields: readonly { field: string; ofField: Share | null }[],
  { adjusted }: FieldLeadOptions,
): { share: Share; shares: ReadonlyMap<string, Share> } | null {
  const share = adjusted?.(null);
  if (adjusted === undefined || !share) return null;
  const shares = new Map<string, Share>();
  for (const { field, ofField } of fields) {
    if (ofField === null) continue;
    const share = adjusted(field);
    if (share === null) return null;
    shares.set(field, share);
  }
  return { share, shares };
}

/**
 * Compares two shares.
 *
 * @param options.safe Their correlation where the papers do not show it. Two
 * shares of the same papers compete: -1. Shares of the papers of two fields:
 * 0, as papers in both make them move together. So do common labels, if the
 * shares are corrected.
 */
function pairOf(
  { design }: Evidence,
  leader: Share | PaperShare | null,
  other: Share | PaperShare | null,
  z: number,
  { safe, scales }: {
    readonly safe: -1 | 0;
    readonly scales?: readonly [number, number];
  },
): FieldPair | null {
  if (leader === null || other === null) return null;
  const correlation = "residuals" in leader && "residuals" in other
    ? correlationOf(design, leader, other) ?? safe
    : safe;
  const { difference, p, limits } = shareDifference(
    leader,
    other,
    correlation,
    scales,
  );
  const [low, high] = limits(z);
  return { difference, low, high, p };
}

function verdictOf(pairs: readonly (FieldPair | null)[]): Verdict {
  const told = (sign: 1 | -1) =>
    pairs.filter((pair) =>
      pair !== null && pair.p <= ALPHA && sign * pair.difference > 0
    ).length;
  if (told(-1) > 0) return "not supported";
  return told(1) === pairs.length ? "supported" : "undecided";
}

function both(one: Verdict, other: Verdict): Verdict {
  const verdicts = [one, other];
  if (verdicts.includes("not supported")) return "not supported";
  return verdicts.includes("undecided") ? "undecided" : "supported";
}
