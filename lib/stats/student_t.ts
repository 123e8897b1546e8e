import { betaQuantile } from "lib/stats/distributions.ts";
import { checkConfidence } from "lib/stats/valid_input.ts";

/**
 * Half-width of a two-sided interval in standard errors where the standard
 * error is itself estimated: the quantile of Student's t. It is larger than the
 * normal 1.96 at 95 %, and comes down to it as the degrees of freedom grow.
 *
 * If T has v degrees of freedom, v / (v + T²) is distributed as Beta(v/2, 1/2)
 * (Abramowitz & Stegun 1964, 26.5.27 and 26.7.1).
 *
 * @param confidence Two-sided level, strictly between 0 and 1.
 * @param dof Degrees of freedom, above 0.
 * @throws {RangeError} If confidence is not strictly between 0 and 1, or dof is
 * not above 0.
 *
 * @example Ten degrees of freedom
 * ```ts
 * import { studentCriticalValue } from "lib/stats/student_t.ts";
 * import assert from "node:assert/strict";
 * assert.equal(studentCriticalValue(0.95, 10).toFixed(3), "2.228");
 * ```
 */
export function studentCriticalValue(confidence: number, dof: number): number {
  checkConfidence(confidence);
  if (!(dof > 0)) {
    throw new RangeError(
      `Cannot compute a quantile of Student's t as degrees of freedom must be above 0: current value is ${dof}`,
    );
  }
  const beta = betaQuantile(1 - confidence, dof / 2, 1 / 2);
  return Math.sqrt(dof * (1 / beta - 1));
}
