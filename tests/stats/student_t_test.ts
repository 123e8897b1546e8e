import assert from "node:assert/strict";
import { criticalValue } from "lib/stats/distributions.ts";
import { studentCriticalValue } from "lib/stats/student_t.ts";
import { assertNear } from "tests/stats/near.ts";

Deno.test("studentCriticalValue() matches scipy.stats.t.ppf (SciPy 1.17.1)", () => {
  for (
    const [confidence, dof, expected] of [
      [0.95, 1, 12.706204736174694],
      [0.95, 2, 4.302652729749462],
      [0.99, 3, 5.840909309733355],
      [0.9, 8, 1.8595480375308973],
      [0.95, 30, 2.0422724563012378],
    ] as const
  ) assertNear(studentCriticalValue(confidence, dof), expected, 1e-10);
});

Deno.test("studentCriticalValue() comes down to the normal one", () => {
  assertNear(studentCriticalValue(0.95, 1e9), criticalValue(0.95), 1e-6);
});

Deno.test("studentCriticalValue() throws without degrees of freedom", () => {
  assert.throws(() => studentCriticalValue(0.95, 0), RangeError);
  assert.throws(() => studentCriticalValue(0.95, NaN), RangeError);
  assert.throws(() => studentCriticalValue(1, 5), RangeError);
});
