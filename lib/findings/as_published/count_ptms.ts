import type { NameRow } from "lib/findings/as_published/answer_rows.ts";
import type { ArtifactRows } from "lib/findings/as_published/artifact_rows.ts";
import type { FlawName, Flaws } from "lib/findings/as_published/flaws.ts";
import { rowsThatCount } from "lib/findings/as_published/joins.ts";
import { inOrder } from "lib/findings/as_published/published_reading.ts";
import {
  add,
  type ScriptTable,
} from "lib/findings/as_published/script_table.ts";

/** Names that the scripts print. */
const PRINTED = 20;

/** What the two scripts count; they differ in the papers and in what ends them. */
export interface PtmScript {
  readonly script: string;
  readonly reading: "strict" | "lenient";
  /** The flaws that only one of the two has. */
  readonly flaws: readonly FlawName[];
  /** The rows that it looks at. */
  readonly rowsOf: (rows: ArtifactRows, flaws: Flaws) => readonly NameRow[];
}

/** Mentions of models and distinct names. */
export function ptmTotals(script: PtmScript): ScriptTable {
  return {
    script: script.script,
    table: "totals",
    flaws: flawsOf(script),
    count(rows, flaws) {
      const names = countNames(script, rows, flaws);
      let mentions = 0;
      for (const count of names.values()) mentions += count;
      return new Map([["mentions", mentions], ["unique", names.size]]);
    },
  };
}

/** Mentions of each name, in the order in which names are met; the commonest are printed. */
export function ptmTop(script: PtmScript): ScriptTable {
  return {
    script: script.script,
    table: "top",
    printed: PRINTED,
    flaws: flawsOf(script),
    count: (rows, flaws) => countNames(script, rows, flaws),
  };
}

/** A name as the scripts compare it. */
export function byLetters(name: string): string {
  return name.toLowerCase().replaceAll("-", "");
}

function flawsOf({ flaws }: PtmScript): readonly FlawName[] {
  return [
    ...["odd_answers_stop", "shapes_ignored", "names_by_letters"] as const,
    "duplicate_rows",
    ...flaws,
  ];
}

function countNames(
  { reading, rowsOf }: PtmScript,
  rows: ArtifactRows,
  flaws: Flaws,
): Map<string, number> {
  const isUsable = ({ names }: NameRow) => names.length > 0;
  const kept = rowsThatCount(rowsOf(rows, flaws), rows, flaws, isUsable);
  const read = [
    ...inOrder(kept, (row) => row[reading], flaws.has("odd_answers_stop")),
  ].flatMap(([, names]) => names);
  const taken = flaws.has("shapes_ignored")
    ? read
    : kept.flatMap(({ names, canonical }) =>
      flaws.has("names_by_letters") ? names : canonical
    );
  const counts = new Map<string, number>();
  for (const name of taken) add(counts, byLetters(name));
  return counts;
}
