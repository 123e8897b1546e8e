/** How findings write numbers, the same in every locale. */

import type { Estimate } from "lib/findings/claims/finding.ts";
import { limitsOf, type Share } from "lib/findings/claims/share.ts";
import { criticalValue } from "lib/stats/distributions.ts";
import { formatCount, formatShare } from "lib/words.ts";

/** Level of single intervals, and what is left to chance. */
export const ALPHA = 0.05;

/** Standard errors of a single 95 % interval. */
export const Z = criticalValue(1 - ALPHA);

/**
 * Standard errors of intervals that all hold together with 95 %
 * (Bonferroni): the chance of an error is divided by their number.
 */
export function simultaneousZ(intervals: number): number {
  return criticalValue(1 - ALPHA / Math.max(1, intervals));
}

/** An estimate from a share, with its single 95 % interval. */
export function estimateOf(quantity: string, share: Share | null): Estimate {
  if (share === null) {
    const nothing = { estimate: null, low: null, high: null, se: null };
    return { quantity, ...nothing, n: 0 };
  }
  const [low, high] = limitsOf(share, Z);
  const { share: estimate, se, papers: n } = share;
  return { quantity, estimate, low, high, se, n };
}

/** Such as "48% (95% interval 37% to 58%)". */
export function shareWithLimits(share: Share): string {
  return shareText(estimateOf("", share));
}

/** Such as "48%, 95% interval 37% to 58%", for use in brackets. */
export function shareInBrackets(share: Share): string {
  return shareWithLimits(share).replace(" (", ", ").replace(/\)$/, "");
}

/** Writes an estimated share, with its interval where it has one. */
export function shareText(
  { estimate, low, high }: Pick<Estimate, "estimate" | "low" | "high">,
): string {
  if (estimate === null) return "no share";
  if (low === null || high === null) return formatShare(estimate);
  return `${formatShare(estimate)} (95% interval ${formatShare(low)} to ${
    formatShare(high)
  })`;
}

/** Such as "86", or "about 86" where papers stand for others. */
export function total(value: number, isSample: boolean): string {
  const count = formatCount(Math.round(value));
  return isSample ? `about ${count}` : count;
}

/** Such as "12 points" of percentage. */
export function points(difference: number): string {
  const value = (Math.abs(difference) * 100).toFixed(1).replace(/\.0$/, "");
  return `${value} point${value === "1" ? "" : "s"}`;
}

/** Such as "12 points", or "−3 points" where it is the other way round. */
export function signedPoints(difference: number): string {
  const value = points(difference);
  const isBehind = difference < 0 && value !== points(0);
  return isBehind ? `\u2212${value}` : value;
}

/** Limits of a difference, such as "−3 to 21 points". */
export function pointLimits(low: number, high: number): string {
  const text = (value: number) =>
    (100 * value).toFixed(1).replace(/\.0$/, "").replace(/^-(?!0$)/, "\u2212")
      .replace(/^-0$/, "0");
  return `${text(low)} to ${text(high)} points`;
}

/** Such as "0.031" or "below 0.001". */
export function pValueText(p: number): string {
  return p < 0.001 ? "below 0.001" : p.toFixed(3);
}

/** Such as "2.1 standard errors above" or "0.3 standard errors below". */
export function distanceText(distance: number): string {
  const size = Math.abs(distance).toFixed(1);
  if (size === "0.0") return "less than 0.1 standard errors from";
  return `${size} standard errors ${distance > 0 ? "above" : "below"}`;
}
