import {
  countVerdicts,
  type JudgedQuestion,
} from "lib/findings/validation/judge_yes_no.ts";
import { fewNote, type Score, scoreOf } from "lib/findings/validation/score.ts";
import { areUneven } from "lib/findings/validation/label_chances.ts";
import { weightedYesNoScores } from "lib/findings/validation/weighted_yes_no_scores.ts";
import type { BinaryCounts } from "lib/stats/binary_metrics.ts";
import { binaryMetricsIntervals } from "lib/stats/binary_metrics_intervals.ts";
import { f1MccDelta } from "lib/stats/f1_mcc_delta.ts";
import { gwetAc1OfTable } from "lib/stats/gwet_ac1.ts";
import { cohenKappa } from "lib/stats/kappa.ts";
import { wilsonInterval } from "lib/stats/wilson.ts";

/** Why a score does not exist. */
const UNDEFINED = {
  precision: "the annotator answers no paper with yes",
  recall: "no paper is labelled yes",
  specificity: "no paper is labelled no",
  f1: "neither side says yes",
  balancedAccuracy: "one of the two labels is absent",
  mcc: "label or answer is the same for all papers",
  kappa: "label and answer are one and the same for all papers",
} as const;

const NO_PAPERS = "no observations";

/** Names of the scores of papers that the annotator was asked about itself. */
const ASKED = ["accuracy", "precision", "recall", "specificity", "f1"] as const;

/**
 * Scores an annotator on a yes-no question: the confusion table as counts and
 * what could not be compared, then the scores, each with its 95 % interval.
 *
 * - prevalence, apparent_prevalence: share labelled yes, and answered yes;
 * - accuracy, precision, recall, specificity: Wilson; f1: Wilson's limits of
 *   tp / (tp + fp + fn), mapped; balanced_accuracy: Newcombe, mapped;
 * - mcc: on Fisher's z scale; kappa, ac1: large-sample, withheld where the
 *   standard error is 0;
 * - accuracy_failed_as_wrong: papers without an answer count as wrong;
 * - `…_asked`, for questions that depend on another one: the same among the
 *   papers that the annotator was asked this very question about.
 *
 * Where papers were labelled with unequal chances, see `weightedYesNoScores()`.
 */
export function yesNoScores(judged: JudgedQuestion): Score[] {
  const { verdicts, outside, disputed, question } = judged;
  const counts = countVerdicts(verdicts);
  const n = counts.tp + counts.fp + counts.fn + counts.tn;
  const all = verdicts.length;
  const tally: Score[] = [
    ...(["tp", "fp", "fn", "tn"] as const).map((metric) => ({
      metric,
      value: counts[metric],
      n,
    })),
    { metric: "failed", value: all - n, n: all },
    { metric: "outside", value: outside, n: all + outside },
    { metric: "disputed", value: disputed, n: all + outside + disputed },
  ];
  if (areUneven(verdicts)) {
    const note = "papers as labelled, not weighted";
    const isAsked = question.dependsOn !== null;
    const whyNot = { ...UNDEFINED, nothing: NO_PAPERS };
    return [
      ...tally.map((count) => ({ ...count, note })),
      ...weightedYesNoScores(verdicts, isAsked, whyNot),
    ];
  }
  const { tp, fp, fn, tn } = counts;
  const share = (metric: string, part: number, of: number) =>
    scoreOf(metric, of === 0 ? null : wilsonInterval(part, of), NO_PAPERS);
  const asked = verdicts.filter(({ outcome }) => outcome.kind === "answered");
  return [
    ...tally,
    share("prevalence", tp + fn, n),
    share("apparent_prevalence", tp + fp, n),
    ...shareScores(counts),
    ...chanceScores(counts),
    share("accuracy_failed_as_wrong", tp + tn, all),
    ...(question.dependsOn === null ? [] : shareScores(countVerdicts(asked))
      .filter(({ metric }) => ASKED.some((name) => name === metric))
      .map((score) => ({ ...score, metric: `${score.metric}_asked` }))),
  ];
}

/** Scores that are shares, or functions of them. */
function shareScores(counts: BinaryCounts): Score[] {
  const names = {
    accuracy: "accuracy",
    balanced_accuracy: "balancedAccuracy",
    precision: "precision",
    recall: "recall",
    specificity: "specificity",
    f1: "f1",
  } as const;
  const { tp, fp, fn, tn } = counts;
  const scores = tp + fp + fn + tn === 0
    ? null
    : binaryMetricsIntervals(counts);
  return Object.entries(names).map(([metric, name]) =>
    scoreOf(
      metric,
      scores?.[name] ?? null,
      scores === null || name === "accuracy" ? NO_PAPERS : UNDEFINED[name],
    )
  );
}

/** Scores of agreement beyond chance. */
function chanceScores(counts: BinaryCounts): Score[] {
  const { tp, fp, fn, tn } = counts;
  const n = tp + fp + fn + tn;
  if (n === 0) {
    return ["mcc", "kappa", "ac1"].map((metric) =>
      scoreOf(metric, null, NO_PAPERS)
    );
  }
  const table = [[tp, fn], [fp, tn]];
  const { mcc, mccFisherZ } = f1MccDelta(counts);
  const { kappa, low, high, agreementInterval } = cohenKappa(table);
  const { ac1, ...ac1Limits } = gwetAc1OfTable(table);
  const agreement = [agreementInterval.low, agreementInterval.high]
    .map((limit) => limit.toFixed(3)).join(" to ");
  const withheld =
    `the standard error is 0, which is no certainty: no interval; agreement itself is ${agreement} (Clopper-Pearson)`;
  const score = (
    metric: string,
    value: number | null,
    limits: { low: number | null; high: number | null },
    { method, whyNot = "" }: { method: string; whyNot?: string },
  ): Score => ({
    metric,
    value,
    low: limits.low,
    high: limits.high,
    n: value === null ? 0 : n,
    method,
    note: value === null ? whyNot : limits.low === null ? withheld : fewNote(n),
  });
  return [
    score("mcc", mcc, {
      low: mccFisherZ?.[0] ?? null,
      high: mccFisherZ?.[1] ?? null,
    }, { method: "fisher_z", whyNot: UNDEFINED.mcc }),
    score("kappa", kappa, { low, high }, {
      method: "fleiss_cohen_everitt",
      whyNot: UNDEFINED.kappa,
    }),
    score("ac1", ac1, ac1Limits, { method: ac1Limits.method }),
  ];
}
