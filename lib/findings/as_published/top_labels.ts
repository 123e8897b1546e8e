import type { LabelRow } from "lib/findings/as_published/answer_rows.ts";
import type { ArtifactRows } from "lib/findings/as_published/artifact_rows.ts";
import type { FlawName, Flaws } from "lib/findings/as_published/flaws.ts";
import { recordsOf, rowsThatCount } from "lib/findings/as_published/joins.ts";
import { inOrder } from "lib/findings/as_published/published_reading.ts";
import {
  add,
  type ScriptTable,
} from "lib/findings/as_published/script_table.ts";

const READING: readonly FlawName[] = [
  ...["list_labels_stop", "shapes_ignored", "spelling_kept"] as const,
  ...["unknown_years_left_out", "duplicate_rows", "doi_spelling"] as const,
];

/** What figT and figU count; they differ in the question and the labels that they draw. */
export interface TopLabels {
  readonly script: string;
  readonly answersOf: (rows: ArtifactRows) => readonly LabelRow[];
  /** The labels that are drawn. */
  readonly drawn: readonly string[];
}

/** Labels per year as figT and figU draw them: year/label. */
export function drawnLabels(
  { script, answersOf, drawn }: TopLabels,
): ScriptTable {
  return {
    script,
    table: "shown",
    flaws: [...READING, "labels_left_out"],
    count(rows, flaws) {
      const counts = new Map<string, number>();
      for (const { year, label } of labelsOf(rows, answersOf(rows), flaws)) {
        if (flaws.has("labels_left_out") && !drawn.includes(label)) continue;
        add(counts, [year, label]);
      }
      return counts;
    },
  };
}

/** All labels that figT and figU read, over all years. */
export function totalLabels({ script, answersOf }: TopLabels): ScriptTable {
  return {
    script,
    table: "totals",
    flaws: READING,
    count(rows, flaws) {
      const counts = new Map<string, number>();
      for (const { label } of labelsOf(rows, answersOf(rows), flaws)) {
        add(counts, label);
      }
      return counts;
    },
  };
}

function* labelsOf(
  rows: ArtifactRows,
  answers: readonly LabelRow[],
  flaws: Flaws,
): Iterable<{ year: number | null; label: string }> {
  const isUsable = ({ given }: LabelRow) => given.length > 0;
  const joined = rowsThatCount(answers, rows, flaws, isUsable).flatMap((row) =>
    recordsOf(rows, row, flaws).map(({ year }) => ({ row, year }))
  );
  const top = [
    ...inOrder(joined, ({ row }) => row.top, flaws.has("list_labels_stop")),
  ].map(([{ year }, label]) => ({ year, label }));
  const taken = flaws.has("shapes_ignored") ? top : joined.flatMap(
    ({ row, year }) =>
      (flaws.has("spelling_kept") ? row.given : row.labels)
        .map((label) => ({ year, label })),
  );
  for (const { year, label } of taken) {
    if (year !== null || !flaws.has("unknown_years_left_out")) {
      yield { year, label };
    }
  }
}
