import { annotatorName } from "lib/figures/parts/annotator_name.ts";
import type { ValidationNames } from "lib/findings/read_validation.ts";
import { formatMetric } from "lib/words.ts";

/** A row of mcnemar.csv. */
export interface McNemarRow {
  readonly question: string;
  readonly first: string;
  readonly second: string;
  readonly only_first_right: number;
  readonly only_second_right: number;
  readonly n: number;
  readonly p: number;
  readonly p_holm: number;
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** What to mind; empty or absent if nothing. */
  readonly note?: string | null;
}

/** Tests of every two annotators, for showing. */
export function comparisonOf(
  rows: readonly McNemarRow[],
  { questions }: ValidationNames,
) {
  return rows.map((row) => ({
    ...row,
    question: questions.find(({ id }) => id === row.question)?.title ??
      row.question,
    first: annotatorName(row.first),
    second: annotatorName(row.second),
    difference: `${formatMetric(row.difference)} (${formatMetric(row.low)} to ${
      formatMetric(row.high)
    })`,
    p_holm: formatP(row.p_holm),
  }));
}

/** Writes a p-value. */
export function formatP(p: number | null): string {
  if (p === null) return "none";
  return p < 0.001 ? "< 0.001" : p.toFixed(3);
}

/** Says between which annotators the tests find a difference. */
export function comparisonInWords(
  rows: readonly McNemarRow[],
  names: ValidationNames,
): string {
  if (rows.length === 0) {
    return "There are no two annotators with labels to compare. The key compare of the study file, or the flag --compare, names other runs or exported annotations to set beside this one.";
  }
  const notes = new Set(rows.flatMap(({ note }) => note || []));
  const caution = [...notes].map((note) => ` The tests are ${note}.`).join("");
  const found = comparisonOf(
    rows.filter(({ p_holm }) => p_holm <= 0.05),
    names,
  );
  if (found.length === 0) {
    return `No two annotators differ by more than chance after correction. That is no proof that they are equally good: few papers tell them apart.${caution}`;
  }
  return found.map(({ question, first, second, ...counts }) => {
    const [a, b] = [counts.only_first_right, counts.only_second_right];
    const [better, worse] = a > b ? [first, second] : [second, first];
    return `${question}: ${better} is right more often than ${worse} (alone right on ${
      Math.max(a, b)
    } against ${Math.min(a, b)} of ${counts.n} papers, corrected p ${
      counts.p_holm.replace(/^(?=\d)/, "= ")
    }).`;
  }).join(" ") + caution;
}
