import { formatMetric } from "lib/words.ts";

/** A value with its interval; null where it is not defined or withheld. */
export interface ValueWithInterval {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * Prepares a score for display: cuts the limits of a large-sample interval to
 * what a score can be, and withholds an interval that is a point, since no
 * number of papers makes a score certain.
 */
export function withinRange<T extends ValueWithInterval>(score: T): T {
  const { low, high } = score;
  if (low === high) return { ...score, low: null, high: null };
  return {
    ...score,
    low: low === null ? null : Math.max(-1, low),
    high: high === null ? null : Math.min(1, high),
  };
}

/** Writes a score with its interval, such as "0.87 (0.76–0.93)". */
export function scoreLabel({ value, low, high }: ValueWithInterval): string {
  if (value === null) return "not defined";
  if (low === null || high === null) return formatMetric(value);
  const to = low < 0 ? " to " : "\u2013";
  return `${formatMetric(value)} (${formatMetric(low)}${to}${
    formatMetric(high)
  })`;
}
