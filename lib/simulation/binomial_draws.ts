import { binomialPmf } from "lib/stats/distributions.ts";
import type { Random } from "lib/stats/random.ts";

/** Draws numbers of successes. */
export type BinomialDraws = (trials: number, probability: number) => number;

/**
 * Makes a source of binomial random numbers: a random number between 0 and 1
 * is looked up in the distribution function, which is kept for each number of
 * trials and probability that were asked for.
 *
 * @example
 * ```ts
 * import { binomialDraws } from "lib/simulation/binomial_draws.ts";
 * import assert from "node:assert/strict";
 * const draw = binomialDraws(() => 0.7);
 * assert.equal(draw(2, 0.5), 1); // 0.25 at most none, 0.75 at most one
 * ```
 */
export function binomialDraws(random: Random): BinomialDraws {
  const tables = new Map<number, Map<number, Distribution>>();
  return (trials, probability) => {
    if (trials === 0 || probability <= 0) return 0;
    if (probability >= 1) return trials;
    let byTrials = tables.get(probability);
    if (byTrials === undefined) {
      tables.set(probability, byTrials = new Map());
    }
    let table = byTrials.get(trials);
    if (table === undefined) {
      byTrials.set(trials, table = distributionOf(trials, probability));
    }
    const wanted = random();
    let [low, high] = [0, table.atMost.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (table.atMost[middle]! <= wanted) low = middle + 1;
      else high = middle;
    }
    return table.first + low;
  };
}

/** Chances of at most `first`, `first` + 1, ... successes. */
interface Distribution {
  readonly first: number;
  readonly atMost: Float64Array;
}

/** Standard deviations around the mean beyond which nothing is ever drawn. */
const REACH = 12;

function distributionOf(trials: number, probability: number): Distribution {
  const mean = trials * probability;
  const reach = REACH * (1 + Math.sqrt(mean * (1 - probability)));
  const first = Math.max(0, Math.floor(mean - reach));
  const last = Math.min(trials, Math.ceil(mean + reach));
  const atMost = new Float64Array(last - first + 1);
  const odds = probability / (1 - probability);
  let chance = binomialPmf(first, trials, probability);
  let sum = 0;
  for (let successes = first; successes <= last; successes++) {
    atMost[successes - first] = sum += chance;
    chance *= odds * (trials - successes) / (successes + 1);
  }
  return { first, atMost };
}
