import type { YesNoRow } from "lib/findings/as_published/answer_rows.ts";
import type { ArtifactRows } from "lib/findings/as_published/artifact_rows.ts";
import {
  fieldsOfRecord,
  recordsOf,
  rowsThatCount,
} from "lib/findings/as_published/joins.ts";
import { PythonError } from "lib/findings/as_published/python_error.ts";
import {
  add,
  type ScriptTable,
} from "lib/findings/as_published/script_table.ts";

/** First year that figR and figS draw. */
const FIRST_YEAR = 2017;

/** Papers per field and year: figR and figS differ in the question only. */
export function analysedByField(
  script: string,
  answersOf: (rows: ArtifactRows) => readonly YesNoRow[],
): ScriptTable {
  return {
    script,
    table: "papers",
    flaws: [
      ...["unknown_years_stop", "answer_not_read", "field_per_topic"] as const,
      ...["years_before_2017_left_out", "duplicate_rows"] as const,
      ...["view_not_applied", "doi_spelling"] as const,
    ],
    count(rows, flaws) {
      const counts = new Map<string, number>();
      const all = answersOf(rows);
      const isUsable = ({ result }: YesNoRow) => result !== null;
      for (const row of rowsThatCount(all, rows, flaws, isUsable)) {
        if (!flaws.has("answer_not_read") && row.result !== true) continue;
        for (const record of recordsOf(rows, row, flaws)) {
          const { year } = record;
          if (year === null && flaws.has("unknown_years_stop")) {
            throw new PythonError(
              "TypeError",
              "'>' not supported between instances of 'NoneType' and 'int'",
            );
          }
          const isCut = flaws.has("years_before_2017_left_out") &&
            (year === null || year < FIRST_YEAR);
          if (isCut) continue;
          for (const field of fieldsOfRecord(record, flaws)) {
            add(counts, [field, year]);
          }
        }
      }
      return counts;
    },
  };
}
