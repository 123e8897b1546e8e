import assert from "node:assert/strict";
import { clusterShare } from "lib/stats/cluster_share.ts";
import {
  stratifiedShare,
  type StratumSums,
} from "lib/stats/stratified_share.ts";
import { wilsonInterval } from "lib/stats/wilson.ts";
import { assertNear } from "tests/stats/near.ts";

/** A stratum of papers asked a yes-no question. */
function asked(
  yes: number,
  papers: number,
  probability: number,
  sampled = papers,
): StratumSums {
  return {
    papers,
    part: yes,
    all: papers,
    partSquares: yes,
    allSquares: papers,
    products: yes,
    sampled,
    probability,
  };
}

/** A stratum of drawn papers, each with its part of all its mentions. */
function mentions(
  papers: readonly (readonly [part: number, all: number])[],
  probability: number,
): StratumSums {
  const sum = (of: (part: number, all: number) => number) =>
    papers.reduce((total, [part, all]) => total + of(part, all), 0);
  return {
    papers: sum((_, all) => all > 0 ? 1 : 0),
    part: sum((part) => part),
    all: sum((_, all) => all),
    partSquares: sum((part) => part ** 2),
    allSquares: sum((_, all) => all ** 2),
    products: sum((part, all) => part * all),
    sampled: papers.length,
    probability,
  };
}

Deno.test("stratifiedShare() matches its variance summed paper by paper", async (t) => {
  // The sums of the documentation over single papers, in Python with numpy.
  const cases: [name: string, strata: StratumSums[], expected: number[]][] = [
    [
      "papers without a mention, and strata of one paper",
      [
        mentions([[2, 3], [0, 1], [1, 2], [0, 0]], 0.25),
        mentions([[1, 1]], 0.5),
        mentions([[0, 2]], 0.1),
        mentions([[1, 1], [1, 3]], 0.2),
      ],
      [0.36363636363636365, 0.13123033949291946, 0.6837138965610148],
    ],
    [
      "strata of one paper only",
      [asked(1, 1, 0.1), asked(0, 1, 0.2), asked(1, 1, 0.5)],
      [0.7058823529411765, 0.21296947753739154, 0.9551290404849022],
    ],
    [
      "a single stratum of one paper",
      [asked(1, 1, 0.5), asked(2, 5, 0.2)],
      [4 / 9, 0.15050086355558928, 0.783196294684879],
    ],
    [
      "two papers, no more certain than their mentions",
      [mentions([[1, 3], [0, 1]], 0.5)],
      [0.25, 0.04558726080970055, 0.6993581574175981],
    ],
    [
      "one paper, which counts once",
      [mentions([[1, 3]], 0.5)],
      [1 / 3, 0.025336243646501055, 0.9058139848944198],
    ],
    [
      "no variation, each paper counts once",
      [mentions([[2, 2], [3, 3]], 0.5), mentions([[1, 1]], 1)],
      [1, 0.4385029682449546, 1],
    ],
  ];
  for (const [name, strata, expected] of cases) {
    await t.step(name, () => {
      const { share, low, high } = stratifiedShare(strata);
      [share, low, high].forEach((value, i) => assertNear(value, expected[i]!));
    });
  }
});

Deno.test("stratifiedShare() weights papers and adds both parts of the variance", () => {
  // Strata of 4 and 2 papers, 2 drawn of each: answers yes, no and yes, yes.
  // R = (2 + 0 + 1 + 1) / 6 = 2/3; residuals 1/18, -2/18 and 1/18, 1/18.
  // Written: 4/3 (2/324 + 8/324 + 2/324) = 4/81. Drawn, first stratum only:
  // 2 · 1/2 · 4 · 2 (1.5/18)² = 1/18. So n is 4/3 · 2/9 / (17/162) = 48/17.
  // Wilson's limits at 2/3 of 48/17, computed with Python.
  const { share, low, high } = stratifiedShare([
    asked(1, 2, 0.5),
    asked(2, 2, 1),
  ]);
  assertNear(share, 2 / 3);
  assertNear(low, 0.20005436436470658);
  assertNear(high, 0.9411576584869856);
});

Deno.test("stratifiedShare() of one stratum is Wilson's interval, however many papers were drawn", () => {
  for (const probability of [1, 0.5, 0.01]) {
    const { low, high } = stratifiedShare([asked(3, 10, probability)]);
    const wilson = wilsonInterval(3, 10);
    assertNear(low, wilson.low);
    assertNear(high, wilson.high);
  }
  const none = stratifiedShare([asked(0, 5, 0.5), asked(0, 5, 1)]);
  assert.deepEqual(none, {
    share: 0,
    low: 0,
    high: wilsonInterval(0, 10).high,
  });
});

Deno.test("stratifiedShare() of mentions of one completely drawn stratum is clusterShare()", () => {
  // Papers with 2 of 3, 0 of 1 and 1 of 2 mentions.
  const sums = {
    papers: 3,
    part: 3,
    all: 6,
    partSquares: 5,
    allSquares: 14,
    products: 8,
  };
  const { share, low, high } = stratifiedShare([
    { ...sums, sampled: 9, probability: 1 },
  ]);
  const cluster = clusterShare(sums);
  assertNear(share, cluster.share);
  assertNear(low, cluster.low!);
  assertNear(high, cluster.high!);
});

Deno.test("stratifiedShare() needs an observation and a probability", () => {
  assert.throws(() => stratifiedShare([asked(0, 0, 1, 3)]), RangeError);
  for (const probability of [0, -0.1, 1.5]) {
    assert.throws(
      () => stratifiedShare([asked(1, 2, probability)]),
      /each probability must be above 0 and at most 1/,
    );
  }
});
