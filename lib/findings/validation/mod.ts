/** How notebooks read the validation tables. */

export * from "lib/findings/validation/read_agreement.ts";
export * from "lib/findings/validation/read_comparison.ts";
export * from "lib/findings/validation/read_disagreements.ts";
export * from "lib/findings/validation/read_errors.ts";
export * from "lib/findings/validation/read_models.ts";
