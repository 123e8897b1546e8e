/** How numbers and lists are written for readers, the same in every locale. */

/**
 * Writes a count with thousands separators.
 *
 * @param count A whole number.
 * @returns Such as "17,511".
 */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/**
 * Writes a share as a percentage: whole, with one decimal below 1% and above
 * 99%, and never rounded to 0% or 100%.
 *
 * @param share From 0 to 1.
 * @returns Such as "68%", "0.4%" or "<0.1%".
 */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return "<0.1%";
  if (percent < 100 && percent > 99.9) return ">99.9%";
  const fine = percent !== 0 && percent !== 100 &&
    (percent < 1 || percent > 99);
  return `${fine ? percent.toFixed(1) : Math.round(percent)}%`;
}

/**
 * Writes an interval of a share as percentages.
 *
 * @param low Lower limit, from 0 to 1.
 * @param high Upper limit, from 0 to 1.
 * @returns Such as "60–83%".
 */
export function formatInterval(low: number, high: number): string {
  return `${formatShare(low).replace("%", "")}\u2013${formatShare(high)}`;
}

/**
 * Writes a share with its 95 % interval.
 *
 * @param estimate Share and limits from 0 to 1; null where not defined.
 * @returns Such as "73% (60–83%)", or "not defined".
 */
export function formatEstimate(
  { share, low, high }: {
    readonly share: number | null;
    readonly low: number | null;
    readonly high: number | null;
  },
): string {
  if (share === null) return "not defined";
  const value = formatShare(share);
  return low === null || high === null
    ? value
    : `${value} (${formatInterval(low, high)})`;
}

/**
 * Writes a value of a metric.
 *
 * @param value Such as an F1 or a kappa, no unit.
 * @returns Two decimals, with a true minus sign.
 */
export function formatMetric(value: number): string {
  const text = value.toFixed(2);
  return text === "-0.00" ? "0.00" : text.replace("-", "\u2212");
}

/**
 * Counts things in words.
 *
 * @param count A whole number.
 * @param noun The singular; the plural takes an s.
 * @returns Such as "1 paper" or "2 papers".
 */
export function countOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/**
 * Lists words.
 *
 * @returns Such as "A, B and C".
 */
export function listWords(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  if (words.length < 2) return last;
  return `${words.slice(0, -1).join(", ")} and ${last}`;
}

/** Starts with a capital letter; underscores become spaces. */
export function capitalise(text: string): string {
  const words = text.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
