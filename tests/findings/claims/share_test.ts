import assert from "node:assert/strict";
import { designOf } from "lib/findings/claims/design.ts";
import { limitsOf, shareOf } from "lib/findings/claims/share.ts";
import { shareDifference } from "lib/findings/claims/share_difference.ts";
import { clusterShare } from "lib/stats/cluster_share.ts";
import { criticalValue } from "lib/stats/distributions.ts";
import { newcombeDifference } from "lib/stats/newcombe.ts";
import { wilsonInterval } from "lib/stats/wilson.ts";
import { assertNear } from "tests/stats/near.ts";
import { papersLike } from "tests/findings/claims/example_papers.ts";

const Z = criticalValue(0.95);

Deno.test("shareOf() is Wilson's interval where every paper was taken and counts once", () => {
  const design = designOf(papersLike(40));
  for (const positives of [0, 1, 13, 39, 40]) {
    const part = Array.from({ length: 40 }, (_, i) => i < positives ? 1 : 0);
    const share = shareOf(design, part, Array(40).fill(1))!;
    const wilson = wilsonInterval(positives, 40);
    const [low, high] = limitsOf(share, Z);
    assert.equal(share.share, wilson.estimate);
    assertNear(low, wilson.low);
    assertNear(high, wilson.high);
  }
});

Deno.test("shareOf() is the interval of clustered mentions where every paper was taken", () => {
  const design = designOf(papersLike(6));
  const part = [2, 0, 1, 1, 0, 3];
  const all = [2, 1, 1, 3, 0, 4];
  const sum = (values: number[]) => values.reduce((a, b) => a + b);
  const cluster = clusterShare({
    papers: 5,
    part: sum(part),
    all: sum(all),
    partSquares: sum(part.map((x) => x * x)),
    allSquares: sum(all.map((x) => x * x)),
    products: sum(part.map((x, i) => x * all[i]!)),
  });
  const share = shareOf(design, part, all)!;
  const [low, high] = limitsOf(share, Z);
  assertNear(share.share, cluster.share);
  assertNear(low, cluster.low!);
  assertNear(high, cluster.high!);
});

Deno.test("shareOf() of a stratified sample has the variance of both phases", () => {
  // Stratum A: 4 of 8 papers drawn, 1 positive. Stratum B: all 2, both positive.
  const design = designOf([
    ...papersLike(4, { stratum: "A", drawn: 0.5 }),
    ...papersLike(2, { stratum: "B", drawn: 1 }),
  ]);
  const share = shareOf(design, [1, 0, 0, 0, 1, 1], Array(6).fill(1))!;
  // (2·1 + 2) / (2·4 + 2) = 4/10.
  assertNear(share.share, 0.4);
  // Written: 6/5 · (2·(0.36 + 3·0.16) + 2·0.36) / 100 = 6/5 · 0.024 = 0.0288.
  // Drawn: (1 - 1/2) · 4/3 · 4 · (0.75² + 3·0.25²)/100 = 0.02, nothing in B.
  assertNear(share.se ** 2, 0.0288 + 0.02);
});

Deno.test("shareOf() takes strata of one drawn paper together", () => {
  const single = ["A", "B"].flatMap((stratum) =>
    papersLike(1, { stratum, drawn: 0.5 })
  );
  const together = designOf(papersLike(2, { stratum: "A", drawn: 0.5 }));
  const share = (design: ReturnType<typeof designOf>) =>
    shareOf(design, [1, 0], [1, 1])!;
  assertNear(share(designOf(single)).se, share(together).se);
});

Deno.test("a weight that all papers share changes no share", () => {
  const part = [1, 0, 0, 1, 0, 0, 0];
  const plain = shareOf(designOf(papersLike(7)), part, Array(7).fill(1))!;
  const tenth = designOf(papersLike(7, { drawn: 0.1 }));
  const weighted = shareOf(tenth, part, Array(7).fill(1))!;
  assertNear(weighted.share, plain.share);
  assertNear(weighted.all, 70);
  // N = 70 papers written, a tenth of them drawn: 7/6·pq/70 + 0.9·7/6·pq/7.
  assertNear(weighted.se, plain.se);
});

Deno.test("shareOf() has nothing to say of nothing", () => {
  assert.equal(shareOf(designOf([]), [], []), null);
  assert.equal(shareOf(designOf(papersLike(2)), [0, 0], [0, 0]), null);
});

Deno.test("shareDifference() is Newcombe's interval for groups without common papers", () => {
  const share = (x: number, n: number) =>
    shareOf(
      designOf(papersLike(n)),
      Array.from({ length: n }, (_, i) => i < x ? 1 : 0),
      Array(n).fill(1),
    )!;
  for (const [x1, n1, x2, n2] of [[9, 10, 3, 10], [5, 56, 0, 29]] as const) {
    const [low, high] = shareDifference(share(x1, n1), share(x2, n2), 0)
      .limits(Z);
    const expected = newcombeDifference({ successes: x1, n: n1 }, {
      successes: x2,
      n: n2,
    });
    assertNear(low, expected.low);
    assertNear(high, expected.high);
  }
});

Deno.test("shareDifference() of a share and its rest is twice the share, less 1", () => {
  const share = { share: 0.7, effective: 20, se: 0.1, papers: 20 };
  const rest = { ...share, share: 0.3 };
  const [low, high] = shareDifference(share, rest, -1).limits(Z);
  const [shareLow, shareHigh] = limitsOf(share, Z);
  assertNear(low, 2 * shareLow - 1);
  assertNear(high, 2 * shareHigh - 1);
});

Deno.test("the p-value is 1 less the level at which the interval reaches 0", () => {
  const one = { share: 0.5, effective: 60, se: 0.1, papers: 60 };
  const two = { share: 0.3, effective: 40, se: 0.1, papers: 40 };
  for (const [first, second] of [[one, two], [two, one]] as const) {
    const { p, limits } = shareDifference(first, second, 0.2);
    const [low, high] = limits(criticalValue(1 - p));
    assertNear(first.share > second.share ? low : high, 0, 1e-9);
  }
  assert.equal(shareDifference(one, one, 0).p, 1);
});
