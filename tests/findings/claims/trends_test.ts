import assert from "node:assert/strict";
import {
  evidenceOf,
  isAnswered,
  saysYes,
} from "lib/findings/claims/evidence.ts";
import { shareTrend, trendYears } from "lib/findings/trends.ts";
import { averageGrowth, yearlyGrowth } from "lib/findings/trends_growth.ts";
import { papersLike } from "tests/findings/claims/example_papers.ts";
import { assertNear } from "tests/stats/near.ts";

const YES = saysYes("uses_ptms");
const ALL = isAnswered("uses_ptms");

/** Papers by year: how many reuse a model, and how many do not. */
function yearly(
  counts: Record<number, readonly [yes: number, no: number]>,
  drawn = 1,
) {
  return evidenceOf(
    Object.entries(counts).flatMap(([year, [yes, no]]) => [
      ...papersLike(yes, { year: Number(year), reuses: true, drawn }),
      ...papersLike(no, { year: Number(year), drawn }),
    ]),
  );
}

Deno.test("trendYears() leaves out the incomplete year and all after it", () => {
  const evidence = yearly({
    0: [0, 1],
    2019: [1, 1],
    2021: [1, 1],
    2024: [1, 1],
    2099: [1, 0],
  });
  assert.deepEqual(trendYears(evidence, 2024), {
    years: [2019, 2021],
    leftOut: [2024, 2099],
  });
  // Without knowing, the last year may be incomplete.
  assert.deepEqual(trendYears(yearly({ 2019: [1, 1], 2020: [1, 1] }), null), {
    years: [2019],
    leftOut: [2020],
  });
  assert.deepEqual(trendYears(evidenceOf([]), null), {
    years: [],
    leftOut: [],
  });
});

Deno.test("shareTrend() is Cochran-Armitage where every paper was taken", () => {
  // 1, 2 and 3 of 10: z = 2 / sqrt(0.2 · 0.8 · 20).
  const evidence = yearly({ 2019: [1, 9], 2020: [2, 8], 2021: [3, 7] });
  const years = { years: [2019, 2020, 2021], leftOut: [] };
  const trend = shareTrend(evidence, YES, ALL, years)!;
  assert.equal(trend.method, "Cochran-Armitage");
  assertNear(trend.z, 2 / Math.sqrt(0.2 * 0.8 * 20));
  assertNear(trend.slope, 0.1);
  assert.equal(trend.papers, 30);
});

Deno.test("shareTrend() sees nothing of the years left out", () => {
  const counts = { 2019: [1, 9], 2020: [2, 8], 2021: [3, 7] } as const;
  const years = { years: [2019, 2020, 2021], leftOut: [2022] };
  assert.deepEqual(
    shareTrend(yearly({ ...counts, 2022: [0, 50] }), YES, ALL, years),
    shareTrend(yearly(counts), YES, ALL, years),
  );
});

Deno.test("shareTrend() of a sample with one weight is nearly Cochran-Armitage", () => {
  const counts = { 2019: [30, 270], 2020: [60, 240], 2021: [90, 210] } as const;
  const years = { years: [2019, 2020, 2021], leftOut: [] };
  const whole = shareTrend(yearly(counts), YES, ALL, years)!;
  const sample = shareTrend(yearly(counts, 0.2), YES, ALL, years)!;
  assert.equal(sample.method, "weighted score");
  assertNear(sample.slope, whole.slope);
  // The two take the variance at each paper and at the mean share.
  assertNear(sample.z / whole.z, 1, 0.03);
});

Deno.test("shareTrend() takes a line through corrected shares", () => {
  const evidence = yearly({ 2019: [1, 9], 2020: [2, 8], 2021: [3, 7] });
  const years = { years: [2019, 2020, 2021], leftOut: [] };
  const corrected: Record<number, number> = {
    2019: 0.1,
    2020: 0.12,
    2021: 0.14,
  };
  const trend = shareTrend(evidence, YES, ALL, years, (year) => ({
    share: corrected[year]!,
    se: 0.02,
    effective: 100,
    papers: 10,
  }))!;
  assert.equal(trend.method, "corrected shares");
  assertNear(trend.slope, 0.02);
  assertNear(trend.se, 0.02 / Math.SQRT2);
});

Deno.test("shareTrend() finds the same line through corrected shares that are those of the papers", () => {
  // Ten years of 100 papers; numpy.polyfit(range(10), shares, 1)[0].
  const yes = [2, 2, 3, 5, 10, 20, 35, 50, 60, 62];
  const evidence = yearly(
    Object.fromEntries(yes.map((x, i) => [2010 + i, [x, 100 - x] as const])),
  );
  const years = { years: yes.map((_, i) => 2010 + i), leftOut: [] };
  const raw = shareTrend(evidence, YES, ALL, years)!;
  assertNear(raw.slope, 0.0776363636363636);
  const same = shareTrend(evidence, YES, ALL, years, (year) => {
    const share = yes[year - 2010]! / 100;
    const se = Math.sqrt(share * (1 - share) / 100);
    return { share, se, effective: 100, papers: 100 };
  })!;
  assert.equal(same.method, "corrected shares");
  assertNear(same.slope, 0.0776363636363636);
});

