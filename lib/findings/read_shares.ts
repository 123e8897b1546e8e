import type { ShareWithInterval } from "lib/figures/parts/share_axis.ts";
import { capitalise, countOf, formatShare } from "lib/words.ts";

/**
 * Writes a share with its 95 % interval for prose.
 *
 * @param row A row with share, low and high.
 *
 * @example
 * ```ts
 * import { shareInWords } from "lib/findings/read_shares.ts";
 * import assert from "node:assert/strict";
 * const row = { share: 0.7, low: 0.65, high: 0.744 };
 * assert.equal(shareInWords(row), "70% (95% interval 65% to 74%)");
 * assert.equal(shareInWords(undefined), "an unknown share");
 * ```
 */
export function shareInWords(row: ShareWithInterval | undefined): string {
  if (row === undefined || row.share === null) return "an unknown share";
  const { share, low, high } = row;
  if (low === null || high === null) {
    return `${formatShare(share)} (too few papers for an interval)`;
  }
  return `${formatShare(share)} (95% interval ${formatShare(low)} to ${
    formatShare(high)
  })`;
}

/**
 * Rows in falling order of a column; rows without a value are left out, equal
 * values keep their order.
 */
export function ranked<T>(rows: readonly T[], column: keyof T): T[] {
  return rows.filter((row) => typeof row[column] === "number")
    .sort((a, b) => Number(b[column]) - Number(a[column]));
}

/**
 * Says which of several shares is largest, and which is next, each with its
 * interval. Two intervals that do not overlap tell two shares apart; two that
 * do leave that open, as the interval of a difference is narrower than the two
 * together.
 *
 * @param rows Rows with share, low and high.
 * @param name The column that names a row.
 */
export function leaderInWords<T extends ShareWithInterval>(
  rows: readonly T[],
  name: keyof T,
): string {
  const [first, second] = ranked(rows, "share");
  if (first === undefined || first.share === 0) {
    return "There is nothing to rank.";
  }
  const leads = `${capitalise(String(first[name]))} leads with ${
    shareInWords(first)
  }`;
  if (second === undefined) return `${leads}.`;
  const apart = first.low !== null && second.high !== null &&
    first.low > second.high;
  return `${leads}; next is ${second[name]} with ${shareInWords(second)}. ${
    apart
      ? "The two intervals do not overlap."
      : "The two intervals overlap, which leaves open whether the two shares differ: only a test of their difference can tell."
  }`;
}

/**
 * Says which row has the most papers.
 *
 * @param rows Rows with papers.
 * @param name The column that names a row.
 */
export function mostPapersInWords<T extends { readonly papers: number }>(
  rows: readonly T[],
  name: keyof T,
): string {
  const [most] = ranked(rows, "papers");
  if (most === undefined || most.papers === 0) {
    return "No paper is counted here.";
  }
  return `${most[name]} comes first with ${countOf(most.papers, "paper")}.`;
}
