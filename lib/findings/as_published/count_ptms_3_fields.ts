import { fieldName } from "lib/corpus/fields.ts";
import {
  type PtmScript,
  ptmTop,
  ptmTotals,
} from "lib/findings/as_published/count_ptms.ts";
import { recordsOf } from "lib/findings/as_published/joins.ts";

/** OpenAlex ids of the fields that the script looks at. */
export const THREE_FIELDS: readonly string[] = [13, 11, 28]
  .map((id) => fieldName(String(id))!);

const PTM_SCRIPT: PtmScript = {
  script: "count_ptms_3_fields",
  reading: "lenient",
  flaws: ["doi_spelling"],
  rowsOf: (rows, flaws) =>
    rows.names.filter((row) =>
      recordsOf(rows, row, flaws).some(({ topics }) =>
        topics.some((topic) => topic !== null && THREE_FIELDS.includes(topic))
      )
    ),
};

/** scripts/count_ptms_3_fields.py: mentions of models in three fields, and distinct names. */
export const COUNT_PTMS_3_FIELDS = ptmTotals(PTM_SCRIPT);

/** scripts/count_ptms_3_fields.py: the commonest names in three fields. */
export const COUNT_PTMS_3_FIELDS_TOP = ptmTop(PTM_SCRIPT);
