import assert from "node:assert/strict";
import { findRoot } from "lib/stats/find_root.ts";
import { assertNear } from "tests/stats/near.ts";

Deno.test("findRoot() finds roots from bad guesses, with and without a far end", () => {
  const search = { from: 0, valueAtFrom: -1, tolerance: 1e-13 };
  for (const guess of [1e-6, 0.5, 5]) {
    // Flat at first, then steep.
    const cubic = findRoot((x) => x ** 9 - 1, { ...search, guess, bound: 10 });
    assertNear(cubic, 1);
    const endless = findRoot((x) => Math.exp(x) - 2, {
      ...{ ...search, guess, bound: Infinity },
    });
    assertNear(endless, Math.LN2);
  }
  const below = findRoot((x) => -x - 3, {
    ...{ from: 0, valueAtFrom: -3, guess: -0.001 },
    ...{ bound: -Infinity, tolerance: 1e-12 },
  });
  assertNear(below, -3);
  // The first slope leads back, past the start, where there is another root.
  const onward = findRoot((x) => x ** 2 - x - 1, {
    ...{ from: 0, valueAtFrom: -1, guess: 0.5 },
    ...{ bound: Infinity, tolerance: 1e-12 },
  });
  assertNear(onward, (1 + Math.sqrt(5)) / 2);
});

Deno.test("findRoot() gives the point of a jump if there is no root", () => {
  const jump = findRoot((x) => x < 0.3 ? -1 : 1, {
    ...{ from: 0, valueAtFrom: -1, guess: 0.5, bound: 1, tolerance: 1e-12 },
  });
  assert.ok(Math.abs(jump - 0.3) < 1e-9);
});
