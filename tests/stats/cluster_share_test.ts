import assert from "node:assert/strict";
import { clusterShare } from "lib/stats/cluster_share.ts";
import { wilsonInterval } from "lib/stats/wilson.ts";
import { assertLimits } from "tests/stats/near.ts";

/** Sums over papers given as [part, all] each. */
function sumsOf(papers: [part: number, all: number][]) {
  const sum = (term: (part: number, all: number) => number) =>
    papers.reduce((total, [part, all]) => total + term(part, all), 0);
  return {
    papers: papers.length,
    part: sum((part) => part),
    all: sum((_part, all) => all),
    partSquares: sum((part) => part * part),
    allSquares: sum((_part, all) => all * all),
    products: sum((part, all) => part * all),
  };
}

/** Wilson's interval of a share in a number of observations that need not be whole. */
function wilsonOf(share: number, n: number): [low: number, high: number] {
  const z2 = 1.959963984540054 ** 2;
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = Math.sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n ** 2))) /
    (1 + z2 / n);
  return [centre - half, centre + half];
}

Deno.test("clusterShare() of papers with one mention each is Wilson's interval", () => {
  const { share, low, high } = clusterShare(
    sumsOf(Array.from({ length: 10 }, (_, i) => [i < 3 ? 1 : 0, 1])),
  );
  assert.equal(share, 0.3);
  // scipy.stats.binomtest(3, 10).proportion_ci(method="wilson"), SciPy 1.17.1.
  assertLimits({ low, high }, [0.10779126740630102, 0.6032218525388546]);
});

Deno.test("clusterShare() of papers that repeat themselves counts papers, not mentions", () => {
  // All p(1-p) lies between the papers: n/(n-1) · p(1-p)/n leaves 39 of 40.
  const single = Array.from({ length: 40 }, (_, i) => i < 10 ? 1 : 0);
  for (const mentions of [2, 5]) {
    const repeated = clusterShare(
      sumsOf(single.map((part) => [mentions * part, mentions])),
    );
    assert.equal(repeated.share, 0.25);
    assertLimits(repeated, wilsonOf(0.25, 39));
  }
});

Deno.test("clusterShare() is the ratio estimator worked out by hand", () => {
  // R = 7/12. Residuals part - R·all: 2/3, -7/6, 5/6, -3/4, 5/12, their squares
  // add up to 3.236111; variance 5/4 · 3.236111 / 144 = 0.02809124; effective
  // number of mentions (7/12)(5/12) / 0.02809124 = 8.652361.
  const { share, low, high } = clusterShare(
    sumsOf([[3, 4], [0, 2], [2, 2], [1, 3], [1, 1]]),
  );
  const z2 = 1.959963984540054 ** 2;
  const effective = 8.652361;
  const centre = (7 / 12 + z2 / (2 * effective)) / (1 + z2 / effective);
  assert.equal(share, 7 / 12);
  assert.ok(Math.abs((low! + high!) / 2 - centre) < 1e-6);
});

Deno.test("clusterShare() is Wilson's interval over papers if no paper differs", () => {
  const all = clusterShare(sumsOf([[2, 2], [2, 2], [2, 2]]));
  assert.equal(all.high, 1);
  assert.ok(Math.abs(all.low! - wilsonInterval(3, 3).low) < 1e-12);
  for (const papers of [13, 14]) { // the formula rounds to either side of 1
    const ones = Array.from({ length: papers }, (): [number, number] => [1, 1]);
    assert.equal(clusterShare(sumsOf(ones)).high, 1);
  }
  const none = clusterShare(sumsOf([[0, 2], [0, 2], [0, 2]]));
  assert.equal(none.low, 0);
  assert.ok(Math.abs(none.high! - wilsonInterval(0, 3).high) < 1e-12);
});

Deno.test("clusterShare() of two papers is no more certain than their mentions", () => {
  // R = 1/4, residuals ±1/4: variance 2 · 2/16 / 4² = 1/64, which would be that
  // of 12 mentions.
  const { share, low, high } = clusterShare(sumsOf([[1, 3], [0, 1]]));
  const four = wilsonInterval(1, 4);
  assert.equal(share, 0.25);
  assert.ok(Math.abs(low! - four.low) < 1e-12);
  assert.ok(Math.abs(high! - four.high) < 1e-12);
});

Deno.test("clusterShare() gives no limits for one paper and throws without mentions", () => {
  assert.deepEqual(clusterShare(sumsOf([[1, 3]])), {
    share: 1 / 3,
    low: null,
    high: null,
  });
  assert.throws(() => clusterShare(sumsOf([[0, 0]])), RangeError);
});
