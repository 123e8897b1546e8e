import type { LabelRow } from "lib/findings/as_published/answer_rows.ts";
import type { ArtifactRows } from "lib/findings/as_published/artifact_rows.ts";
import type { FlawName, Flaws } from "lib/findings/as_published/flaws.ts";
import { rowsThatCount } from "lib/findings/as_published/joins.ts";
import { inOrder } from "lib/findings/as_published/published_reading.ts";
import {
  add,
  type ScriptTable,
} from "lib/findings/as_published/script_table.ts";

const FLAWS: readonly FlawName[] = [
  ...["odd_answers_stop", "shapes_ignored", "null_columns_dropped"] as const,
  ...["spelling_kept", "duplicate_rows", "view_not_applied"] as const,
  "doi_spelling",
];

/** statistics/aggregate_field_reuse_method.py: reuse patterns; no field despite the name. */
export const AGGREGATE_FIELD_REUSE_METHOD: ScriptTable = {
  script: "aggregate_field_reuse_method",
  table: "labels",
  flaws: FLAWS,
  count: (rows, flaws) => countLabels(rows, rows.reuse, flaws),
};

/** statistics/aggregate_impact.py: stages of the scientific process. */
export const AGGREGATE_IMPACT: ScriptTable = {
  script: "aggregate_impact",
  table: "labels",
  flaws: FLAWS,
  count: (rows, flaws) => countLabels(rows, rows.impact, flaws),
};

function countLabels(
  rows: ArtifactRows,
  answers: readonly LabelRow[],
  flaws: Flaws,
) {
  const counts = new Map<string, number>();
  const isUsable = ({ given }: LabelRow) => given.length > 0;
  const kept = rowsThatCount(answers, rows, flaws, isUsable).filter((row) =>
    !flaws.has("null_columns_dropped") || !row.hasNull
  );
  const listed = [
    ...inOrder(kept, ({ listed }) => listed, flaws.has("odd_answers_stop")),
  ].flatMap(([, labels]) => labels);
  const taken = flaws.has("shapes_ignored")
    ? listed
    : kept.flatMap((row) =>
      flaws.has("spelling_kept") ? row.given : row.labels
    );
  for (const label of taken) add(counts, label);
  return counts;
}
