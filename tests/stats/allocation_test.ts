import assert from "node:assert/strict";
import { allocateLabels } from "lib/stats/allocate_labels.ts";
import { allocation } from "lib/stats/allocation.ts";
import { assertNear } from "tests/stats/near.ts";

const STRATA = {
  n: 50,
  sizes: [100, 300, 600],
  deviations: [0.5, 0.3, 0.1],
};

Deno.test("allocation() matches a case worked by hand", () => {
  // N S: 50, 90, 60 of 200.
  const { proportional, neyman, seNeyman } = allocation(STRATA);
  assert.deepEqual(proportional, [5, 15, 30]);
  neyman.forEach((share, h) => assertNear(share, [12.5, 22.5, 15][h]!));
  // The variance of the stratified mean with these numbers per stratum.
  const variance = STRATA.sizes.reduce((sum, size, h) => {
    const n = neyman[h]!;
    const spread = STRATA.deviations[h]! ** 2 / n;
    return sum + (size / 1000) ** 2 * (1 - n / size) * spread;
  }, 0);
  assertNear(seNeyman, Math.sqrt(variance));
});

Deno.test("allocation() falls back to proportional if nothing varies", () => {
  const { neyman, seNeyman } = allocation({ ...STRATA, deviations: [0, 0, 0] });
  assert.deepEqual(neyman, [5, 15, 30]);
  assert.equal(seNeyman, 0);
});

Deno.test("allocation() has no standard error if Neyman asks for papers that are not there", () => {
  const { neyman, seNeyman } = allocation(
    { n: 90, sizes: [10, 90], deviations: [5, 0.1] },
  );
  assert.ok(neyman[0]! > 10);
  assert.equal(seNeyman, null);
  const census = allocation({ n: 9, sizes: [3, 6], deviations: [0.3, 0.3] });
  assert.equal(census.seNeyman, 0);
});

Deno.test("allocation() refuses impossible numbers", () => {
  assert.throws(() => allocation({ ...STRATA, n: 0 }), /n must be 1 to 1000/);
  assert.throws(() => allocation({ ...STRATA, n: 1001 }), RangeError);
  assert.throws(() => allocation({ ...STRATA, n: 2.5 }), RangeError);
  assert.throws(
    () => allocation({ ...STRATA, deviations: [1, -1, 1] }),
    RangeError,
  );
  assert.throws(() => allocation({ ...STRATA, sizes: [1, 2] }), /equally long/);
  assert.throws(
    () => allocation({ ...STRATA, deviations: [1, NaN, 1] }),
    /deviations\[1\] must be finite/,
  );
  assert.throws(
    () => allocation({ n: 1, sizes: [], deviations: [] }),
    /no observations/,
  );
});

Deno.test("allocateLabels() rounds by largest remainder", () => {
  // 12.5, 22.5, 15: one is left, the earlier of equal remainders takes it.
  assert.deepEqual(allocateLabels(STRATA), [13, 22, 15]);
  // 7 · (2/6, 1/6, 3/6) = 2.33, 1.17, 3.5.
  assert.deepEqual(
    allocateLabels(
      { n: 7, sizes: [20, 10, 30], deviations: [1, 1, 1] },
      { minimum: 0 },
    ),
    [2, 1, 4],
  );
});

Deno.test("allocateLabels() caps at the stratum's size and spreads the rest", () => {
  // Neyman asks 40, 10, 10 with 20 papers in the first.
  assert.deepEqual(
    allocateLabels(
      { n: 60, sizes: [20, 100, 100], deviations: [2, 0.1, 0.1] },
    ),
    [20, 20, 20],
  );
  assert.deepEqual(
    allocateLabels({ n: 9, sizes: [3, 6], deviations: [5, 0] }),
    [3, 6],
  );
});

Deno.test("allocateLabels() spreads what is left in proportion if the rest does not vary", () => {
  assert.deepEqual(
    allocateLabels({ n: 9, sizes: [3, 6, 12], deviations: [5, 0, 0] }),
    [3, 2, 4],
  );
  // Weights 0.4 and 0.3 are small, but not nothing.
  assert.deepEqual(
    allocateLabels({ n: 7, sizes: [4, 6], deviations: [0.1, 0.05] }),
    [4, 3],
  );
});

Deno.test("allocateLabels() fixes first the side that breaks its bounds by more", () => {
  // Neyman asks 25, 2.5, 2.5: capping first leaves 10 for each of the others.
  const wide = { n: 30, sizes: [10, 100, 100], deviations: [1, 0.01, 0.01] };
  assert.deepEqual(allocateLabels(wide, { minimum: 4 }), [10, 10, 10]);
  // Neyman asks 29.1 and three times 0.3: minima first leave 18.
  const steep = {
    n: 30,
    sizes: [100, 100, 100, 27],
    deviations: [0.001, 0.001, 0.001, 10 / 27],
  };
  assert.deepEqual(allocateLabels(steep, { minimum: 4 }), [4, 4, 4, 18]);
});

Deno.test("allocateLabels() labels every paper if asked to, and no paper of an empty stratum", () => {
  const all = { n: 14, sizes: [4, 0, 10], deviations: [0.5, 0.5, 0.1] };
  assert.deepEqual(allocateLabels(all), [4, 0, 10]);
  const minima = { n: 5, sizes: [1, 9, 9], deviations: [0, 0.5, 0.1] };
  assert.deepEqual(allocateLabels(minima), [1, 2, 2]);
});

Deno.test("allocateLabels() gives each stratum its minimum, as far as it has papers", () => {
  const strata = { n: 40, sizes: [100, 1, 50], deviations: [0.5, 0.5, 0] };
  assert.deepEqual(allocateLabels(strata, { minimum: 10 }), [29, 1, 10]);
  assert.throws(
    () => allocateLabels({ ...strata, n: 20 }, { minimum: 10 }),
    /10 per stratum take 21: current number is 20/,
  );
});

Deno.test("allocateLabels() is Neyman's allocation within the bounds, but for rounding", () => {
  const sizes = [3, 60, 7, 120, 20, 1, 9, 40];
  const deviations = [0.5, 0.01, 0, 0.3, 0.45, 0.5, 0.2, 0.02];
  for (let n = 40; n <= 240; n += 5) {
    const labels = allocateLabels({ n, sizes, deviations }, { minimum: 5 });
    assert.equal(labels.reduce((sum, x) => sum + x, 0), n);
    // The optimum takes c·N·S from each stratum, within its bounds.
    const optimum = (c: number) =>
      sizes.map((size, h) =>
        Math.min(size, Math.max(Math.min(size, 5), c * size * deviations[h]!))
      );
    let [low, high] = [0, 1e6];
    for (let i = 0; i < 100; i++) {
      const c = (low + high) / 2;
      if (optimum(c).reduce((sum, x) => sum + x, 0) < n) low = c;
      else high = c;
    }
    optimum(low).forEach((share, h) => {
      assert.ok(Math.abs(labels[h]! - share) < 1, `${n}: ${labels}`);
    });
  }
});
