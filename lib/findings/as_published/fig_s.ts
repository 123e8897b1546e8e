import { analysedByField } from "lib/findings/as_published/analysed_by_field.ts";
import type { ScriptTable } from "lib/findings/as_published/script_table.ts";

/** figS.py: papers reusing a pre-trained model per field and year. */
export const FIG_S: ScriptTable = analysedByField(
  "figS",
  ({ usesPtms }) => usesPtms,
);
