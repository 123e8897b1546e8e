import { recordsAnsweredYes } from "lib/findings/as_published/aggregate_field_usage.ts";
import type { YesNoRow } from "lib/findings/as_published/answer_rows.ts";
import type { ArtifactRows } from "lib/findings/as_published/artifact_rows.ts";
import type { FlawName, Flaws } from "lib/findings/as_published/flaws.ts";
import {
  add,
  type ScriptTable,
} from "lib/findings/as_published/script_table.ts";

const FLAWS: readonly FlawName[] = [
  ...[
    "odd_answers_stop",
    "odd_answers_ignored",
    "null_columns_dropped",
  ] as const,
  ...["duplicate_rows", "view_not_applied", "doi_spelling"] as const,
];

/** statistics/longitudinal_field_dl_usage.py: deep learning per year; no field despite the name. */
export const LONGITUDINAL_FIELD_DL_USAGE: ScriptTable = {
  script: "longitudinal_field_dl_usage",
  table: "papers",
  flaws: FLAWS,
  count: (rows, flaws) => countYears(rows, rows.usesDl, flaws),
};

/** statistics/longitudinal_field_ptm_usage.py: pre-trained models per year. */
export const LONGITUDINAL_FIELD_PTM_USAGE: ScriptTable = {
  script: "longitudinal_field_ptm_usage",
  table: "papers",
  flaws: FLAWS,
  count: (rows, flaws) => countYears(rows, rows.usesPtms, flaws),
};

function countYears(
  rows: ArtifactRows,
  answers: readonly YesNoRow[],
  flaws: Flaws,
) {
  const counts = new Map<string, number>();
  for (const { year } of recordsAnsweredYes(rows, answers, flaws, () => true)) {
    add(counts, [year]);
  }
  return counts;
}
