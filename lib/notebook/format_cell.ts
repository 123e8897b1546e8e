/** How tables and prose write values, the same in every locale. */

import { formatCount, formatMetric, formatShare } from "lib/words.ts";

/**
 * How numbers of a column are written: `count` 17,511; `share` 0.68 as 68%;
 * `metric` 0.81; `plain` as it is, for years.
 */
export type NumberFormat = "count" | "share" | "metric" | "plain";

const FORMATS: Readonly<Record<NumberFormat, (value: number) => string>> = {
  count: formatNumber,
  share: formatShare,
  metric: formatMetric,
  plain: String,
};

/**
 * Writes a value as text that is not escaped yet.
 *
 * @param value Anything; null and undefined become a dash.
 * @param format For numbers; `count` by default.
 */
export function formatCell(
  value: unknown,
  format: NumberFormat = "count",
): string {
  if (value === null || value === undefined) return "–";
  if (typeof value !== "number") return String(value);
  return Number.isFinite(value) ? FORMATS[format](value) : String(value);
}

/** Thousands separators, up to three decimals, a true minus sign. */
function formatNumber(value: number): string {
  const [whole, decimals] = Number(Math.abs(value).toFixed(3)).toString()
    .split(".");
  const digits = formatCount(Number(whole)) + (decimals ? `.${decimals}` : "");
  return value < 0 && Number(digits) !== 0 ? `\u2212${digits}` : digits;
}
