import {
  type PtmScript,
  ptmTop,
  ptmTotals,
} from "lib/findings/as_published/count_ptms.ts";

const ALL_FIELDS: PtmScript = {
  script: "count_ptms_all_fields",
  reading: "strict",
  flaws: ["view_not_applied", "doi_spelling"],
  rowsOf: ({ names }) => names,
};

/** scripts/count_ptms_all_fields.py: mentions of models, and distinct names. */
export const COUNT_PTMS_ALL_FIELDS = ptmTotals(ALL_FIELDS);

/** scripts/count_ptms_all_fields.py: the commonest names. */
export const COUNT_PTMS_ALL_FIELDS_TOP = ptmTop(ALL_FIELDS);
