import assert from "node:assert/strict";
import { drawSample, largestRemainder } from "lib/corpus/sample.ts";
import { metadataOf } from "tests/support/papers.ts";

/** 60 PLOS papers of 2019, 30 of 2020 and 10 BMJ papers of 2020. */
const PAPERS = [
  ...range(60).map((i) => metadataOf({ doi: `10.5555/a${i}`, year: 2019 })),
  ...range(30).map((i) => metadataOf({ doi: `10.5555/b${i}` })),
  ...range(10).map((i) =>
    metadataOf({ doi: `10.5555/c${i}`, megajournal: "BMJ" })
  ),
];

function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}

function perStratum(sample: { stratum: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { stratum } of sample) {
    counts[stratum] = (counts[stratum] ?? 0) + 1;
  }
  return counts;
}

Deno.test("largestRemainder() gives what is left to the largest remainders", () => {
  // The seats of the Alabama paradox: 10 and 11 seats for 6, 6 and 2.
  assert.deepEqual(largestRemainder(10, [6, 6, 2]), [4, 4, 2]);
  assert.deepEqual(largestRemainder(11, [6, 6, 2]), [5, 5, 1]);
});

Deno.test("largestRemainder() never draws more than a stratum holds and always the total", () => {
  for (const total of range(41)) {
    const shares = largestRemainder(total, [1, 9, 30, 0]);
    assert.equal(shares.reduce((sum, share) => sum + share, 0), total);
    shares.forEach((share, i) => assert.ok(share <= [1, 9, 30, 0][i]!));
  }
});

Deno.test("largestRemainder() takes the minimum of small strata from the largest", () => {
  assert.deepEqual(largestRemainder(10, [97, 2, 1], 1), [8, 1, 1]);
  assert.deepEqual(largestRemainder(2, [5, 5, 5, 0], 1), [1, 1, 1, 0]);
});

Deno.test("drawSample() draws a fraction in proportion to the strata", () => {
  const sample = drawSample(PAPERS, { size: 0.1, atLeastOne: false, seed: 1 });
  assert.deepEqual(perStratum(sample), {
    "PLOS 2019": 6,
    "PLOS 2020": 3,
    "BMJ 2020": 1,
  });
  assert.ok(sample.every((paper) => paper.inclusionProbability === 0.1));
});

Deno.test("drawSample() draws a number, and at least one per stratum if asked", () => {
  const options = { size: 4, seed: "x" };
  const few = drawSample(PAPERS, { ...options, atLeastOne: false });
  // Quotas 2.4, 1.2 and 0.4: the largest remainder is tied and goes to the first name.
  assert.deepEqual(perStratum(few), {
    "PLOS 2019": 2,
    "PLOS 2020": 1,
    "BMJ 2020": 1,
  });
  const three = drawSample(PAPERS, { ...options, size: 3, atLeastOne: true });
  assert.deepEqual(perStratum(three), {
    "PLOS 2019": 1,
    "PLOS 2020": 1,
    "BMJ 2020": 1,
  });
});

Deno.test("drawSample() carries inclusion probabilities that add up to the papers", () => {
  const sample = drawSample(PAPERS, { size: 37, atLeastOne: true, seed: 5 });
  const weights = sample.map((paper) => 1 / paper.inclusionProbability);
  const papers = weights.reduce((sum, weight) => sum + weight, 0);
  assert.ok(Math.abs(papers - PAPERS.length) < 1e-9);
});

Deno.test("drawSample() does not depend on the order of the papers, but on the seed", () => {
  const dois = (papers: typeof PAPERS, seed: number) =>
    drawSample(papers, { size: 20, atLeastOne: false, seed })
      .map(({ metadata }) => metadata.doi);
  assert.deepEqual(dois(PAPERS.toReversed(), 7), dois(PAPERS, 7));
  assert.notDeepEqual(dois(PAPERS, 8), dois(PAPERS, 7));
});

Deno.test("drawSample() draws each paper of a stratum about equally often", () => {
  const draws = new Map<string, number>();
  for (const seed of range(400)) {
    for (
      const { metadata } of drawSample(PAPERS, {
        size: 0.5,
        atLeastOne: false,
        seed,
      })
    ) {
      draws.set(metadata.doi, (draws.get(metadata.doi) ?? 0) + 1);
    }
  }
  // 400 draws at 1/2: 200 expected, standard deviation 10.
  for (const count of draws.values()) assert.ok(Math.abs(count - 200) < 50);
  assert.equal(draws.size, PAPERS.length);
});

Deno.test("drawSample() draws everything if asked for all or for more than there is", () => {
  for (const size of ["all", 1000] as const) {
    const sample = drawSample(PAPERS, { size, atLeastOne: false, seed: 1 });
    assert.equal(sample.length, PAPERS.length);
  }
  assert.deepEqual(drawSample([], { size: 5, atLeastOne: true, seed: 1 }), []);
});

Deno.test("drawSample() throws if the size is neither a fraction nor a whole number", () => {
  for (const size of [0, -1, 1.5, NaN]) {
    assert.throws(
      () => drawSample(PAPERS, { size, atLeastOne: false, seed: 1 }),
      RangeError,
    );
  }
});
