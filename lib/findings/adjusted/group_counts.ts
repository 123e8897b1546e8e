import type { HumanLabel } from "lib/findings/adjusted/human_labels.ts";
import type { AnnotatorStanding } from "lib/findings/adjusted/standing.ts";
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
  readonly cells: Readonly<Record<AnnotatorStanding, CellSums>>;
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
    cells: { yes: cell(), no: cell(), outside: cell(), failed: cell() },
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
    readonly standing: AnnotatorStanding;
    readonly sampled: number;
    readonly label: HumanLabel | undefined;
  },
): void {
  const cell = cells[standing];
  addWeight(cell.papers, 1 / sampled);
  if (label === undefined) return;
  const chance = label.probability ?? 1;
  const weight = 1 / (sampled * chance);
  addWeight(cell.labels, weight);
  addWeight(chances, chance);
  if (label.standing !== "outside") cell.of += weight;
  if (label.standing === "yes") cell.positives += weight;
}

/**
 * Puts counts into the form that `adjustedShare()` takes. Papers and labels
 * that were drawn with unequal chances count as many as equal ones would
 * (effective sample size, Kish 1965, Survey Sampling, 11.7).
 *
 * Papers without an answer are one more answer: the labels among them speak for
 * them. Where they have no label they are left out.
 */
export function labelledCells(
  counts: GroupCounts,
): AnnotatedAndLabelled {
  const { cells, chances } = counts;
  const { yes, no, outside, failed } = cells;
  const all = [yes, no, outside];
  if (failed.labels.count > 0) all.push(failed);
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

/** Numbers of papers and of labels, each counted once, whatever their chances. */
export function plainCounts({ cells }: GroupCounts) {
  const sum = (of: "papers" | "labels") =>
    Object.values(cells).reduce((total, cell) => total + cell[of].count, 0);
  const { papers, labels } = cells.failed;
  return {
    papers: sum("papers"),
    labels: sum("labels"),
    failed: { papers: papers.count, labels: labels.count },
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
