import assert from "node:assert/strict";
import { computeCase } from "lib/stats/reference_case.ts";

interface PublishedCase {
  readonly id: string;
  readonly statistic: string;
  readonly input: unknown;
  readonly expected: unknown;
  readonly tolerance: number;
}

const FILE = new URL(
  "../../../shared/reference-public.json",
  import.meta.url,
);

/** The published cases; null where they are not at hand. */
function publishedCases(): PublishedCase[] | null {
  try {
    return JSON.parse(Deno.readTextFileSync(FILE));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    console.log("Skipping the reference cases: ../shared is not there");
    return null;
  }
}

const cases = publishedCases();

Deno.test({
  name: "computeCase() passes every published reference case",
  ignore: cases === null,
  async fn(t) {
    for (const { id, expected, tolerance, ...one } of cases ?? []) {
      await t.step(id, () => {
        assertMatches(computeCase(one), expected, tolerance, id);
      });
    }
  },
});

/** Compares the keys that are expected: numbers within a tolerance, the rest exactly. */
function assertMatches(
  actual: unknown,
  expected: unknown,
  tolerance: number,
  where: string,
): void {
  if (typeof expected === "number") {
    assert.ok(
      typeof actual === "number" && Math.abs(actual - expected) <= tolerance,
      `${where}: ${actual} is not within ${tolerance} of ${expected}`,
    );
  } else if (typeof expected === "object" && expected !== null) {
    assert.ok(typeof actual === "object" && actual !== null, where);
    if (Array.isArray(expected)) {
      assert.equal((actual as unknown[]).length, expected.length, where);
    }
    for (const [key, value] of Object.entries(expected)) {
      const found = (actual as Record<string, unknown>)[key];
      assertMatches(found, value, tolerance, `${where}.${key}`);
    }
  } else {
    assert.equal(actual, expected, where);
  }
}

Deno.test("computeCase() returns the reason where a statistic does not exist", () => {
  assert.deepEqual(
    computeCase({
      statistic: "cohen_kappa",
      input: { table: [[26, 0], [0, 0]] },
    }),
    {
      undefined: true,
      reason: "Cannot compute kappa: both raters used one label throughout",
      observed_agreement: 1,
      expected_agreement: 1,
    },
  );
  assert.deepEqual(
    computeCase({
      statistic: "wilson_interval",
      input: { successes: 6, n: 5 },
    }),
    {
      undefined: true,
      reason:
        "Cannot compute a Wilson interval as successes must not exceed n: current values are 6 and 5",
    },
  );
});

Deno.test("computeCase() refuses numbers too large to compute with", () => {
  const inputs: [statistic: string, input: unknown, reason: RegExp][] = [
    ["binary_metrics", { tp: 1e20, fp: 1, fn: 1, tn: 1 }, /must not exceed/],
    ["chi_square", { table: [[2 ** 53, 1], [1, 1]] }, /must not exceed/],
    ["srs_mean_fpc", { y: [1e101, 0], N: 3 }, /must lie between -1e\+100/],
    ["srs_mean_fpc", { y: [-1e101, 0], N: 3 }, /must lie between -1e\+100/],
  ];
  for (const [statistic, input, reason] of inputs) {
    const result = computeCase({ statistic, input }) as { reason: string };
    assert.match(result.reason, reason);
  }
  // s² = 1e200/2 of a mean of 2 in 4 papers: SE = sqrt((1 - 2/4) s²/2).
  const large = computeCase(
    { statistic: "srs_mean_fpc", input: { y: [1e100, 0], N: 4 } },
  ) as { se: number };
  assert.ok(Math.abs(large.se / 1e100 - Math.sqrt(1 / 8)) < 1e-12);
});

Deno.test("computeCase() writes the names of nested values as of others", () => {
  const { strata } = computeCase({
    statistic: "ppi_mean_stratified",
    input: {
      strata: [{
        ...{ stratum: "a", population: 4, y: [1, 0] },
        ...{ yhat: [1, 1], yhat_unlabelled: [1, 0] },
      }],
    },
  }) as { strata: Record<string, unknown>[] };
  assert.ok("human_only" in strata[0]! && !("humanOnly" in strata[0]!));
});

Deno.test("computeCase() names the part of an input that has another shape", () => {
  const { reason } = computeCase({
    statistic: "ppi_mean_stratified",
    input: { strata: [{ stratum: "a", population: 3, y: [1], yhat: ["1"] }] },
  }) as { reason: string };
  assert.match(
    reason,
    /^Cannot compute ppi_mean_stratified as its input has another shape: input\.strata\.0\.yhat\.0: /,
  );
});

Deno.test("computeCase() names the known statistics if asked for another", () => {
  assert.throws(
    () => computeCase({ statistic: "toString", input: {} }),
    {
      name: "UnknownStatistic",
      message:
        /^Cannot compute "toString" as there is no such statistic: known are binary_metrics, /,
    },
  );
});
