import { ALL_PAPERS } from "lib/findings/adjusted/adjusted_table.ts";
import type { AdjustedShares } from "lib/findings/claims/claim_input.ts";
import { Z } from "lib/findings/claims/numbers.ts";
import { limitsOf, type Share } from "lib/findings/claims/share.ts";
import type { Row } from "lib/findings/table.ts";

/**
 * Finds the corrected shares of a run.
 *
 * @param rows Rows of adjusted.csv; those without a corrected share, as there
 * are too few labels, give none.
 */
export function adjustedSharesOf(rows: readonly Row[]): AdjustedShares {
  const shares = new Map(rows.map((row) => [keyOf(row), shareOfRow(row)]));
  return (key) => shares.get(keyOf({ ...key })) ?? null;
}

function keyOf({ question, category, grouping, group, of }: Row): string {
  // Of the two rows of a group, the one of all papers says so in its name, too.
  const name = String(group ?? "").replace(OF_ALL, "");
  return [question, category ?? "", grouping, name, of].join("\n");
}

const OF_ALL = new RegExp(`(^|, )of ${ALL_PAPERS}$`);

function shareOfRow({ adjusted, low, high, papers }: Row): Share | null {
  if (
    typeof adjusted !== "number" || typeof low !== "number" ||
    typeof high !== "number" || !(high > low)
  ) return null;
  return {
    share: adjusted,
    effective: effectiveOf(adjusted, high - low),
    se: (high - low) / (2 * Z),
    papers: typeof papers === "number" ? papers : 0,
  };
}

/**
 * The number of independent observations whose Wilson interval is as wide as a
 * given one: with it the interval can be given at other levels.
 */
function effectiveOf(share: number, width: number): number {
  let [few, many] = [-10, 30]; // natural logarithms of the number
  for (let step = 0; step < 80; step++) {
    const middle = (few + many) / 2;
    const [low, high] = limitsOf({ share, effective: Math.exp(middle) }, Z);
    if (high - low > width) few = middle;
    else many = middle;
  }
  return Math.exp(few);
}
