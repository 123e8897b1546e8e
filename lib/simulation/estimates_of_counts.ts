/**
 * Prediction-powered inference and design-based supervised learning from the
 * counts of a study with yes-no answers: `ppiMean()` and `dslMean()` of the
 * lists that the counts stand for, without the lists.
 */

import { criticalValue } from "lib/stats/distributions.ts";
import type { AnswerCell } from "lib/stats/answer_cell.ts";

/** An estimate with normal limits; they are equal where nothing varies. */
export interface CountEstimate {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** Papers answered yes and papers answered no, with their labels. */
export type YesNoCells = readonly [yes: AnswerCell, no: AnswerCell];

const Z = criticalValue(0.95);

/**
 * Prediction-powered mean.
 *
 * @param lambda How much answers count; "tuned" as in `ppiMean()`.
 */
export function ppiOfCounts(
  [yes, no]: YesNoCells,
  lambda: 1 | "tuned",
): CountEstimate {
  const n = yes.labels + no.labels;
  const others = yes.papers + no.papers - n;
  const answered = yes.labels / n;
  const labelled = (yes.positives + no.positives) / n;
  const unlabelled = (yes.papers - yes.labels) / others;
  const papers = n + others;
  const all = yes.papers * (papers - yes.papers) / papers / (papers - 1);
  const covariance = yes.positives / n - answered * labelled;
  const weight = lambda === 1
    ? 1
    : all === 0
    ? 0
    : Math.min(1, Math.max(0, covariance / ((1 + n / others) * all)));
  const variance = labelled * (1 - labelled) - 2 * weight * covariance +
    weight ** 2 * answered * (1 - answered);
  return withLimits(
    weight * unlabelled + labelled - weight * answered,
    variance / n + weight ** 2 * unlabelled * (1 - unlabelled) / others,
  );
}

/**
 * Design-based mean. The chance to be labelled is the labelled share of the
 * papers with the same answer, or of all papers.
 */
export function dslOfCounts(
  cells: YesNoCells,
  design: "simple" | "stratified",
): CountEstimate {
  const [yes, no] = cells;
  const papers = yes.papers + no.papers;
  const chance = (yes.labels + no.labels) / papers;
  let [sum, squares] = [0, 0];
  cells.forEach((cell, k) => {
    const answer = 1 - k;
    const share = design === "simple" ? chance : cell.labels / cell.papers;
    const add = (count: number, value: number) => {
      sum += count * value;
      squares += count * value ** 2;
    };
    add(cell.papers - cell.labels, answer);
    add(cell.positives, answer + (1 - answer) / (share || 1));
    add(cell.labels - cell.positives, answer - answer / (share || 1));
  });
  const estimate = sum / papers;
  return withLimits(estimate, (squares / papers - estimate ** 2) / papers);
}

function withLimits(estimate: number, variance: number): CountEstimate {
  const half = Z * Math.sqrt(Math.max(0, variance));
  return { estimate, low: estimate - half, high: estimate + half };
}
