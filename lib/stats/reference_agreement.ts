/** Reference names of the statistics on scores, agreement and tests. */

import { mean } from "simple-statistics";
import { z } from "zod";
import * as stats from "lib/stats/mod.ts";
import {
  confidence,
  names,
  number,
  numbers,
  snakeCase,
  type Statistic,
  statistic,
  table,
  undefinedResult,
} from "lib/stats/reference_shape.ts";

const rating = z.union([z.string(), number, z.boolean()]).nullable();
const binary = z.object({
  tp: number,
  fp: number,
  fn: number,
  tn: number,
  confidence,
});
const share = z.object({ successes: number, n: number, confidence });

/** By name in the reference cases. */
export const AGREEMENT_STATISTICS: Readonly<Record<string, Statistic>> = {
  binary_metrics: statistic(
    binary,
    (input) => snakeCase(stats.binaryMetrics(input)),
  ),
  binary_metrics_ci: statistic(binary, (input) => {
    const scores = stats.binaryMetricsIntervals(input, input);
    const limits = (score: stats.Interval | null) =>
      score && [score.low, score.high];
    return {
      accuracy_wilson: limits(scores.accuracy),
      precision_wilson: limits(scores.precision),
      recall_wilson: limits(scores.recall),
      specificity_wilson: limits(scores.specificity),
      f1_wilson_jaccard: limits(scores.f1),
      balanced_accuracy_newcombe: limits(scores.balancedAccuracy),
    };
  }),
  f1_mcc_delta: statistic(binary, (input) => {
    const { f1Se, mccSe, ...rest } = stats.f1MccDelta(input, input);
    return { ...snakeCase(rest), f1_se_delta: f1Se, mcc_se_delta: mccSe };
  }),
  multiclass_metrics: statistic(
    z.object({ labels: names, gold: names, predicted: names }),
    (input) => snakeCase(stats.multiclassMetrics(input)),
  ),
  weighted_binary_metrics: statistic(
    z.object({ gold: numbers, predicted: numbers, weight: numbers }),
    (input) => snakeCase(stats.weightedBinaryMetrics(input)),
  ),
  wilson_interval: statistic(
    share,
    (input) => stats.wilsonInterval(input.successes, input.n, input),
  ),
  clopper_pearson_interval: statistic(
    share,
    (input) => stats.clopperPearsonInterval(input.successes, input.n, input),
  ),
  newcombe_difference: statistic(
    z.object({ x1: number, n1: number, x2: number, n2: number, confidence }),
    ({ x1, n1, x2, n2, confidence }) => {
      const { estimate, ...rest } = stats.newcombeDifference(
        { successes: x1, n: n1 },
        { successes: x2, n: n2 },
        { confidence },
      );
      return { difference: estimate, ...rest };
    },
  ),
  cohen_kappa: statistic(
    z.union([
      z.object({ table, confidence }),
      z.object({ rater1: names, rater2: names, labels: names, confidence }),
    ]),
    (input) => {
      const result = stats.cohenKappa(
        "table" in input
          ? input.table
          : stats.confusionTable(input.rater1, input.rater2, input.labels),
        input,
      );
      return result.kappa === null
        ? {
          ...undefinedResult(
            "Cannot compute kappa: both raters used one label throughout",
          ),
          observed_agreement: result.observedAgreement,
          expected_agreement: result.expectedAgreement,
        }
        : snakeCase(result);
    },
  ),
  gwet_ac1: statistic(
    z.union([
      z.object({ table, confidence }),
      z.object({
        ratings: z.array(z.array(z.string().nullable())),
        categories: names,
        confidence,
      }),
    ]),
    (input) =>
      "table" in input
        ? stats.gwetAc1OfTable(input.table, input)
        : stats.gwetAc1(input.ratings, input.categories, input),
  ),
  krippendorff_alpha: statistic(
    z.object({ ratings: z.array(z.array(rating)) }),
    ({ ratings }) => stats.krippendorffAlpha(ratings),
  ),
  krippendorff_alpha_sets: statistic(
    z.object({ ratings: z.array(z.array(names.nullable())) }),
    ({ ratings }) => stats.krippendorffAlphaSets(ratings),
  ),
  fleiss_kappa: statistic(
    z.object({ counts: table, confidence }),
    (input) => snakeCase(stats.fleissKappa(input.counts, input)),
  ),
  multilabel_sets: statistic(
    z.object({ gold: z.array(names), predicted: z.array(names) }),
    ({ gold, predicted }) => {
      const scores = stats.multilabelSets(gold, predicted);
      const { jaccard, exactMatch, papers: _, ...means } = scores.meanByPaper;
      return {
        micro: scores.micro,
        macro_by_label: scores.macroByLabel,
        mean_by_paper: means,
        mean_jaccard: jaccard,
        exact_match: exactMatch,
      };
    },
  ),
  mcnemar: statistic(
    z.object({
      both_correct: number,
      only_a_correct: number,
      only_b_correct: number,
      both_wrong: number,
    }),
    (input) =>
      snakeCase(stats.mcnemar({
        bothCorrect: input.both_correct,
        onlyACorrect: input.only_a_correct,
        onlyBCorrect: input.only_b_correct,
        bothWrong: input.both_wrong,
      })),
  ),
  bootstrap_interval: statistic(
    z.object({
      statistic: z.literal("mean"),
      data: numbers.min(1),
      replicates: z.array(number.nullable()),
      confidence,
    }),
    ({ data, replicates, confidence }) =>
      snakeCase(stats.bootstrapInterval({
        n: data.length,
        estimate: mean(data),
        replicates,
        leaveOneOut: data.length < 2 ? [] : data.map((_, i) => ({
          value: mean(data.toSpliced(i, 1)),
          papers: 1,
        })),
      }, { confidence })),
  ),
  cochran_armitage: statistic(
    z.object({ events: numbers, totals: numbers, scores: numbers }),
    (input) => snakeCase(stats.cochranArmitage(input)),
  ),
  chi_square: statistic(
    z.object({ table }),
    (input) => snakeCase(stats.chiSquare(input.table)),
  ),
  adjust_p_values: statistic(
    z.object({ p_values: z.array(number.nullable()) }),
    ({ p_values }) => ({
      benjamini_hochberg: stats.benjaminiHochberg(p_values),
      holm: stats.holm(p_values),
    }),
  ),
};
