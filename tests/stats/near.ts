import assert from "node:assert/strict";

/** Fails unless a number is within a tolerance of the expected one. */
export function assertNear(
  actual: number | null | undefined,
  expected: number,
  tolerance = 1e-9,
): void {
  assert.ok(
    typeof actual === "number" && Math.abs(actual - expected) <= tolerance,
    `${actual} is not within ${tolerance} of ${expected}`,
  );
}

/** Fails unless both limits are within a tolerance of the expected ones. */
export function assertLimits(
  actual:
    | readonly [number, number]
    | { readonly low: number | null; readonly high: number | null }
    | null
    | undefined,
  expected: readonly [number, number],
  tolerance = 1e-9,
): void {
  assert.ok(actual, "there is no interval");
  const [low, high] = "low" in actual ? [actual.low, actual.high] : actual;
  assertNear(low, expected[0], tolerance);
  assertNear(high, expected[1], tolerance);
}
