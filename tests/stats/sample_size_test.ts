import assert from "node:assert/strict";
import { roganGladenKnown } from "lib/stats/rogan_gladen_known.ts";
import {
  sampleSizeCorrected,
  sampleSizeProportion,
  sampleSizeSeSp,
} from "lib/stats/sample_size.ts";
import { wilsonInterval } from "lib/stats/wilson.ts";
import { assertNear } from "tests/stats/near.ts";

const Z2 = 1.959963984540054 ** 2;

Deno.test("sampleSizeProportion() matches statsmodels", () => {
  // statsmodels 0.15.0, samplesize_confint_proportion().
  const first = sampleSizeProportion({ p: 0.3, margin: 0.04 });
  assertNear(first.n, 504.19147021610416);
  assert.equal(first.nRounded, 505);
  assert.equal(first.nFpc, undefined);
  const second = sampleSizeProportion({ margin: 0.1 }, { confidence: 0.9 });
  assertNear(second.n, 67.63858635238537);
});

Deno.test("sampleSizeProportion() gives the n of a Wilson interval of that width", () => {
  for (const [successes, n] of [[30, 100], [1, 40], [7, 9]] as const) {
    const { low, high } = wilsonInterval(successes, n);
    const margin = (high - low) / 2;
    const { nWilson } = sampleSizeProportion({ p: successes / n, margin });
    assertNear(nWilson, n, 1e-7);
  }
});

Deno.test("sampleSizeProportion() needs fewer of few papers, never more than all", () => {
  const { n, nFpc, nFpcRounded } = sampleSizeProportion(
    { margin: 0.05, population: 500 },
  );
  assertNear(nFpc, n / (1 + (n - 1) / 500));
  assert.equal(nFpcRounded, 218); // 217.48
  const all = sampleSizeProportion({ margin: 0.001, population: 50 });
  assert.equal(all.nFpcRounded, 50);
  assert.equal(sampleSizeProportion({ p: 0, margin: 0.1 }).nRounded, 0);
  assertNear(sampleSizeProportion({ margin: 0.5 }).n, Z2);
});

Deno.test("sampleSizeSeSp() grows as the class gets rarer", () => {
  const result = sampleSizeSeSp({
    sensitivity: 0.8,
    specificity: 0.9,
    prevalence: 0.1,
    margin: 0.05,
  });
  assertNear(result.nForSensitivity, Z2 * 0.16 / 0.0025 / 0.1);
  assertNear(result.nForSpecificity, Z2 * 0.09 / 0.0025 / 0.9);
});

Deno.test("sampleSizeCorrected() gives the width that roganGladenKnown() has", () => {
  // prev 0.3, Se 0.8, Sp 0.9: ap = 0.24 + 0.07 = 0.31, J = 0.7.
  const rates = { sensitivity: 0.8, specificity: 0.9 };
  const n = sampleSizeCorrected({ ...rates, prevalence: 0.3, margin: 0.02 });
  assertNear(n, Z2 * 0.31 * 0.69 / (0.02 * 0.7) ** 2, 1e-6);
  const papers = Math.round(n);
  const { low, high } = roganGladenKnown(
    { successes: Math.round(0.31 * papers), n: papers },
    rates,
  );
  assertNear((high - low) / 2, 0.02, 1e-4);
});

Deno.test("sample sizes refuse margins, shares and rates out of range", () => {
  const rates = { sensitivity: 0.9, specificity: 0.9, prevalence: 0.2 };
  for (const margin of [0, -0.1, 0.6, NaN]) {
    assert.throws(() => sampleSizeProportion({ margin }), RangeError);
    assert.throws(() => sampleSizeSeSp({ ...rates, margin }), RangeError);
    assert.throws(() => sampleSizeCorrected({ ...rates, margin }), RangeError);
  }
  const margin = 0.05;
  assert.throws(() => sampleSizeProportion({ p: 1.1, margin }), RangeError);
  assert.throws(
    () => sampleSizeProportion({ margin, population: 0 }),
    /population is empty/,
  );
  for (const prevalence of [0, 1]) {
    assert.throws(
      () => sampleSizeSeSp({ ...rates, margin, prevalence }),
      /both excluded/,
    );
  }
  for (const change of [{ sensitivity: 1.1 }, { specificity: 1.1 }]) {
    const bad = { ...rates, ...change, margin };
    const message = new RegExp(`${Object.keys(change)[0]} must lie between`);
    assert.throws(() => sampleSizeSeSp(bad), message);
    assert.throws(() => sampleSizeCorrected(bad), message);
  }
  // z² q / e² is beyond any number, or 0/0 where e² is 0.
  for (const tiny of [1e-200, 5e-324]) {
    const message = /the number of papers must/;
    const impossible = { ...rates, margin: tiny };
    assert.throws(() => sampleSizeProportion({ margin: tiny }), message);
    assert.throws(() => sampleSizeProportion({ p: 0, margin: tiny }), message);
    assert.throws(() => sampleSizeSeSp(impossible), message);
    assert.throws(() => sampleSizeCorrected(impossible), message);
  }
  assert.throws(
    () =>
      sampleSizeCorrected({
        sensitivity: 0.4,
        specificity: 0.6,
        prevalence: 0.2,
        margin,
      }),
    /must exceed 1/,
  );
});
