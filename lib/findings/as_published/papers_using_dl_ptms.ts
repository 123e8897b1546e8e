import type { ArtifactRows } from "lib/findings/as_published/artifact_rows.ts";
import type { DoiRow } from "lib/findings/as_published/doi_rows.ts";
import type { Flaws } from "lib/findings/as_published/flaws.ts";
import { isInView, recordsOf } from "lib/findings/as_published/joins.ts";
import {
  add,
  type ScriptTable,
} from "lib/findings/as_published/script_table.ts";
import type { YesNoRow } from "lib/findings/as_published/answer_rows.ts";

const FIRST_YEAR = 2016;
const LAST_YEAR = 2025;

/** papers_using_dl_ptms.py: papers using deep learning per year. Years without papers have no row. */
export const PAPERS_USING_DL: ScriptTable = {
  script: "papers_using_dl_ptms",
  table: "deep_learning",
  flaws: [
    ...["odd_answers_ignored", "years_2016_to_2025"] as const,
    ...["unknown_years_left_out", "doi_spelling"] as const,
  ],
  count: (rows, flaws) =>
    countPapers(rows, rows.usesDl, flaws, (row) => isYes(row, flaws)),
};

/** papers_using_dl_ptms.py: papers reusing a pre-trained model per year. */
export const PAPERS_USING_PTMS: ScriptTable = {
  script: "papers_using_dl_ptms",
  table: "pretrained_models",
  flaws: [
    ...["classification_as_usage", "odd_answers_ignored"] as const,
    ...["years_2016_to_2025", "unknown_years_left_out"] as const,
    "doi_spelling",
  ],
  count: (rows, flaws) =>
    flaws.has("classification_as_usage")
      ? countPapers(rows, rows.reuse, flaws, (row) => row.hasClassification)
      : countPapers(rows, rows.usesPtms, flaws, (row) => isYes(row, flaws)),
};

function isYes({ published, result }: YesNoRow, flaws: Flaws): boolean {
  if (!flaws.has("odd_answers_ignored")) return result === true;
  return published?.error === undefined && published?.value === true;
}

/** Distinct papers of the view by year. */
function countPapers<R extends DoiRow>(
  rows: ArtifactRows,
  answers: readonly R[],
  flaws: Flaws,
  counts: (row: R) => boolean,
) {
  const years = new Map<string, number | null>();
  for (const row of answers) {
    if (!counts(row) || !isInView(rows, row, flaws)) continue;
    const paper = flaws.has("doi_spelling") ? row.doi : row.key;
    for (const { year } of recordsOf(rows, row, flaws)) {
      if (years.has(paper)) continue;
      if (year === null && flaws.has("unknown_years_left_out")) continue;
      years.set(paper, year);
    }
  }
  const perYear = new Map<string, number>();
  for (const year of years.values()) {
    const isCut = flaws.has("years_2016_to_2025") &&
      (year === null || year < FIRST_YEAR || year > LAST_YEAR);
    if (!isCut) add(perYear, [year]);
  }
  return perYear;
}