Deno.test("shareTrend() weighs corrected shares by the papers of their years", () => {
  // 10, 20 and 10 papers: m = 2020, S = 10 + 10 = 20.
  const evidence = yearly({ 2019: [2, 8], 2020: [9, 11], 2021: [6, 4] });
  const years = { years: [2019, 2020, 2021], leftOut: [] };
  const corrected: Record<number, [share: number, se: number]> = {
    2019: [0.1, 0.02],
    2020: [0.5, 0.01],
    2021: [0.6, 0.1],
  };
  const trend = shareTrend(evidence, YES, ALL, years, (year) => {
    const [share, se] = corrected[year]!;
    return { share, se, effective: 100, papers: 10 };
  })!;
  // (-10 · 0.1 + 10 · 0.6) / 20; SE² = (0.5 · 0.02)² + (0.5 · 0.1)².
  assertNear(trend.slope, 0.25);
  assertNear(trend.se, Math.sqrt(0.0001 + 0.0025));
  assertNear(trend.z, 0.25 / Math.sqrt(0.0026));
});

Deno.test("shareTrend() has no trend in one year, or in one answer", () => {
  const one = { years: [2019], leftOut: [] };
  assert.equal(shareTrend(yearly({ 2019: [3, 7] }), YES, ALL, one), null);
  const two = { years: [2019, 2020], leftOut: [] };
  const none = yearly({ 2019: [0, 7], 2020: [0, 9] });
  assert.equal(shareTrend(none, YES, ALL, two), null);
  assert.equal(shareTrend(evidenceOf([]), YES, ALL, two), null);
});

Deno.test("growth by a constant factor is found exactly", () => {
  const evidence = yearly({
    2018: [0, 5],
    2019: [4, 0],
    2020: [8, 3],
    2021: [16, 9],
    2022: [32, 0],
  });
  const years = [2018, 2019, 2020, 2021, 2022];
  const growth = averageGrowth(evidence, YES, years, 0.95)!;
  assertNear(growth.factor, 2, 1e-9);
  assert.deepEqual([growth.firstYear, growth.lastYear], [2019, 2022]);
  // Poisson: 1 / (sum of means · variance of the year), with means as counted.
  const mean = (4 * 0 + 8 + 16 * 2 + 32 * 3) / 60;
  const spread = 4 * mean ** 2 + 8 * (1 - mean) ** 2 + 16 * (2 - mean) ** 2 +
    32 * (3 - mean) ** 2;
  assertNear(
    growth.high,
    2 * Math.exp(1.959963984540054 / Math.sqrt(spread)),
    1e-9,
  );
});

Deno.test("averageGrowth() of counts that scatter has Student's interval of n - 2 years", () => {
  // Likelihood maximised with scipy.optimize, scatter by Pearson's chi-square / 3
  // = 11.4, scipy.stats.t.ppf(0.975, 3); the normal quantile gives 1.21 to 2.42.
  const counts = [20, 10, 60, 40, 130];
  const evidence = yearly(
    Object.fromEntries(counts.map((x, i) => [2018 + i, [x, 0] as const])),
  );
  const years = counts.map((_, i) => 2018 + i);
  const growth = averageGrowth(evidence, YES, years, 0.95)!;
  assertNear(growth.factor, 1.7135094995152496, 1e-8);
  assertNear(growth.low, 0.9793630699641015, 1e-7);
  assertNear(growth.high, 2.9979839907957984, 1e-7);
  assertNear(growth.se, 0.30119318444183996, 1e-7);
});

Deno.test("averageGrowth() of three years has no interval", () => {
  const evidence = yearly({ 2019: [4, 0], 2020: [8, 0], 2021: [16, 0] });
  const growth = averageGrowth(evidence, YES, [2019, 2020, 2021], 0.95)!;
  assertNear(growth.factor, 2);
  const { low, high, se } = growth;
  assert.deepEqual([low, high, se], [null, null, null]);
});

Deno.test("yearlyGrowth() sets each year beside the one before", () => {
  const evidence = yearly({ 2019: [4, 0], 2020: [8, 3], 2022: [2, 0] });
  const rows = yearlyGrowth(evidence, YES, [2019, 2020, 2022], 1.959964);
  assert.deepEqual(
    rows.map(({ year, papers, factor }) => [year, papers, factor]),
    [[2019, 4, null], [2020, 8, 2], [2022, 2, null]],
  );
  // Wilson's interval of 8 of 12 is 0.3906 to 0.8619, as odds:
  assertNear(rows[1]!.low, 0.3906 / 0.6094, 1e-3);
  assertNear(rows[1]!.high, 0.8619 / 0.1381, 1e-2);
});

Deno.test("averageGrowth() needs three years and something to count", () => {
  assert.equal(
    averageGrowth(
      yearly({ 2020: [1, 1], 2021: [2, 1] }),
      YES,
      [2020, 2021],
      0.95,
    ),
    null,
  );
  const none = yearly({ 2019: [0, 1], 2020: [0, 1], 2021: [0, 1] });
  assert.equal(averageGrowth(none, YES, [2019, 2020, 2021], 0.95), null);
});
