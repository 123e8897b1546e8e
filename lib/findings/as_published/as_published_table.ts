import type { ArtifactAnswers } from "lib/annotate/recorded/read_artifact_answers.ts";
import { collectGarbage } from "lib/breathe.ts";
import type { Artifact } from "lib/corpus/artifact.ts";
import {
  type ArtifactRows,
  readArtifactRows,
} from "lib/findings/as_published/artifact_rows.ts";
import { correctedCounts } from "lib/findings/as_published/corrected_counts.ts";
import { type FlawName, FLAWS } from "lib/findings/as_published/flaws.ts";
import { missingTable } from "lib/findings/as_published/needed_tables.ts";
import { PythonError } from "lib/findings/as_published/python_error.ts";
import {
  commonest,
  type Counts,
  type ScriptTable,
} from "lib/findings/as_published/script_table.ts";
import { SCRIPT_TABLES } from "lib/findings/as_published/scripts.ts";
import type { Row, Table } from "lib/findings/table.ts";
import { byCodeUnit } from "lib/order.ts";
import type { Question } from "lib/questions/question.ts";

/** What a script gives: counts, or the exception that ends it. */
export type Outcome =
  | { readonly counts: Counts; readonly raises?: undefined }
  | { readonly counts?: undefined; readonly raises: string };

/**
 * Runs a script's count.
 *
 * @param without Flaws that are switched off.
 */
export function runScript(
  script: ScriptTable,
  rows: ArtifactRows,
  without: readonly FlawName[] = [],
): Outcome {
  const flaws = new Set(script.flaws.filter((name) => !without.includes(name)));
  try {
    return { counts: script.count(rows, flaws) };
  } catch (error) {
    if (error instanceof PythonError) return { raises: error.printed };
    throw error;
  }
}

/**
 * Sets the counts of the study's scripts beside the corrected ones:
 * as_published.csv. A script that would stop, also because a table is missing,
 * has the exception under `raises` and no counts of its own. The cause of a difference names the flaws, each
 * with what switching it off adds, one after the other in the script's order.
 *
 * @param artifact The artifact.
 * @param questions The study's five questions.
 * @param answers Its recorded answers by question id.
 */
export function asPublishedTable(
  artifact: Artifact,
  questions: readonly Question[],
  answers: ReadonlyMap<string, ArtifactAnswers>,
): Table {
  const rows = readArtifactRows(artifact, questions);
  collectGarbage();
  const corrected = correctedCounts(artifact, questions, answers);
  return {
    name: "as_published",
    columns: [
      ...["script", "table", "key", "as_published", "corrected"],
      ...["difference", "cause", "raises"],
    ],
    rows: SCRIPT_TABLES.flatMap((script) => {
      collectGarbage();
      const { script: name, table } = script;
      const missing = missingTable(name, (one) => artifact.schema.has(one));
      const steps = missing === null
        ? stepsOf(script, rows)
        : [{ raises: `OperationalError: no such table: ${missing}` }];
      return compare(script, steps, corrected.get(`${name}/${table}`)!);
    }),
  };
}

/** What each flaw is: the words behind the names under `cause`. */
export function flawsTable(): Table {
  return {
    name: "flaws",
    columns: ["flaw", "description", "scripts"],
    rows: (Object.keys(FLAWS) as FlawName[]).map((flaw) => ({
      flaw,
      description: FLAWS[flaw],
      scripts: [
        ...new Set(
          SCRIPT_TABLES.filter(({ flaws }) => flaws.includes(flaw))
            .map(({ script }) => script),
        ),
      ].join(";"),
    })),
  };
}

/** The script as it is, then each time with one flaw less. */
function stepsOf(script: ScriptTable, rows: ArtifactRows): Outcome[] {
  return [...script.flaws.keys(), script.flaws.length]
    .map((off) => runScript(script, rows, script.flaws.slice(0, off)));
}

/** Compares what a script gives, the first of the steps, with the corrected counts. */
function compare(
  script: ScriptTable,
  steps: readonly Outcome[],
  corrected: Counts,
): Row[] {
  const { counts: published, raises } = steps[0]!;
  const { printed } = script;
  const keys = new Set(
    printed === undefined
      ? [...published?.keys() ?? [], ...corrected.keys()]
      : commonest(published ?? corrected, printed).keys(),
  );
  return [...keys].sort(byCodeUnit).map((key) => {
    const values = steps.map(({ counts }) => counts && (counts.get(key) ?? 0));
    const before = published ? published.get(key) ?? 0 : null;
    const after = corrected.get(key) ?? 0;
    return {
      script: script.script,
      table: script.table,
      key,
      as_published: before,
      corrected: after,
      difference: before === null ? null : after - before,
      cause: causes(script.flaws, values),
      raises: raises ?? "",
    };
  });
}

/** Names the flaws whose switching off changes a value: "field_per_topic (-3)". */
function causes(
  flaws: readonly FlawName[],
  values: readonly (number | undefined)[],
): string {
  return flaws.flatMap((flaw, i) => {
    const [before, after] = [values[i], values[i + 1]];
    if (before === undefined) return after === undefined ? [] : [flaw];
    const change = after! - before;
    if (change === 0) return [];
    return [`${flaw} (${change > 0 ? "+" : "-"}${Math.abs(change)})`];
  }).join("; ");
}
