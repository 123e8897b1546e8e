import {
  checkNumber,
  checkSameLength,
  checkSomeObservations,
} from "lib/stats/valid_input.ts";

/** Weighted scores with standard errors; null where a score is 0/0. */
export interface WeightedBinaryMetrics {
  readonly accuracy: number | null;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly specificity: number | null;
  readonly f1: number | null;
  readonly accuracySe: number | null;
  readonly precisionSe: number | null;
  readonly recallSe: number | null;
  readonly specificitySe: number | null;
  readonly f1Se: number | null;
  readonly n: number;
}

/**
 * Scores a yes-no annotator on labels drawn with unequal probabilities: each
 * paper counts 1/pi, so that the scores hold for the whole sample and not for
 * the enriched labels (unweighted recall and specificity are then biased, the
 * verification bias of Begg & Greenes 1983, doi:10.2307/2530820).
 *
 * Each score is a ratio R = sum w a / sum w b of two marks per paper; recall
 * has a = both yes and b = human yes. Its standard error is linearised, with
 * replacement: SE² = n/(n - 1) sum u², u = w(a - R b) / sum(w b), whose mean is 0
 * (Särndal, Swensson & Wretman 1992, ch. 5).
 *
 * @param gold Human label per paper, 1 or 0.
 * @param predicted Annotator's answer per paper, 1 or 0.
 * @param weight 1 / probability that the paper was drawn, above 0.
 * @returns Scores from 0 to 1; null is 0/0. A standard error is null too where
 * there is a single paper.
 * @throws {RangeError} If there is no paper, the lists differ in length, a
 * label is not 0 or 1, or a weight is not above 0.
 *
 * @example The paper drawn with probability 1/4 counts four times
 * ```ts
 * import { weightedBinaryMetrics } from "lib/stats/weighted_binary_metrics.ts";
 * import assert from "node:assert/strict";
 * const { recall } = weightedBinaryMetrics({
 *   gold: [1, 1, 0],
 *   predicted: [1, 0, 0],
 *   weight: [1, 4, 1],
 * });
 * assert.equal(recall, 0.2);
 * ```
 */
export function weightedBinaryMetrics(
  { gold, predicted, weight }: {
    readonly gold: readonly number[];
    readonly predicted: readonly number[];
    readonly weight: readonly number[];
  },
): WeightedBinaryMetrics {
  const what = "weighted scores";
  checkSameLength({ gold, predicted, weight }, what);
  checkSomeObservations(gold.length, what);
  checkMarks({ gold, predicted }, what);
  weight.forEach((w, i) => {
    checkNumber(w, `weight[${i}]`, what);
    if (w <= 0) {
      throw new RangeError(
        `Cannot compute ${what} as each weight must be above 0: weight[${i}] is ${w}`,
      );
    }
  });
  const score = (a: (g: number, p: number) => number, b: typeof a) =>
    weightedRatio(
      weight,
      gold.map((g, i) => a(g, predicted[i]!)),
      gold.map((g, i) => b(g, predicted[i]!)),
    );
  const accuracy = score((g, p) => g === p ? 1 : 0, () => 1);
  const precision = score((g, p) => g * p, (_, p) => p);
  const recall = score((g, p) => g * p, (g) => g);
  const specificity = score((g, p) => (1 - g) * (1 - p), (g) => 1 - g);
  const f1 = score((g, p) => 2 * g * p, (g, p) => g + p);
  return {
    accuracy: accuracy.ratio,
    precision: precision.ratio,
    recall: recall.ratio,
    specificity: specificity.ratio,
    f1: f1.ratio,
    accuracySe: accuracy.se,
    precisionSe: precision.se,
    recallSe: recall.se,
    specificitySe: specificity.se,
    f1Se: f1.se,
    n: gold.length,
  };
}

/** Ratio of two weighted totals and its linearised standard error. */
function weightedRatio(
  weight: readonly number[],
  a: readonly number[],
  b: readonly number[],
): { ratio: number | null; se: number | null } {
  const n = weight.length;
  const total = (marks: readonly number[]) =>
    weight.reduce((sum, w, i) => sum + w * marks[i]!, 0);
  const denominator = total(b);
  if (denominator === 0) return { ratio: null, se: null };
  const ratio = total(a) / denominator;
  if (n === 1) return { ratio, se: null };
  const u = weight.map((w, i) => w * (a[i]! - ratio * b[i]!) / denominator);
  const squares = u.reduce((sum, value) => sum + value ** 2, 0);
  return { ratio, se: Math.sqrt(n / (n - 1) * squares) };
}

function checkMarks(
  lists: Readonly<Record<string, readonly number[]>>,
  what: string,
): void {
  for (const [name, marks] of Object.entries(lists)) {
    const wrong = marks.findIndex((mark) => mark !== 0 && mark !== 1);
    if (wrong >= 0) {
      throw new RangeError(
        `Cannot compute ${what} as labels must be 0 or 1: ${name}[${wrong}] is ${
          marks[wrong]
        }`,
      );
    }
  }
}
