import type { Row } from "lib/findings/table.ts";
import type { AdjustedMethod } from "lib/stats/adjusted_share.ts";

/** A row of adjusted.csv. */
export interface AdjustedRow {
  readonly question: string;
  /** A value of a closed list; empty for a yes-no question. */
  readonly category: string;
  readonly grouping: string;
  /** Empty for all papers together; "..., of all papers" for the other share of a question that is not put to all. */
  readonly group: string;
  readonly papers: number;
  readonly labels: number;
  readonly raw: number | null;
  readonly raw_low: number | null;
  readonly raw_high: number | null;
  readonly method: AdjustedMethod;
  /** Null, as the limits are, where there are too few labels. */
  readonly adjusted: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly note: string;
  /** What the share is of: a question, for papers with a yes to it, or "all papers". */
  readonly of: string;
}

/** Names of the methods for reading. */
export const ADJUSTED_METHODS: Readonly<Record<AdjustedMethod, string>> = {
  score: "labels weighed by answers",
  score_few_errors: "labels weighed by answers, cautious",
  wilson_labels: "labels alone",
  too_few_labels: "too few labels",
};

/** Which rows to read; what is not given may be anything. */
export type AdjustedKey = Partial<
  Pick<AdjustedRow, "question" | "category" | "grouping" | "group" | "of">
>;

/**
 * Reads rows of adjusted.csv.
 *
 * @param rows As `study.table("adjusted")` gives them.
 * @param wanted Only rows with these values.
 *
 * @example
 * ```ts
 * import { readAdjusted } from "lib/findings/adjusted/read_adjusted.ts";
 * import assert from "node:assert/strict";
 * const rows = [{ question: "uses_dl", category: null, group: 2020, adjusted: 0.4 }];
 * const [row] = readAdjusted(rows, { question: "uses_dl", group: "2020" });
 * assert.equal(row?.adjusted, 0.4);
 * ```
 */
export function readAdjusted(
  rows: readonly Row[],
  wanted: AdjustedKey = {},
): AdjustedRow[] {
  const texts = ["question", "category", "grouping", "group", "note", "of"];
  return rows.map((row) => ({
    ...row,
    ...Object.fromEntries(texts.map((name) => [name, String(row[name] ?? "")])),
  } as unknown as AdjustedRow)).filter((row) =>
    Object.entries(wanted).every(([name, value]) =>
      row[name as keyof AdjustedRow] === value
    )
  );
}
