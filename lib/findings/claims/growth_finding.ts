import type { Evidence } from "lib/findings/claims/evidence.ts";
import {
  type Estimate,
  referenced,
  type Trend,
} from "lib/findings/claims/finding.ts";
import { ALPHA, Z } from "lib/findings/claims/numbers.ts";
import type { Quantity } from "lib/findings/claims/quantities.ts";
import type { TrendInput } from "lib/findings/claims/trend_input.ts";
import {
  NOT_REPORTED,
  plantedInWords,
} from "lib/findings/claims/trend_reference.ts";
import type { TrendYears } from "lib/findings/trends.ts";
import { averageGrowth, yearlyGrowth } from "lib/findings/trends_growth.ts";
import { formatCount } from "lib/words.ts";

/**
 * How the number of papers grows from year to year.
 *
 * @param input The papers.
 * @param quantity What is counted.
 * @param years The years; `isRecent` marks a segment beside the whole period.
 */
export function growthFinding(
  { evidence, planted }: TrendInput,
  { id, name, part }: Quantity,
  { years, leftOut, isRecent = false }: TrendYears & {
    readonly isRecent?: boolean;
  },
): Trend {
  const subject = name.replace(", share of the papers", "");
  const growth = averageGrowth(evidence, part, years, 1 - ALPHA);
  // Over the same years, wherever the first planted paper is.
  const first = growth?.firstYear ?? 0;
  const sameYears = years.filter((year) => year >= first);
  const truth = planted && averageGrowth(planted, part, sameYears, 1 - ALPHA);
  const papers =
    evidence.papers.filter((paper) =>
      part(paper) > 0 && years.includes(paper.year ?? NaN)
    ).length;
  const estimate: Estimate = {
    quantity: `${subject}: growth factor of the number of papers per year`,
    estimate: growth?.factor ?? null,
    low: growth?.low ?? null,
    high: growth?.high ?? null,
    se: growth?.se ?? null,
    n: papers,
  };
  const reference = referenced(estimate, {
    published: NOT_REPORTED,
    planted: planted &&
      { quantity: "growth factor per year", value: truth?.factor ?? null },
  });
  return {
    id: `growth-${id}${isRecent ? "-recent" : ""}`,
    kind: "growth",
    ...estimate,
    ...reference,
    statement:
      (growth === null
        ? `${subject}: no growth can be estimated, as fewer than three complete years have such papers.`
        : `${subject}: from ${growth.firstYear} to ${growth.lastYear} the number of papers changes by a factor of ${
          factorText(growth.factor)
        } a year (${intervalText(growth)}; ${formatCount(papers)} papers).`) +
      plantedInWords(reference, factorText),
    first_year: growth?.firstYear ?? null,
    last_year: growth?.lastYear ?? null,
    left_out: leftOut,
    p: null,
    p_adjusted: null,
    method:
      "Poisson regression on the year; where counts scatter more than by chance, errors from that scatter with Student's t",
    details: isRecent ? [] : yearRows(evidence, part, years),
  };
}

function yearRows(
  evidence: Evidence,
  part: Quantity["part"],
  years: readonly number[],
) {
  const rows = yearlyGrowth(evidence, part, years, Z);
  const first = rows.findIndex(({ papers }) => papers > 0);
  return first < 0 ? [] : rows.slice(first).map((row) => ({ ...row }));
}

function intervalText(
  { low, high }: { readonly low: number | null; readonly high: number | null },
): string {
  return low === null || high === null
    ? "too few years for an interval"
    : `95% interval ${factorText(low)} to ${factorText(high)}`;
}

function factorText(factor: number): string {
  return factor.toFixed(2);
}
