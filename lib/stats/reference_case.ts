/**
 * The statistics under the names and keys of the reference cases, so that any
 * case can be checked from outside.
 */

import { z } from "zod";
import { AGREEMENT_STATISTICS } from "lib/stats/reference_agreement.ts";
import { PREVALENCE_STATISTICS } from "lib/stats/reference_prevalence.ts";
import { type Statistic, undefinedResult } from "lib/stats/reference_shape.ts";

const STATISTICS: Readonly<Record<string, Statistic>> = {
  ...AGREEMENT_STATISTICS,
  ...PREVALENCE_STATISTICS,
};

/** A statistic's name and what to compute it from. */
export interface ReferenceCase {
  readonly statistic: string;
  readonly input: unknown;
}

/**
 * Computes one case.
 *
 * @returns The result with the keys of the reference cases; `undefined: true`
 * and a reason where the statistic does not exist for this input.
 * @throws {UnknownStatistic} If there is no statistic of this name.
 *
 * @example
 * ```ts
 * import { computeCase } from "lib/stats/reference_case.ts";
 * import assert from "node:assert/strict";
 * assert.deepEqual(
 *   computeCase({ statistic: "wilson_interval", input: { successes: 0, n: 0 } }),
 *   {
 *     undefined: true,
 *     reason: "Cannot compute a Wilson interval: no observations",
 *   },
 * );
 * ```
 */
export function computeCase({ statistic, input }: ReferenceCase): unknown {
  if (!Object.hasOwn(STATISTICS, statistic)) {
    throw new UnknownStatistic(
      `Cannot compute "${statistic}" as there is no such statistic: known are ${
        Object.keys(STATISTICS).join(", ")
      }`,
    );
  }
  try {
    return STATISTICS[statistic]!(input);
  } catch (error) {
    if (error instanceof z.ZodError) {
      const { path, message } = error.issues[0]!;
      const where = ["input", ...path].join(".");
      return undefinedResult(
        `Cannot compute ${statistic} as its input has another shape: ${where}: ${message}`,
      );
    }
    if (error instanceof RangeError || error instanceof TypeError) {
      return undefinedResult(error.message);
    }
    throw error;
  }
}

/** Thrown for a name that no statistic has. */
export class UnknownStatistic extends Error {
  override readonly name = "UnknownStatistic";
}
