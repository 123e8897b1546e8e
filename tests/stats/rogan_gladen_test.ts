import assert from "node:assert/strict";
import { langReiczigel } from "lib/stats/lang_reiczigel.ts";
import { roganGladen } from "lib/stats/rogan_gladen.ts";
import { roganGladenKnown } from "lib/stats/rogan_gladen_known.ts";
import { assertLimits, assertNear } from "tests/stats/near.ts";

const SAMPLE = { successes: 37, n: 120 };
const RATES = {
  sensitivity: { successes: 18, n: 22 },
  specificity: { successes: 45, n: 50 },
};

Deno.test("roganGladenKnown() maps the Wilson limits", () => {
  // statsmodels 0.15.0, Wilson 90 % of 37/120, each (x - 0.1) / 0.75.
  const result = roganGladenKnown(
    SAMPLE,
    { sensitivity: 0.85, specificity: 0.9 },
    { confidence: 0.9 },
  );
  assertNear(result.apparent, 37 / 120);
  assertNear(result.estimateRaw, 0.27777777777777796);
  assert.equal(result.estimate, result.estimateRaw);
  assertLimits(result, [0.19180826447111907, 0.375016817155192]);
  assert.equal(result.n, 120);
  assert.deepEqual(result.flags, []);
});

Deno.test("roganGladenKnown() recovers a planted prevalence", () => {
  // 1000 papers, 200 positive: 0.9·200 + 0.25·800 = 380 found.
  const { estimate } = roganGladenKnown(
    { successes: 380, n: 1000 },
    { sensitivity: 0.9, specificity: 0.75 },
  );
  assertNear(estimate, 0.2);
});

Deno.test("roganGladenKnown() clamps and flags what contradicts the rates", () => {
  const rates = { sensitivity: 0.9, specificity: 0.9 };
  const below = roganGladenKnown({ successes: 5, n: 150 }, rates);
  assertNear(below.estimateRaw, (1 / 30 - 0.1) / 0.8);
  assert.deepEqual([below.estimate, below.low, below.high], [0, 0, 0]);
  assert.deepEqual(below.flags, ["inconsistent_rates", "clamped"]);
  const above = roganGladenKnown({ successes: 149, n: 150 }, rates);
  assert.deepEqual([above.estimate, above.high], [1, 1]);
  assert.deepEqual(above.flags, ["inconsistent_rates", "clamped"]);
  const edge = roganGladenKnown({ successes: 15, n: 100 }, rates);
  assert.equal(edge.low, 0); // the estimate is inside, its limit is not
  assert.deepEqual(edge.flags, ["clamped"]);
  const weak = roganGladenKnown(
    { successes: 50, n: 100 },
    { sensitivity: 0.6, specificity: 0.55 },
  );
  assert.ok(weak.flags.includes("weak_classifier"));
  const enough = roganGladenKnown( // J = 0.21, where below 0.2 is weak
    { successes: 50, n: 100 },
    { sensitivity: 0.6, specificity: 0.61 },
  );
  assert.deepEqual(enough.flags, []);
});

Deno.test("roganGladenKnown() flags nothing at the ends of the range", () => {
  const perfect = { sensitivity: 1, specificity: 1 };
  for (const successes of [0, 20]) {
    const { flags } = roganGladenKnown({ successes, n: 20 }, perfect);
    assert.deepEqual(flags, []);
  }
  // Only the upper limit is outside.
  const high = roganGladenKnown(
    { successes: 85, n: 100 },
    { sensitivity: 0.9, specificity: 0.9 },
  );
  assert.ok(high.estimateRaw < 1 && high.low > 0);
  assert.deepEqual([high.high, high.flags], [1, ["clamped"]]);
});

Deno.test("roganGladen() matches the delta method done numerically", () => {
  // Python: gradient of the three shares by central differences.
  const result = roganGladen(SAMPLE, RATES);
  assertNear(result.estimateRaw, 0.2900843881856542);
  assertNear(result.apparent, 37 / 120);
  assertNear(result.se, 0.07942037993044257, 1e-8);
  const halfWidth = 1.959963984540054 * 0.07942037993044257;
  assertNear(result.lowRaw, 0.2900843881856542 - halfWidth, 1e-7);
  assertNear(result.highRaw, 0.2900843881856542 + halfWidth, 1e-7);
  assert.equal(result.n, 120);
});

