/** The figures of the study, and how they are drawn and saved. */

export * from "lib/figures/category_figures.ts";
export * from "lib/figures/corpus_funnel.ts";
export * from "lib/figures/disagreement_causes.ts";
export * from "lib/figures/field_patterns.ts";
export * from "lib/figures/figure.ts";
export * from "lib/figures/interval_coverage.ts";
export * from "lib/figures/papers_by_field.ts";
export * from "lib/figures/papers_by_field_and_year.ts";
export * from "lib/figures/papers_by_year.ts";
export * from "lib/figures/pattern_confusion.ts";
export * from "lib/figures/pattern_stages.ts";
export * from "lib/figures/patterns_by_year.ts";
export * from "lib/figures/question_figures.ts";
export * from "lib/figures/render.ts";
export * from "lib/figures/reuse_patterns.ts";
export * from "lib/figures/reuse_share_by_year.ts";
export * from "lib/figures/scientific_stages.ts";
export * from "lib/figures/share_by_field.ts";
export * from "lib/figures/share_by_year.ts";
export * from "lib/figures/stages_by_year.ts";
export * from "lib/figures/top_models.ts";
export * from "lib/figures/validation_metrics.ts";
export * from "lib/figures/validation_models.ts";
export { answeredBy } from "lib/figures/parts/annotator_name.ts";
