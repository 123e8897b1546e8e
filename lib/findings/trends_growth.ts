import type { Evidence, Measure } from "lib/findings/claims/evidence.ts";
import { limitsOf } from "lib/findings/claims/share.ts";
import { criticalValue } from "lib/stats/distributions.ts";
import { studentCriticalValue } from "lib/stats/student_t.ts";

/** What is counted in one year, and how it compares with the year before. */
export interface YearGrowth {
  readonly year: number;
  /** Estimated papers. */
  readonly papers: number;
  /** Papers divided by those of the year before; null where that had none, or is not there. */
  readonly factor: number | null;
  readonly low: number | null;
  /** Null also where it has no bound, as the year before may have had none. */
  readonly high: number | null;
}

/** Growth by a constant factor per year. */
export interface AverageGrowth {
  readonly factor: number;
  /** Limits, and standard error of the factor; null where there are too few years for them. */
  readonly low: number | null;
  readonly high: number | null;
  readonly se: number | null;
  readonly firstYear: number;
  readonly lastYear: number;
}

/**
 * Counts by year, each beside the year before.
 *
 * Of all papers of two successive years together a share belongs to the second;
 * the factor is share / (1 - share), and so are its limits, from Wilson's
 * interval of the share. In a sample the papers count as many as would give the
 * same standard error.
 *
 * @param evidence The papers.
 * @param measure What is counted: 1 or 0 per paper.
 * @param years In rising order.
 * @param z Standard errors of the interval.
 */
export function yearlyGrowth(
  evidence: Evidence,
  measure: Measure,
  years: readonly number[],
  z: number,
): YearGrowth[] {
  const counts = countsByYear(evidence, measure);
  const none = { papers: 0, squares: 0 };
  return years.map((year) => {
    const now = counts.get(year) ?? none;
    const before = years.includes(year - 1)
      ? counts.get(year - 1) ?? none
      : none;
    const alone = { year, papers: now.papers };
    if (before.papers === 0) {
      return { ...alone, factor: null, low: null, high: null };
    }
    const both = now.papers + before.papers;
    const [low, high] = limitsOf({
      share: now.papers / both,
      effective: both ** 2 / (now.squares + before.squares),
    }, z);
    return {
      ...alone,
      factor: now.papers / before.papers,
      low: low / (1 - low),
      high: high < 1 ? high / (1 - high) : null,
    };
  });
}

/** Years that a growth curve needs, and its interval: how far counts scatter cannot be seen from fewer. */
const ENOUGH_YEARS = { curve: 3, interval: 4 };

/**
 * Average growth per year: the curve papers = a · factor^year that fits the
 * counts best, as a Poisson regression (McCullagh & Nelder 1989, 6.2). Its
 * standard error is enlarged where counts scatter more than chance alone makes
 * them (quasi-Poisson), never made smaller. As it is then estimated from the
 * scatter of n years, the interval is that of Student's t with n - 2 degrees of
 * freedom.
 *
 * @param evidence The papers.
 * @param measure What is counted: 1 or 0 per paper.
 * @param years Complete years in rising order; years before the first paper
 * that is counted drop out, years between without papers count as 0.
 * @param confidence Level of the interval, strictly between 0 and 1.
 * @returns Null with fewer than three years.
 */
export function averageGrowth(
  evidence: Evidence,
  measure: Measure,
  years: readonly number[],
  confidence: number,
): AverageGrowth | null {
  const counts = countsByYear(evidence, measure);
  const first = years.find((year) => counts.has(year));
  const last = years.at(-1);
  if (first === undefined || last === undefined) return null;
  const length = last - first + 1;
  if (length < ENOUGH_YEARS.curve) return null;
  const x = Array.from({ length }, (_, i) => i - (length - 1) / 2);
  const found = x.map((_, i) => counts.get(first + i));
  const y = found.map((count) => count?.papers ?? 0);
  const squares = found.reduce((sum, count) => sum + (count?.squares ?? 0), 0);
  const fit = fitPoisson(x, y);
  if (fit === null) return null;
  const { slope, variance, scatter } = fit;
  const chance = squares / y.reduce((sum, count) => sum + count);
  const factor = Math.exp(slope);
  const curve = { factor, firstYear: first, lastYear: last };
  if (length < ENOUGH_YEARS.interval) {
    return { ...curve, low: null, high: null, se: null };
  }
  const se = Math.sqrt(variance * Math.max(chance, scatter));
  const reach = se *
    (scatter > chance
      ? studentCriticalValue(confidence, length - 2)
      : criticalValue(confidence));
  return {
    ...curve,
    low: Math.exp(slope - reach),
    high: Math.exp(slope + reach),
    se: factor * se,
  };
}

/** Fits log(mean) = a + slope · x by Newton's method; x has mean 0. */
function fitPoisson(
  x: readonly number[],
  y: readonly number[],
): { slope: number; variance: number; scatter: number } | null {
  const n = x.length;
  let a = Math.log(y.reduce((sum, count) => sum + count) / n);
  let slope = 0;
  for (let step = 0; step < 100; step++) {
    let [u, v, s, sx, sxx] = [0, 0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      const mean = Math.exp(a + slope * x[i]!);
      u += y[i]! - mean;
      v += x[i]! * (y[i]! - mean);
      s += mean;
      sx += mean * x[i]!;
      sxx += mean * x[i]! ** 2;
    }
    const determinant = s * sxx - sx ** 2;
    if (!(determinant > 0)) return null;
    const change = (s * v - sx * u) / determinant;
    // Long steps can leave the range of numbers: a factor of 3 a year is enough.
    const scale = Math.min(1, 1 / Math.max(1e-300, Math.abs(change)));
    a += scale * (sxx * u - sx * v) / determinant;
    slope += scale * change;
    if (Math.abs(change) > 1e-12) continue;
    const scatter = y.reduce((sum, count, i) => {
      const mean = Math.exp(a + slope * x[i]!);
      return sum + (count - mean) ** 2 / mean;
    }, 0) / (n - 2);
    return { slope, variance: s / determinant, scatter };
  }
  return null;
}

/** Weighted papers by year, and the sum of their squared weights. */
function countsByYear(
  { papers, design }: Evidence,
  measure: Measure,
): Map<number, { papers: number; squares: number }> {
  const counts = new Map<number, { papers: number; squares: number }>();
  papers.forEach((paper, i) => {
    const value = measure(paper);
    if (paper.year === null || value === 0) return;
    const weight = design.weights[i]! * value;
    const before = counts.get(paper.year) ?? { papers: 0, squares: 0 };
    counts.set(paper.year, {
      papers: before.papers + weight,
      squares: before.squares + weight ** 2,
    });
  });
  return counts;
}
