/** What a trend is compared with. */

import type { Reference, Trend } from "lib/findings/claims/finding.ts";
import { distanceText } from "lib/findings/claims/numbers.ts";

/** What stands for a number of the paper where none is at hand. */
export const NOT_REPORTED: Reference = {
  quantity: "no growth rate or slope of the paper is at hand",
  value: null,
  source: "data/published/findings.json",
};

/** Says what was planted, and how far from it the run is; nothing on real data. */
export function plantedInWords(
  { planted, distance_in_se: distance }: Pick<
    Trend,
    "planted" | "distance_in_se"
  >,
  write: (value: number) => string,
): string {
  if (planted === null || planted.value === null) return "";
  const text = ` Planted: ${write(planted.value)}`;
  return distance === null
    ? `${text}.`
    : `${text}; the run lies ${distanceText(distance)} it.`;
}
