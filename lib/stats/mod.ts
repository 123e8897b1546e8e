/**
 * Statistics for labels that an annotator gave to papers: how good it is, how
 * far raters agree, and what share of papers really has a property. Each is a
 * pure function of counts or lists; undefined cases throw a RangeError that
 * says why, or are null where a single value is 0/0, and never NaN.
 */

export { benjaminiHochberg, holm } from "lib/stats/adjust_p_values.ts";
export { adjustedShare, ADJUSTMENT_RULE } from "lib/stats/adjusted_share.ts";
export { allocateLabels } from "lib/stats/allocate_labels.ts";
export { allocation } from "lib/stats/allocation.ts";
export { binaryMetrics } from "lib/stats/binary_metrics.ts";
export { binaryMetricsIntervals } from "lib/stats/binary_metrics_intervals.ts";
export { bootstrapCounts, bootstrapKappa } from "lib/stats/bootstrap_counts.ts";
export { bootstrapInterval } from "lib/stats/bootstrap_interval.ts";
export { bootstrapPapers } from "lib/stats/bootstrap_papers.ts";
export { chiSquare } from "lib/stats/chi_square.ts";
export { clopperPearsonInterval } from "lib/stats/clopper_pearson.ts";
export { clusterShare } from "lib/stats/cluster_share.ts";
export { cochranArmitage } from "lib/stats/cochran_armitage.ts";
export { confusionTable } from "lib/stats/confusion_table.ts";
export { differenceEstimatorStratified } from "lib/stats/difference_estimator.ts";
export { differenceOfEstimates } from "lib/stats/difference_of_estimates.ts";
export { dslMean } from "lib/stats/dsl_mean.ts";
export { effectiveErrors } from "lib/stats/effective_errors.ts";
export { f1MccDelta } from "lib/stats/f1_mcc_delta.ts";
export { fleissKappa } from "lib/stats/fleiss_kappa.ts";
export { gwetAc1, gwetAc1OfTable } from "lib/stats/gwet_ac1.ts";
export { cohenKappa } from "lib/stats/kappa.ts";
export {
  krippendorffAlpha,
  krippendorffAlphaSets,
} from "lib/stats/krippendorff_alpha.ts";
export { langReiczigel } from "lib/stats/lang_reiczigel.ts";
export { mcnemar } from "lib/stats/mcnemar.ts";
export {
  multiclassMetrics,
  multiclassMetricsOfTable,
} from "lib/stats/multiclass_metrics.ts";
export { multilabelSets } from "lib/stats/multilabel_sets.ts";
export { newcombeDifference } from "lib/stats/newcombe.ts";
export { pairedDifference } from "lib/stats/paired_difference.ts";
export { ppiMean } from "lib/stats/ppi_mean.ts";
export { ppiMeanStratified } from "lib/stats/ppi_mean_stratified.ts";
export { prng } from "lib/stats/random.ts";
export { roganGladen } from "lib/stats/rogan_gladen.ts";
export { roganGladenKnown } from "lib/stats/rogan_gladen_known.ts";
export {
  sampleSizeCorrected,
  sampleSizeProportion,
  sampleSizeSeSp,
} from "lib/stats/sample_size.ts";
export { isSmallCell } from "lib/stats/small_cell.ts";
export { scoreShare } from "lib/stats/score_share.ts";
export { srsMeanFpc } from "lib/stats/srs_mean_fpc.ts";
export { stratifiedMean } from "lib/stats/stratified_mean.ts";
export { stratifiedShare } from "lib/stats/stratified_share.ts";
export { weightedBinaryMetrics } from "lib/stats/weighted_binary_metrics.ts";
export { weightedTrend } from "lib/stats/weighted_trend.ts";
export { wilsonInterval } from "lib/stats/wilson.ts";
export type {
  Flag,
  Interval,
  IntervalOptions,
  NormalEstimate,
  Provenance,
} from "lib/stats/estimate.ts";
export type {
  AdjustedMethod,
  AdjustedShare,
  AnnotatedAndLabelled,
} from "lib/stats/adjusted_share.ts";
export type { AnswerCell, ShareOf } from "lib/stats/answer_cell.ts";
export type { BinaryCounts, BinaryMetrics } from "lib/stats/binary_metrics.ts";
export type { BinaryMetricsIntervals } from "lib/stats/binary_metrics_intervals.ts";
export type { BootstrapInterval } from "lib/stats/bootstrap_interval.ts";
export type { CohenKappa } from "lib/stats/kappa.ts";
export type { PairedCounts } from "lib/stats/mcnemar.ts";
export type { Proportion } from "lib/stats/newcombe.ts";
