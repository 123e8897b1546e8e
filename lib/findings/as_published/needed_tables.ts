import { VIEW } from "lib/corpus/artifact/schema.ts";

const DL = "uses_dl_analysis";
const PTMS = "uses_ptms_analysis";
const REUSE = "identify_ptm_reuse_analysis";
const IMPACT = "identify_ptm_impact_analysis";
const NAMES = "identify_ptms_analysis";
const FUNNEL = ["articles", "openalex", VIEW, "jats"];

/** Tables that each script reads; without one of them it stops. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  figQ: FUNNEL,
  figQ_update: [...FUNNEL, "searches"],
  figR: [DL, "openalex"],
  figS: [PTMS, "openalex"],
  figT: ["openalex", VIEW, REUSE],
  figU: ["openalex", VIEW, IMPACT],
  papers_using_dl_ptms: [DL, "openalex", VIEW, REUSE],
  aggregate_field_dl_usage: [DL, "openalex"],
  aggregate_field_ptm_usage: [PTMS, "openalex"],
  longitudinal_field_dl_usage: [DL, "openalex"],
  longitudinal_field_ptm_usage: [PTMS, "openalex"],
  aggregate_field_reuse_method: [REUSE],
  aggregate_impact: [IMPACT],
  count_ptms_all_fields: [NAMES],
  count_ptms_3_fields: [NAMES, VIEW, "openalex"],
};

/**
 * The first table that a script needs and an artifact does not have.
 *
 * @param script Name of the script without ending.
 * @param has Whether the artifact has a table.
 * @returns Null if it has all of them.
 *
 * @example
 * ```ts
 * import { missingTable } from "lib/findings/as_published/needed_tables.ts";
 * import assert from "node:assert/strict";
 * const has = (table: string) => table !== "openalex";
 * assert.equal(missingTable("figR", has), "openalex");
 * assert.equal(missingTable("aggregate_impact", has), null);
 * ```
 */
export function missingTable(
  script: string,
  has: (table: string) => boolean,
): string | null {
  return NEEDED[script]?.find((table) => !has(table)) ?? null;
}
