import assert from "node:assert/strict";
import { narrowYearAxis, yearAxis } from "lib/figures/parts/year_axis.ts";

const years = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);

// By hand: a label needs 38 pixels.
Deno.test("yearAxis() labels as many round years as fit", () => {
  const labels = (first: number, last: number, width: number) =>
    yearAxis(years(first, last), width).axis.values;
  assert.deepEqual(labels(2020, 2024, 190), [2020, 2021, 2022, 2023, 2024]);
  assert.deepEqual(labels(2020, 2024, 189), [2020, 2022, 2024]);
  assert.deepEqual(labels(2000, 2025, 230), [
    2000,
    2005,
    2010,
    2015,
    2020,
    2025,
  ]);
  assert.deepEqual(labels(2000, 2025, 120), [2000, 2010, 2020]);
  assert.deepEqual(labels(2023, 2023, 120), [2023]);
  assert.deepEqual(labels(2021, 2023, 30), [2022]);
});

Deno.test("narrowYearAxis() labels the ends if not all years fit", () => {
  const labels = (first: number, last: number) =>
    narrowYearAxis(years(first, last), 120).axis.values;
  assert.deepEqual(labels(2023, 2025), [2023, 2024, 2025]);
  assert.deepEqual(labels(2000, 2025), [2000, 2025]);
});
