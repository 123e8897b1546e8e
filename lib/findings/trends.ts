import { covariance } from "lib/findings/claims/design.ts";
import type { Evidence, Measure } from "lib/findings/claims/evidence.ts";
import type { Share } from "lib/findings/claims/share.ts";
import { cochranArmitage } from "lib/stats/cochran_armitage.ts";
import { normalPValue } from "lib/stats/distributions.ts";

/** The years that a trend runs over. */
export interface TrendYears {
  /** In rising order; those without a paper of the corpus are not among them. */
  readonly years: readonly number[];
  /** Years left out, as the corpus covers them in part, or may do so. */
  readonly leftOut: readonly number[];
}

/** How a share changes from year to year. */
export interface ShareTrend {
  /** Change of the share per year. */
  readonly slope: number;
  readonly se: number;
  /** Of the test for a trend. */
  readonly z: number;
  readonly p: number;
  /** Papers with a year. */
  readonly papers: number;
  readonly method: "Cochran-Armitage" | "weighted score" | "corrected shares";
}

/**
 * Chooses the complete years of a run. The year in which the papers were
 * collected is covered in part, and no year after it can be right; where that
 * year is not known, the last one is left out, as it may be incomplete.
 *
 * @param incompleteYear The year of the collection; null if unknown.
 */
export function trendYears(
  { papers }: Evidence,
  incompleteYear: number | null,
): TrendYears {
  const years = [
    ...new Set(papers.flatMap(({ year }) => year ?? [])),
  ].filter((year) => year >= 1000 && year <= 9999).sort((a, b) => a - b);
  const limit = incompleteYear ?? years.at(-1) ?? Infinity;
  return {
    years: years.filter((year) => year < limit),
    leftOut: years.filter((year) => year >= limit),
  };
}

/**
 * Tests whether a share rises or falls with the year, and by how much a year.
 *
 * If every paper of the corpus was taken, the test is Cochran and Armitage's.
 * In a sample it is the same score, sum w (y - p)(s - m), over its standard
 * error by the design of the sample. Where corrected shares are given for years
 * with most of the papers, a line through them takes its place.
 *
 * The slope is that of a straight line through the papers, so that each year
 * weighs as many papers as it has, corrected or not. Weights of 1/SE² would
 * pull a line through corrected shares to the years with shares near 0 or 1,
 * whose standard errors are estimated to be smallest: years of few cases would
 * decide on the slope.
 *
 * @param evidence The papers.
 * @param part What is counted: 1 or 0 per paper.
 * @param all Which papers are looked at: 1 or 0.
 * @param years Complete years, from {@link trendYears}.
 * @param corrected Corrected share of a year; null where there is none.
 * @returns Null if there is no trend to test: fewer than two years with
 * papers, or none or all papers counted.
 */
export function shareTrend(
  { papers, design }: Evidence,
  part: Measure,
  all: Measure,
  { years }: TrendYears,
  corrected?: (year: number) => Share | null,
): ShareTrend | null {
  const known = new Set(years);
  const rows = papers.map((paper, i) => {
    const inside = paper.year !== null && known.has(paper.year) &&
      all(paper) > 0;
    return {
      weight: inside ? design.weights[i]! : 0,
      year: paper.year ?? 0,
      y: inside ? part(paper) : 0,
    };
  });
  const inside = rows.filter(({ weight }) => weight > 0);
  const sum = (value: (row: typeof rows[number]) => number) =>
    inside.reduce((total, row) => total + row.weight * value(row), 0);
  const whole = sum(() => 1);
  const share = sum(({ y }) => y) / whole;
  const mean = sum(({ year }) => year) / whole;
  const spread = sum(({ year }) => (year - mean) ** 2);
  if (inside.length < 2 || spread === 0 || share === 0 || share === 1) {
    return null;
  }
  const adjusted = corrected && correctedTrend(papersByYear(inside), corrected);
  if (adjusted) {
    const { slope, se } = adjusted;
    const z = slope / se;
    return {
      slope,
      se,
      z,
      p: normalPValue(z),
      papers: inside.length,
      method: "corrected shares",
    };
  }
  const slope = sum(({ year, y }) => (year - mean) * (y - share)) / spread;
  const spreadOf = (residual: (row: typeof rows[number]) => number) => {
    const values = rows.map((row) =>
      row.weight > 0 ? (row.year - mean) * residual(row) : 0
    );
    const { length } = inside;
    return Math.sqrt(Math.max(0, covariance(design, values, values, length)));
  };
  const se = spreadOf(({ y, year }) => y - share - slope * (year - mean)) /
    spread;
  if (!design.isSample) {
    const { z, pTwoSided: p } = cochranArmitage(countsByYear(inside));
    return {
      slope,
      se,
      z,
      p,
      papers: inside.length,
      method: "Cochran-Armitage",
    };
  }
  const z = slope * spread / spreadOf(({ y }) => y - share);
  return {
    slope,
    se,
    z,
    p: normalPValue(z),
    papers: inside.length,
    method: "weighted score",
  };
}

function papersByYear(
  rows: readonly { year: number; weight: number }[],
): Map<number, number> {
  const papers = new Map<number, number>();
  for (const { year, weight } of rows) {
    papers.set(year, (papers.get(year) ?? 0) + weight);
  }
  return papers;
}

function countsByYear(rows: readonly { year: number; y: number }[]) {
  const groups = [...Map.groupBy(rows, ({ year }) => year)]
    .sort(([a], [b]) => a - b);
  return {
    scores: groups.map(([year]) => year),
    totals: groups.map(([, { length }]) => length),
    events: groups.map(([, members]) =>
      members.reduce((total, { y }) => total + y, 0)
    ),
  };
}

/** Years, and share of the papers, that corrected shares must cover for a trend through them. */
const ENOUGH = { years: 3, papers: 0.8 };

/**
 * Line through independent shares y with standard errors, each with the weight
 * n of its year's papers. With S = sum n(t - m)², m the mean year of the papers:
 * slope = sum n(t - m) y / S, SE² = sum (n(t - m) SE / S)².
 */
function correctedTrend(
  papersOf: ReadonlyMap<number, number>,
  corrected: (year: number) => Share | null,
): { slope: number; se: number } | null {
  let [all, covered] = [0, 0];
  const known = [...papersOf].flatMap(([year, papers]) => {
    all += papers;
    const share = corrected(year);
    if (share === null || share.se === 0) return [];
    covered += papers;
    return [{ year, n: papers, share: share.share, se: share.se }];
  });
  if (known.length < ENOUGH.years || covered < ENOUGH.papers * all) return null;
  const mean = known.reduce((sum, { n, year }) => sum + n * year, 0) / covered;
  const spread = known.reduce(
    (sum, { n, year }) => sum + n * (year - mean) ** 2,
    0,
  );
  let [slope, variance] = [0, 0];
  for (const { n, year, share, se } of known) {
    const pull = n * (year - mean) / spread;
    slope += pull * share;
    variance += (pull * se) ** 2;
  }
  return { slope, se: Math.sqrt(variance) };
}
