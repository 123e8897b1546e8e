import type { YesNoRow } from "lib/findings/as_published/answer_rows.ts";
import type {
  ArtifactRows,
  OpenAlexRow,
} from "lib/findings/as_published/artifact_rows.ts";
import type { FlawName, Flaws } from "lib/findings/as_published/flaws.ts";
import {
  fieldsOfRecord,
  recordsOf,
  rowsThatCount,
} from "lib/findings/as_published/joins.ts";
import { inOrder } from "lib/findings/as_published/published_reading.ts";
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
  ...["field_per_topic", "duplicate_rows", "view_not_applied"] as const,
  "doi_spelling",
];

/** statistics/aggregate_field_dl_usage.py: deep learning per field. */
export const AGGREGATE_FIELD_DL_USAGE: ScriptTable = {
  script: "aggregate_field_dl_usage",
  table: "papers",
  flaws: FLAWS,
  count: (rows, flaws) => countFields(rows, rows.usesDl, flaws),
};

/** statistics/aggregate_field_ptm_usage.py: pre-trained models per field. */
export const AGGREGATE_FIELD_PTM_USAGE: ScriptTable = {
  script: "aggregate_field_ptm_usage",
  table: "papers",
  flaws: FLAWS,
  count: (rows, flaws) => countFields(rows, rows.usesPtms, flaws),
};

function countFields(
  rows: ArtifactRows,
  answers: readonly YesNoRow[],
  flaws: Flaws,
) {
  const counts = new Map<string, number>();
  const isComplete = ({ topics }: OpenAlexRow) => !topics.includes(null);
  for (const record of recordsAnsweredYes(rows, answers, flaws, isComplete)) {
    for (const field of fieldsOfRecord(record, flaws)) add(counts, field);
  }
  return counts;
}

/**
 * The records of OpenAlex of the papers whose answer is yes, one for each row
 * of the join.
 *
 * @param isComplete True for a record without NULL in a column that the script
 * takes from it.
 */
export function* recordsAnsweredYes(
  rows: ArtifactRows,
  answers: readonly YesNoRow[],
  flaws: Flaws,
  isComplete: (record: OpenAlexRow) => boolean,
): Iterable<OpenAlexRow> {
  const isUsable = ({ result }: YesNoRow) => result !== null;
  const joined = rowsThatCount(answers, rows, flaws, isUsable)
    .flatMap((row) =>
      recordsOf(rows, row, flaws).map((record) => ({ row, record }))
    )
    .filter(({ row, record }) =>
      !flaws.has("null_columns_dropped") ||
      (!row.hasNull && isComplete(record))
    );
  const published = inOrder(
    joined,
    ({ row }) => row.published,
    flaws.has("odd_answers_stop"),
  );
  // Goes through the answers even where the tolerant reading is taken: they may end the script.
  const yes = [...published].filter(([, result]) => result).map(([join]) =>
    join
  );
  const taken = flaws.has("odd_answers_ignored")
    ? yes
    : joined.filter(({ row }) => row.result === true);
  for (const { record } of taken) yield record;
}
