import assert from "node:assert/strict";
import { roundUp } from "lib/figures/parts/round_up.ts";
import { spread } from "lib/figures/parts/spread.ts";

Deno.test("spread() leaves positions that are far enough apart", () => {
  assert.deepEqual(spread([90, 50, 10], 20, 10, 100), [90, 50, 10]);
});

Deno.test("spread() moves neighbours apart within its limits", () => {
  // By hand: 0 moves to 10, its equals to 30 and 50, the first one highest.
  assert.deepEqual(spread([0, 0, 0], 20, 10, 100), [50, 30, 10]);
  // By hand: 98 moves down to 80 so that 100 keeps its place.
  assert.deepEqual(spread([100, 98, 30], 20, 10, 100), [100, 80, 30]);
});

Deno.test("roundUp() ends an axis at a round number not below the largest count", () => {
  const ends = [0, 1, 4, 5, 6, 25, 41, 70, 312, 17511, 99999].map(roundUp);
  assert.deepEqual(ends, [1, 1, 4, 5, 6, 25, 50, 80, 400, 20000, 100000]);
  for (let largest = 1; largest < 3000; largest += 7) {
    const end = roundUp(largest);
    assert.ok(end >= largest && end < largest * 1.7 + 1, `${largest}: ${end}`);
  }
});
