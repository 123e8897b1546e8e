import assert from "node:assert/strict";
import { mean } from "simple-statistics";
import { bootstrapCounts, bootstrapKappa } from "lib/stats/bootstrap_counts.ts";
import { bootstrapPapers } from "lib/stats/bootstrap_papers.ts";
import { cohenKappa, kappaOfTable } from "lib/stats/kappa.ts";
import { assertNear } from "tests/stats/near.ts";

const TABLE = [[300, 40, 10], [30, 350, 20], [10, 40, 200]];

Deno.test("bootstrapKappa() agrees with the large-sample standard error", () => {
  const { kappa, se, low, high } = cohenKappa(TABLE);
  const result = bootstrapKappa(TABLE, { seed: 1 });
  assert.equal(result.estimate, kappa);
  assert.equal(result.replicates, 10_000);
  assert.equal(result.n, 1000);
  assertNear(result.se, se!, 0.03 * se!); // four standard errors of an SE
  for (const [from, to] of [result.percentile, result.bca!]) {
    assertNear(from, low!, 0.15 * se!);
    assertNear(to, high!, 0.15 * se!);
  }
});

Deno.test("bootstrapKappa() gives the same numbers for the same seed only", () => {
  const run = (seed: number) =>
    bootstrapKappa(TABLE, { seed, replicates: 200 }).percentile;
  assert.deepEqual(run(7), run(7));
  assert.notDeepEqual(run(7), run(8));
});

Deno.test("bootstrapCounts() draws papers of each cell in proportion", () => {
  // Share of the last cell: mean 0.3 and SE sqrt(0.3·0.7/50) = 0.0648.
  const share = bootstrapCounts(
    [[20, 5], [10, 15]],
    (table) => table[1]![1]! / 50,
    { seed: 3, replicates: 10_000 },
  );
  assertNear(share.estimate, 0.3);
  assertNear(share.se, Math.sqrt(0.3 * 0.7 / 50), 0.002);
  // Leave-one-out of a share has the acceleration of a binary mean,
  // (1 - 2p) / (6 sqrt(n p (1 - p))), up to its sign: papers, not cells, count.
  assertNear(share.acceleration, 0.4 / (6 * Math.sqrt(50 * 0.3 * 0.7)));
});

Deno.test("bootstrapCounts() keeps shape and papers of the table in each resample", () => {
  const totals: number[] = [];
  const result = bootstrapCounts([[1, 2], [3, 4]], (table) => {
    assert.deepEqual(table.map((row) => row.length), [2, 2]);
    const counts = table.flatMap((row) => Array.from(row));
    totals.push(counts.reduce((sum, count) => sum + count, 0));
    return counts[3]!;
  }, { seed: 1, replicates: 50 });
  // The sample, 50 resamples, and one table per cell to leave one out.
  assert.deepEqual(totals, [...Array(51).fill(10), ...Array(4).fill(9)]);
  assert.equal(result.method, "bootstrap_bca");
});

Deno.test("bootstrapCounts() can draw every cell of a small table", () => {
  const seen = new Set<number>();
  const result = bootstrapCounts([[1], [1]], ([first]) => {
    seen.add(first![0]!);
    return first![0]!;
  }, { seed: 1, replicates: 40 });
  assert.deepEqual([...seen].sort(), [0, 1, 2]);
  assert.deepEqual(result.percentile, [0, 2]);
  assertNear(result.acceleration, 0);
});

Deno.test("bootstrapCounts() does without BCa where leaving one out undefines the statistic", () => {
  const onlyMixed = (table: readonly ArrayLike<number>[]) =>
    table[0]![0]! === 39 ? null : table[0]![0]! / 40;
  const result = bootstrapCounts([[40, 960]], onlyMixed, {
    seed: 1,
    replicates: 30,
  });
  assert.equal(result.bca, null);
});

Deno.test("bootstrapCounts() never asks for the statistic of no papers", () => {
  let fewest = Infinity;
  const result = bootstrapCounts([[1, 0]], ([row]) => {
    fewest = Math.min(fewest, row![0]! + row![1]!);
    return row![0]!;
  }, { seed: 1 });
  assert.equal(fewest, 1);
  assert.equal(result.replicates, 2000); // as documented
});

Deno.test("bootstrapCounts() refuses a sample without a value", () => {
  assert.throws(
    () => bootstrapCounts([[5, 0], [0, 0]], kappaOfTable, { seed: 1 }),
    /undefined for the sample itself/,
  );
  assert.throws(
    () => bootstrapKappa([[0, 0], [0, 0]], { seed: 1 }),
    /no observations/,
  );
});

Deno.test("bootstrapPapers() matches the standard error of a mean", () => {
  const values = Array.from({ length: 80 }, (_, i) => i % 7);
  const spread = mean(values.map((x) => (x - mean(values)) ** 2));
  const result = bootstrapPapers(values, mean, { seed: 2, replicates: 4000 });
  assertNear(result.se, Math.sqrt(spread / 80), 0.01);
  assert.equal(result.n, 80);
  assert.deepEqual(
    bootstrapPapers(values, mean, { seed: 2, replicates: 4000 }),
    result,
  );
  const biased = (spread ** -1.5) *
    mean(values.map((x) => (x - mean(values)) ** 3)) / 6 / Math.sqrt(80);
  assertNear(result.acceleration, biased); // skewness / (6 sqrt(n))
});

Deno.test("bootstrapPapers() draws within strata", () => {
  // Strata without variation leave nothing to vary.
  const values = [1, 1, 1, 5, 5];
  const strata = ["a", "a", "a", "b", "b"];
  const result = bootstrapPapers(values, mean, {
    seed: 1,
    replicates: 50,
    strata,
  });
  assert.equal(result.se, 0);
  assert.ok(bootstrapPapers(values, mean, { seed: 1, replicates: 50 }).se! > 0);
});

Deno.test("bootstrapPapers() refuses no papers, other strata and a sample without a value", () => {
  assert.throws(
    () => bootstrapPapers([], mean, { seed: 1 }),
    /no observations/,
  );
  assert.throws(
    () => bootstrapPapers([1, 2], mean, { seed: 1, strata: ["a"] }),
    /equally long/,
  );
  assert.throws(
    () => bootstrapPapers([1], () => null, { seed: 1 }),
    /undefined for the sample itself/,
  );
  const one = bootstrapPapers([1], mean, { seed: 1 });
  assert.equal(one.bca, null);
  assert.equal(one.replicates, 2000); // as documented
});
