/** The scripts of the study whose counts are reproduced. */

import {
  AGGREGATE_FIELD_DL_USAGE,
  AGGREGATE_FIELD_PTM_USAGE,
} from "lib/findings/as_published/aggregate_field_usage.ts";
import {
  AGGREGATE_FIELD_REUSE_METHOD,
  AGGREGATE_IMPACT,
} from "lib/findings/as_published/aggregate_labels.ts";
import {
  COUNT_PTMS_3_FIELDS,
  COUNT_PTMS_3_FIELDS_TOP,
} from "lib/findings/as_published/count_ptms_3_fields.ts";
import {
  COUNT_PTMS_ALL_FIELDS,
  COUNT_PTMS_ALL_FIELDS_TOP,
} from "lib/findings/as_published/count_ptms_all_fields.ts";
import { FIG_Q } from "lib/findings/as_published/fig_q.ts";
import {
  FIG_Q_UPDATE_BARS,
  FIG_Q_UPDATE_PIES,
} from "lib/findings/as_published/fig_q_update.ts";
import { FIG_R } from "lib/findings/as_published/fig_r.ts";
import { FIG_S } from "lib/findings/as_published/fig_s.ts";
import { FIG_T_SHOWN, FIG_T_TOTALS } from "lib/findings/as_published/fig_t.ts";
import { FIG_U_SHOWN, FIG_U_TOTALS } from "lib/findings/as_published/fig_u.ts";
import {
  LONGITUDINAL_FIELD_DL_USAGE,
  LONGITUDINAL_FIELD_PTM_USAGE,
} from "lib/findings/as_published/longitudinal_usage.ts";
import {
  PAPERS_USING_DL,
  PAPERS_USING_PTMS,
} from "lib/findings/as_published/papers_using_dl_ptms.ts";
import type { ScriptTable } from "lib/findings/as_published/script_table.ts";

/** Every table of every script, in the order of the paper's figures. */
export const SCRIPT_TABLES: readonly ScriptTable[] = [
  FIG_Q,
  FIG_Q_UPDATE_BARS,
  FIG_Q_UPDATE_PIES,
  FIG_R,
  FIG_S,
  FIG_T_SHOWN,
  FIG_T_TOTALS,
  FIG_U_SHOWN,
  FIG_U_TOTALS,
  PAPERS_USING_DL,
  PAPERS_USING_PTMS,
  AGGREGATE_FIELD_DL_USAGE,
  AGGREGATE_FIELD_PTM_USAGE,
  LONGITUDINAL_FIELD_DL_USAGE,
  LONGITUDINAL_FIELD_PTM_USAGE,
  AGGREGATE_FIELD_REUSE_METHOD,
  AGGREGATE_IMPACT,
  COUNT_PTMS_ALL_FIELDS,
  COUNT_PTMS_ALL_FIELDS_TOP,
  COUNT_PTMS_3_FIELDS,
  COUNT_PTMS_3_FIELDS_TOP,
];
