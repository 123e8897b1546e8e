/** What a run amounts to: tables, and how notebooks read them. */

export * from "lib/findings/adjusted/adjusted_totals.ts";
export * from "lib/findings/as_published/read_as_published.ts";
export * from "lib/findings/adjusted/read_adjusted.ts";
export * from "lib/findings/read_answers.ts";
export * from "lib/findings/claims/read_findings.ts";
export * from "lib/findings/read_funnel.ts";
export * from "lib/findings/read_sample.ts";
export * from "lib/findings/read_shares.ts";
export * from "lib/findings/read_totals.ts";
export * from "lib/findings/read_validation.ts";
export * from "lib/findings/validation/mod.ts";