Deno.test("roganGladen() clamps the estimate but not its limits", () => {
  const low = roganGladen({ successes: 2, n: 100 }, RATES);
  assert.ok(low.estimateRaw < 0 && low.lowRaw < low.estimateRaw);
  assert.equal(low.estimate, 0);
  assert.deepEqual(low.flags, ["inconsistent_rates", "clamped"]);
});

Deno.test("roganGladen() flags a standard error of 0", () => {
  const perfect = {
    sensitivity: { successes: 5, n: 5 },
    specificity: { successes: 5, n: 5 },
  };
  const result = roganGladen({ successes: 0, n: 9 }, perfect);
  assert.deepEqual([result.se, result.flags], [0, ["degenerate_se"]]);
});

Deno.test("langReiczigel() matches its equations worked through in Python", () => {
  // Shrunk shares, then the delta method by numerical gradients, then the shift.
  const at95 = langReiczigel(SAMPLE, RATES);
  assertNear(at95.estimate, 0.2900843881856542);
  assert.equal(at95.n, 120);
  assertLimits(at95, [0.13217578287901163, 0.4657872273242015], 1e-7);
  assertLimits(
    langReiczigel(SAMPLE, RATES, { confidence: 0.9 }),
    [0.15472354123997353, 0.4350245823490366],
    1e-7,
  );
});

Deno.test("langReiczigel() clamps its limits", () => {
  const rates = { ...RATES, sensitivity: { successes: 18, n: 20 } };
  const high = langReiczigel({ successes: 110, n: 120 }, rates);
  assertLimits(high, [0.8841276293335449, 1], 1e-7);
  assert.equal(high.estimate, 1);
  const low = langReiczigel({ successes: 2, n: 120 }, rates);
  assertLimits(low, [0, 0.0038804593972190937], 1e-7);
  for (const { flags } of [high, low]) {
    assert.deepEqual(flags, ["inconsistent_rates", "clamped"]);
  }
  for (const successes of [13, 96]) { // only one limit is outside
    const one = langReiczigel({ successes, n: 120 }, RATES);
    assert.deepEqual(one.flags, ["clamped"]);
  }
  assert.deepEqual(langReiczigel(SAMPLE, RATES).flags, []);
});

Deno.test("corrections mirror when yes and no swap", () => {
  const swapped = {
    sensitivity: RATES.specificity,
    specificity: RATES.sensitivity,
  };
  const there = langReiczigel(SAMPLE, RATES);
  const back = langReiczigel({ successes: 83, n: 120 }, swapped);
  assertNear(back.estimate, 1 - there.estimate);
  assertLimits(back, [1 - there.high, 1 - there.low]);
  assertNear(
    roganGladen({ successes: 83, n: 120 }, swapped).se,
    roganGladen(SAMPLE, RATES).se,
  );
});

Deno.test("corrections are undefined for an annotator no better than chance", () => {
  const chance = {
    sensitivity: { successes: 6, n: 20 },
    specificity: { successes: 14, n: 20 },
  };
  const message = /sensitivity \+ specificity must exceed 1/;
  assert.throws(
    () => roganGladenKnown(SAMPLE, { sensitivity: 0.3, specificity: 0.7 }),
    message,
  );
  assert.throws(() => roganGladen(SAMPLE, chance), message);
  assert.throws(() => langReiczigel(SAMPLE, chance), message);
  // Above chance as counted, below once the specificity of 1/1 is shrunk.
  const shaky = {
    sensitivity: { successes: 200, n: 1000 },
    specificity: { successes: 1, n: 1 },
  };
  assert.throws(() => langReiczigel(SAMPLE, shaky), message);
});

Deno.test("corrections refuse empty samples and rates that are no shares", () => {
  const none = { successes: 0, n: 0 };
  assert.throws(() => roganGladen(none, RATES), /no observations/);
  for (const correct of [roganGladen, langReiczigel]) {
    for (const empty of [{ sensitivity: none }, { specificity: none }]) {
      assert.throws(
        () => correct(SAMPLE, { ...RATES, ...empty }),
        /no observations/,
      );
    }
    for (const key of ["sensitivity", "specificity"] as const) {
      assert.throws(
        () => correct(SAMPLE, { ...RATES, [key]: { successes: 7, n: 5 } }),
        /successes must not exceed n/,
      );
    }
  }
  assert.throws(
    () => roganGladenKnown(SAMPLE, { sensitivity: 1.1, specificity: 0.9 }),
    /sensitivity must lie between 0 and 1/,
  );
  assert.throws(
    () => roganGladenKnown(SAMPLE, { sensitivity: 0.9, specificity: 1.1 }),
    /specificity must lie between 0 and 1/,
  );
});
