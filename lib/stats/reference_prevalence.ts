/** Reference names of the statistics on prevalence and design. */

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
} from "lib/stats/reference_shape.ts";

const lambda = z.union([number, z.literal("tuned")]).optional();
const correction = z.object({
  positives: number,
  n: number,
  se_successes: number,
  se_n: number,
  sp_successes: number,
  sp_n: number,
  confidence,
});
const ppi = { y: numbers, yhat: numbers, yhat_unlabelled: numbers };
const N_h = z.record(z.string(), number);

/** By name in the reference cases. */
export const PREVALENCE_STATISTICS: Readonly<Record<string, Statistic>> = {
  rogan_gladen_known: statistic(
    z.object({
      positives: number,
      n: number,
      sensitivity: number,
      specificity: number,
      confidence,
    }),
    (input) =>
      snakeCase(stats.roganGladenKnown(
        { successes: input.positives, n: input.n },
        input,
        input,
      )),
  ),
  rogan_gladen: statistic(
    correction,
    (input) => snakeCase(stats.roganGladen(...correctionOf(input))),
  ),
  lang_reiczigel: statistic(
    correction,
    (input) => stats.langReiczigel(...correctionOf(input)),
  ),
  ppi_mean: statistic(
    z.object({ ...ppi, lambda, confidence }),
    ({ yhat_unlabelled: yhatUnlabelled, ...input }) =>
      snakeCase(stats.ppiMean({ ...input, yhatUnlabelled }, input)),
  ),
  ppi_mean_stratified: statistic(
    z.object({
      strata: z.array(
        z.object({ stratum: z.string(), population: number, ...ppi }),
      ),
      lambda,
      confidence,
    }),
    ({ strata, ...options }) => {
      const result = stats.ppiMeanStratified(
        strata.map((stratum) => ({
          ...stratum,
          yhatUnlabelled: stratum.yhat_unlabelled,
        })),
        options,
      );
      return { ...result, strata: result.strata.map(snakeCase) };
    },
  ),
  dsl_mean: statistic(
    z.object({
      y: z.array(number.nullable()),
      labelled: z.array(z.union([number, z.boolean()])),
      probability: z.array(number.nullable()),
      yhat: numbers,
      confidence,
    }),
    (input) => snakeCase(stats.dslMean(input, input)),
  ),
  difference_estimator_stratified: statistic(
    z.object({
      y: numbers,
      yhat: numbers,
      stratum: names,
      N_h,
      yhat_population_sum: number,
    }),
    ({ N_h: populations, yhat_population_sum: yhatPopulationSum, ...sample }) =>
      stats.differenceEstimatorStratified(
        { ...sample, populations, yhatPopulationSum },
      ),
  ),
  stratified_mean: statistic(
    z.object({ y: numbers, stratum: names, N_h }),
    ({ y, stratum, N_h: populations }) =>
      snakeCase(stats.stratifiedMean({ y, stratum, populations })),
  ),
  srs_mean_fpc: statistic(
    z.object({ y: numbers, N: number }),
    ({ y, N }) => stats.srsMeanFpc(y, N),
  ),
  allocation: statistic(
    z.object({ n: number, N_h: numbers, S_h: numbers }),
    ({ n, N_h: sizes, S_h: deviations }) =>
      snakeCase(stats.allocation({ n, sizes, deviations })),
  ),
  sample_size_proportion: statistic(
    z.object({
      p: number.optional(),
      margin: number,
      confidence,
      N: number.optional(),
    }),
    ({ N: population, ...input }) =>
      snakeCase(stats.sampleSizeProportion({ ...input, population }, input)),
  ),
  sample_size_se_sp: statistic(
    z.object({
      sensitivity: number,
      specificity: number,
      prevalence: number,
      margin: number,
      confidence,
    }),
    (input) => snakeCase(stats.sampleSizeSeSp(input, input)),
  ),
};

/** The arguments of a correction with estimated error rates. */
function correctionOf(input: z.infer<typeof correction>) {
  return [
    { successes: input.positives, n: input.n },
    {
      sensitivity: { successes: input.se_successes, n: input.se_n },
      specificity: { successes: input.sp_successes, n: input.sp_n },
    },
    { confidence: input.confidence },
  ] as const;
}
