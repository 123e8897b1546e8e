import { binomialDraws } from "lib/simulation/binomial_draws.ts";
import { studyDraws } from "lib/simulation/draw_study.ts";
import { applyMethods, METHOD_NAMES } from "lib/simulation/methods.ts";
import type { Setting } from "lib/simulation/setting.ts";
import { prng } from "lib/stats/random.ts";

/** How a method did in one setting. */
export interface MethodScore {
  readonly method: string;
  /** Studies in which it gave an interval. */
  readonly used: number;
  /** Intervals that held the true share. */
  readonly covered: number;
  /** Intervals that lay below the true share, and above it. */
  readonly below: number;
  readonly above: number;
  /** Mean estimate minus the true share. */
  readonly bias: number;
  /** Mean width of the intervals. */
  readonly width: number;
}

/** What is asked of a simulation. */
export interface SimulationOptions {
  /** Studies to make up for each setting. */
  readonly studies: number;
  readonly seed: number | string;
}

/**
 * Makes up studies with a known truth and counts how often each method's
 * interval holds it.
 *
 * @returns One entry for each method that gave an interval at least once. The
 * numbers depend on the setting, the seed and the number of studies alone.
 */
export function simulateSetting(
  setting: Setting,
  { studies, seed }: SimulationOptions,
): MethodScore[] {
  const random = prng(`${seed}/${JSON.stringify(setting)}`);
  const draw = studyDraws(setting, binomialDraws(random));
  const sums = new Map(
    METHOD_NAMES.map((method) => [
      method,
      { used: 0, below: 0, above: 0, estimates: 0, widths: 0 },
    ]),
  );
  for (let study = 0; study < studies; study++) {
    for (const result of applyMethods(draw(), setting)) {
      const { method, estimate, low, high } = result;
      const sum = sums.get(method)!;
      sum.used++;
      sum.estimates += estimate;
      sum.widths += high - low;
      if (high < setting.prevalence) sum.below++;
      else if (low > setting.prevalence) sum.above++;
    }
  }
  return [...sums].filter(([, { used }]) => used > 0).map(
    ([method, { used, below, above, estimates, widths }]) => ({
      method,
      ...{ used, below, above },
      covered: used - below - above,
      bias: estimates / used - setting.prevalence,
      width: widths / used,
    }),
  );
}
