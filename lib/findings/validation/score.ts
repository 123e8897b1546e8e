import type { Row } from "lib/findings/table.ts";
import type { Interval } from "lib/stats/estimate.ts";

/** Columns of validation.csv. */
export const SCORE_COLUMNS = [
  ...["annotator", "question", "metric", "value", "low", "high", "n"],
  ...["method", "note"],
] as const;

/** One score of one annotator on one question. */
export interface Score {
  readonly metric: string;
  /** Null if the score does not exist: the note says why. */
  readonly value: number | null;
  /** Limits of the 95 % interval; null where there is none. */
  readonly low?: number | null;
  readonly high?: number | null;
  /** Papers, or pairs, that it rests on. */
  readonly n: number;
  /** Of the interval. */
  readonly method?: string;
  /** Why a value or an interval is missing, or what to mind. */
  readonly note?: string;
}

/** Fewest papers on which a score says much. */
export const FEW = 10;

/** What a score on few papers has to say. */
export function fewNote(n: number, noun = "papers"): string {
  return n > 0 && n < FEW ? `fewer than ${FEW} ${noun}` : "";
}

/** A score from an interval of `lib/stats`; null where it is 0/0. */
export function scoreOf(
  metric: string,
  interval: Pick<Interval, "estimate" | "low" | "high" | "n" | "method"> | null,
  whyNot: string,
): Score {
  if (interval === null) return { metric, value: null, n: 0, note: whyNot };
  const { estimate: value, low, high, n, method } = interval;
  return { metric, value, low, high, n, method, note: fewNote(n) };
}

/** Writes a score as a row of validation.csv. */
export function scoreRow(
  annotator: string,
  question: string,
  { metric, value, low = null, high = null, n, method = "", note = "" }: Score,
): Row {
  return {
    annotator,
    question,
    metric,
    value,
    low,
    high,
    n,
    method: low === null ? "" : method,
    note,
  };
}
