import { analysedByField } from "lib/findings/as_published/analysed_by_field.ts";
import type { ScriptTable } from "lib/findings/as_published/script_table.ts";

/** figR.py: papers using deep learning per field and year. */
export const FIG_R: ScriptTable = analysedByField(
  "figR",
  ({ usesDl }) => usesDl,
);
