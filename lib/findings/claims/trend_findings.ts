import {
  type Estimate,
  referenced,
  type Trend,
} from "lib/findings/claims/finding.ts";
import { ALPHA, pValueText, Z } from "lib/findings/claims/numbers.ts";
import type { Quantity } from "lib/findings/claims/quantities.ts";
import {
  type ShareTrend,
  shareTrend,
  trendYears,
} from "lib/findings/trends.ts";
import { growthFinding } from "lib/findings/claims/growth_finding.ts";
import type { TrendInput } from "lib/findings/claims/trend_input.ts";
import {
  NOT_REPORTED,
  plantedInWords,
} from "lib/findings/claims/trend_reference.ts";
import { holm } from "lib/stats/adjust_p_values.ts";
import { formatCount, listWords } from "lib/words.ts";

/** Years of the growth segment beside the whole period. */
const RECENT_YEARS = 5;

/**
 * Tests each share for a trend over the complete years, and gives the growth
 * of the number of papers from year to year, on average over all years and over
 * the last five.
 */
export function findTrends(input: TrendInput): Trend[] {
  const years = trendYears(input.evidence, input.incompleteYear);
  const tests = input.quantities.map((quantity) =>
    testTrend(input, quantity, years)
  );
  const adjusted = holm(tests.map((test) => test?.p ?? null));
  return [
    ...input.quantities.map((quantity, i) =>
      trendFinding(input, quantity, years, tests[i]!, adjusted[i]!)
    ),
    ...input.quantities.filter(({ of }) => of === "papers").flatMap(
      (quantity) => [
        growthFinding(input, quantity, years),
        growthFinding(input, quantity, {
          ...years,
          years: years.years.slice(-RECENT_YEARS),
          isRecent: true,
        }),
      ],
    ),
  ];
}

type Years = ReturnType<typeof trendYears>;

function testTrend(
  { evidence, adjusted }: TrendInput,
  { part, all, adjusted: key }: Quantity,
  years: Years,
): ShareTrend | null {
  const corrected = key !== null && adjusted !== undefined
    ? (year: number) =>
      adjusted({ ...key, grouping: "year", group: String(year) })
    : undefined;
  return shareTrend(evidence, part, all, years, corrected);
}

function trendFinding(
  input: TrendInput,
  quantity: Quantity,
  years: Years,
  test: ShareTrend | null,
  pAdjusted: number | null,
): Trend {
  const { planted } = input;
  const truth = planted &&
    shareTrend(planted, quantity.part, quantity.all, years);
  const estimate: Estimate = {
    quantity: `${quantity.name}: change per year`,
    estimate: test?.slope ?? null,
    low: test && test.slope - Z * test.se,
    high: test && test.slope + Z * test.se,
    se: test?.se ?? null,
    n: test?.papers ?? 0,
  };
  const reference = referenced(estimate, {
    published: NOT_REPORTED,
    planted: planted &&
      { quantity: "change per year", value: truth?.slope ?? null },
  });
  return {
    id: `trend-${quantity.id}`,
    kind: "trend",
    ...estimate,
    ...reference,
    statement: trendInWords(quantity, years, test, pAdjusted) +
      plantedInWords(reference, (slope) => `${perYear(slope)} a year`),
    first_year: years.years[0] ?? null,
    last_year: years.years.at(-1) ?? null,
    left_out: years.leftOut,
    p: test?.p ?? null,
    p_adjusted: pAdjusted,
    method: test?.method ?? "none",
    details: [],
  };
}

function trendInWords(
  { name }: Quantity,
  { years, leftOut }: Years,
  test: ShareTrend | null,
  pAdjusted: number | null,
): string {
  const omitted = leftOut.length === 0
    ? ""
    : ` ${listWords(leftOut.map(String))} ${
      leftOut.length === 1 ? "is" : "are"
    } left out, as incomplete or possibly so.`;
  if (test === null || pAdjusted === null) {
    return `${name}: no trend can be tested, as there are fewer than two complete years with papers, or all their answers are the same.${omitted}`;
  }
  const { slope, se, z, papers, method } = test;
  const direction = pAdjusted > ALPHA
    ? "no trend can be told from chance, the share changes"
    : slope > 0
    ? "it rises,"
    : "it falls,";
  return `${name}, ${years[0]} to ${years.at(-1)}: ${direction} by ${
    perYear(slope)
  } a year (95% interval ${perYear(slope - Z * se)} to ${
    perYear(slope + Z * se)
  }; ${NAMES[method]} z = ${z.toFixed(1)}, p ${
    pValueText(pAdjusted)
  } after Holm's correction; ${formatCount(papers)} papers).${omitted}`;
}

const NAMES: Readonly<Record<ShareTrend["method"], string>> = {
  "Cochran-Armitage": "Cochran-Armitage",
  "weighted score": "score test with the sample's design,",
  "corrected shares":
    "line through the years' shares corrected for the annotator's errors,",
};

/** Such as "+1.2 points". */
function perYear(slope: number): string {
  const value = (100 * slope).toFixed(1);
  const sign = Number(value) > 0 ? "+" : Number(value) < 0 ? "\u2212" : "";
  return `${sign}${value.replace("-", "")} points`;
}
