import type { Verdict } from "lib/findings/validation/judge_yes_no.ts";
import type { Score } from "lib/findings/validation/score.ts";
import {
  type Cell,
  weightedScore,
  weightedShare,
  type WeightedTable,
} from "lib/findings/validation/weighted_scores.ts";
import { kappaOfTable } from "lib/stats/kappa.ts";

/** Why a score does not exist, by its name. */
export interface WhyNot {
  readonly precision: string;
  readonly recall: string;
  readonly specificity: string;
  readonly f1: string;
  readonly balancedAccuracy: string;
  readonly mcc: string;
  readonly kappa: string;
  readonly nothing: string;
}

type Weighed = ReturnType<typeof weigh>[number];

/**
 * The scores of `yesNoScores()` where papers were labelled with unequal
 * chances, such as those of a sheet that was drawn by answer: each paper counts
 * 1 / its chance, so that the scores are those of the sample. Papers whose
 * labels do not say their chance are left out.
 *
 * Intervals: Wilson's with the effective number of papers, mapped for F1; of
 * MCC on Fisher's z scale; of kappa and AC1 normal.
 *
 * @param verdicts Labelled papers with answers.
 * @param isAsked Whether the question depends on another one.
 */
export function weightedYesNoScores(
  verdicts: readonly Verdict[],
  isAsked: boolean,
  whyNot: WhyNot,
): Score[] {
  const all = weigh(verdicts);
  const left = verdicts.length - all.length;
  const note = `weighted by 1 / inclusion_probability${
    left === 0 ? "" : `, papers without it left out: ${left}`
  }`;
  const isOf = (...cells: readonly Cell[]) => ({ cell }: Weighed) =>
    cell !== null && cells.includes(cell);
  const share = (
    metric: string,
    part: readonly Cell[],
    of: readonly Cell[],
    why = whyNot.nothing,
  ) => {
    const about = { isPart: isOf(...part), isIn: isOf(...of), note };
    return weightedShare(metric, all, { ...about, whyNot: why });
  };
  const shares = (suffix = "", own = share) => [
    own(`accuracy${suffix}`, ["tp", "tn"], EVERY),
    own(`precision${suffix}`, ["tp"], ["tp", "fp"], whyNot.precision),
    own(`recall${suffix}`, ["tp"], ["tp", "fn"], whyNot.recall),
    own(`specificity${suffix}`, ["tn"], ["tn", "fp"], whyNot.specificity),
    f1Of(own(`f1${suffix}`, ["tp"], ["tp", "fp", "fn"], whyNot.f1)),
  ];
  const seen = new Set(all.flatMap(({ cell }) => cell ?? []));
  const score = (
    metric: keyof typeof STATISTICS,
    exists: boolean,
    why: string,
  ): Score =>
    exists && seen.size > 0
      ? weightedScore(metric, all, { ...STATISTICS[metric], note })
      : {
        ...{ metric, value: null, n: 0 },
        note: seen.size === 0 ? whyNot.nothing : why,
      };
  const has = (...cells: readonly Cell[]) =>
    cells.some((cell) => seen.has(cell));
  const bothLabels = has("tp", "fn") && has("fp", "tn");
  const bothAnswers = has("tp", "fp") && has("fn", "tn");
  const [accuracy, ...others] = shares();
  return [
    share("prevalence", ["tp", "fn"], EVERY),
    share("apparent_prevalence", ["tp", "fp"], EVERY),
    accuracy!,
    score("balanced_accuracy", bothLabels, whyNot.balancedAccuracy),
    ...others,
    score("mcc", bothLabels && bothAnswers, whyNot.mcc),
    score("kappa", bothLabels || bothAnswers, whyNot.kappa),
    score("ac1", true, ""),
    weightedShare("accuracy_failed_as_wrong", all, {
      isPart: isOf("tp", "tn"),
      isIn: () => true,
      whyNot: whyNot.nothing,
      note,
    }),
    ...(isAsked
      ? shares(
        "_asked",
        (metric, part, of, why = whyNot.nothing) =>
          weightedShare(metric, all, {
            isPart: isOf(...part),
            isIn: (paper) => paper.isAsked && isOf(...of)(paper),
            whyNot: why,
            note,
          }),
      )
      : []),
  ];
}

const EVERY = ["tp", "fp", "fn", "tn"] as const;

/** The papers whose chance is known, with their cells. */
function weigh(verdicts: readonly Verdict[]) {
  return verdicts.flatMap(({ chance, label, answer, outcome }) => {
    if (chance === null) return [];
    const cell: Cell | null = answer === null
      ? null
      : label
      ? (answer ? "tp" : "fn")
      : (answer ? "fp" : "tn");
    return [{ chance, cell, isAsked: outcome.kind === "answered" }];
  });
}

/** F1 from the share tp / (tp + fp + fn). */
function f1Of(score: Score): Score {
  const map = (j: number | null | undefined) =>
    j == null ? null : 2 * j / (1 + j);
  return {
    ...score,
    value: map(score.value),
    low: map(score.low),
    high: map(score.high),
    method: "wilson_jaccard_weighted",
  };
}

const STATISTICS = {
  balanced_accuracy: {
    statistic: ({ tp, fp, fn, tn }: WeightedTable) =>
      (tp / (tp + fn) + tn / (tn + fp)) / 2,
    scale: "wilson",
  },
  mcc: {
    statistic: ({ tp, fp, fn, tn }: WeightedTable) =>
      (tp * tn - fp * fn) /
      Math.sqrt((tp + fp) * (tp + fn) * ((tn + fp) * (tn + fn))),
    scale: "fisher_z",
  },
  kappa: {
    statistic: ({ tp, fp, fn, tn }: WeightedTable) =>
      kappaOfTable([[tp, fn], [fp, tn]])!,
    scale: "plain",
  },
  // Gwet's chance agreement of two answers is 2 p (1 - p), p the mean share of yes.
  ac1: {
    statistic: ({ tp, fp, fn, tn }: WeightedTable) => {
      const n = tp + fp + fn + tn;
      const p = (2 * tp + fp + fn) / (2 * n);
      const chance = 2 * p * (1 - p);
      return ((tp + tn) / n - chance) / (1 - chance);
    },
    scale: "plain",
  },
} as const;
