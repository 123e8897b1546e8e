import type { HumanLabel } from "lib/findings/adjusted/human_labels.ts";
import type { Standing } from "lib/findings/adjusted/standing.ts";
import type { AnnotatedAndLabelled } from "lib/stats/adjusted_share.ts";
import type { AnswerCell } from "lib/stats/answer_cell.ts";

/** Sum of weights, with what says how many equal weights they amount to. */
interface WeightSum {
  count: number;
  sum: number;
  squares: number;
  least: number;
  most: number;
}

interface CellSums {
  readonly papers: WeightSum;
  readonly labels: WeightSum;
  /** Weights of labelled papers that belong to what the share is of. */
  of: number;
  positives: number;
}

/** Papers and labels of one group, counted by where the annotator puts them. */
export interface GroupCounts {
  readonly cells: Readonly<Record<NonNullable<Standing>, CellSums>>;
  readonly chances: WeightSum;
}

/** Counts of nothing. */
export function noCounts(): GroupCounts {
  const cell = () => ({
    papers: noWeights(),
    labels: noWeights(),
    of: 0,
    positives: 0,
  });
  return {
    cells: { yes: cell(), no: cell(), outside: cell() },
    chances: noWeights(),
  };
}

/**
 * Counts a paper.
 *
 * @param counts Is changed.
 * @param paper.standing Where the annotator puts it.
 * @param paper.sampled Chance with which it was drawn into the sample.
 * @param paper.label What humans say, if it is labelled.
 */
export function countPaper(
  { cells, chances }: GroupCounts,
  { standing, sampled, label }: {
    readonly standing: NonNullable<Standing>;
    readonly sampled: number;
    readonly label: HumanLabel | undefined;
  },
): void {
  const cell = cells[standing];
  addWeight(cell.papers, 1 / sampled);
  if (label === undefined) return;
  const weight = 1 / (sampled * label.probability);
  addWeight(cell.labels, weight);
  addWeight(chances, label.probability);
  if (label.standing !== "outside") cell.of += weight;
  if (label.standing === "yes") cell.positives += weight;
}

/**
 * Puts counts into the form that `adjustedShare()` takes. Papers and labels
 * that were drawn with unequal chances count as many as equal ones would
 * (effective sample size, Kish 1965, Survey Sampling, 11.7).
 */
export function labelledCells(
  { cells, chances }: GroupCounts,
): AnnotatedAndLabelled {
  const { yes, no, outside } = cells;
  const all = [yes, no, outside];
  const weights = all.map(({ papers }) => papers);
  const drawn = mergeWeights(weights);
  const scale = drawn.sum === 0 ? 0 : effective(drawn) / drawn.sum;
  const papersOf = ({ papers }: CellSums) =>
    isEven(drawn) ? papers.count : papers.sum * scale;
  const counted = all.map((cell): AnswerCell => {
    const { sum } = cell.labels;
    const papers = papersOf(cell);
    const labels = Math.min(papers, effective(cell.labels));
    if (sum === 0) return { papers, labels: 0, of: 0, positives: 0 };
    const each = labels / sum;
    return {
      papers,
      labels,
      of: tidy(cell.of * each),
      positives: tidy(cell.positives * each),
    };
  });
  return {
    cells: counted,
    labelsAre: isEven(drawn) && isEven(chances) ? "simple" : "stratified",
  };
}

function noWeights(): WeightSum {
  return { count: 0, sum: 0, squares: 0, least: Infinity, most: 0 };
}

function addWeight(sum: WeightSum, weight: number): void {
  sum.count++;
  sum.sum += weight;
  sum.squares += weight ** 2;
  sum.least = Math.min(sum.least, weight);
  sum.most = Math.max(sum.most, weight);
}

function mergeWeights(sums: readonly WeightSum[]): WeightSum {
  const merged = noWeights();
  for (const { count, sum, squares, least, most } of sums) {
    merged.count += count;
    merged.sum += sum;
    merged.squares += squares;
    merged.least = Math.min(merged.least, least);
    merged.most = Math.max(merged.most, most);
  }
  return merged;
}

/** True if all weights are the same but for rounding. */
function isEven({ count, least, most }: WeightSum): boolean {
  return count === 0 || most - least <= 1e-9 * most;
}

function effective(weights: WeightSum): number {
  return isEven(weights) ? weights.count : weights.sum ** 2 / weights.squares;
}

/** Takes a sum of equal weights back to the whole number that it counts. */
function tidy(count: number): number {
  const whole = Math.round(count);
  return Math.abs(count - whole) < 1e-6 ? whole : count;
}
