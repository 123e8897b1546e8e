import assert from "node:assert/strict";
import { clusterShare } from "lib/stats/cluster_share.ts";
import { wilsonInterval } from "lib/stats/wilson.ts";

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

Deno.test("clusterShare() of papers that repeat themselves is as wide as one mention a paper", () => {
  const single = Array.from(
    { length: 40 },
    (_, i): [number, number] => [i < 10 ? 1 : 0, 1],
  );
  const fivefold = single.map(([part]): [number, number] => [5 * part, 5]);
  const one = clusterShare(sumsOf(single));
  const five = clusterShare(sumsOf(fivefold));
  assert.equal(five.share, 0.25);
  assert.ok(Math.abs(five.low! - one.low!) < 1e-12);
  assert.ok(Math.abs(five.high! - one.high!) < 1e-12);
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
  const none = clusterShare(sumsOf([[0, 2], [0, 2], [0, 2]]));
  assert.equal(none.low, 0);
  assert.ok(Math.abs(none.high! - wilsonInterval(0, 3).high) < 1e-12);
});

Deno.test("clusterShare() gives no limits for one paper and throws without mentions", () => {
  assert.deepEqual(clusterShare(sumsOf([[1, 3]])), {
    share: 1 / 3,
    low: null,
    high: null,
  });
  assert.throws(() => clusterShare(sumsOf([[0, 0]])), RangeError);
});
