import type { AnswerCell, ShareOf } from "lib/stats/answer_cell.ts";
import { findRoot } from "lib/stats/find_root.ts";

/**
 * Variance that the labels' excess over a share would have if the share were
 * the true one. The excess is the mean over all papers of u: 1 - share for a
 * paper with the property, -share for another that belongs to what the share
 * is of, and 0 outside it.
 *
 * The share does not fix the rates of the single answers; they are the most
 * likely ones under which the mean of u is 0 (as Miettinen & Nurminen 1985,
 * doi:10.1002/sim.4780040211, do for the difference of two rates). With n_kj
 * labels of kind j at answer k, W_k = N_k/N and a Lagrange multiplier lambda:
 * p_kj = n_kj / (gamma_k + lambda W_k u_j), gamma_k making them add up to 1.
 * With m_k and v_k mean and variance of u at answer k, the variance is
 * sum W_k² v_k/n_k for the labels plus sum W_k m_k²/N for the papers, which
 * are a sample themselves.
 *
 * @param share Strictly between 0 and 1.
 * @param cells Cells with papers and labels.
 * @param of What the share is a share of.
 */
export function varianceUnder(
  share: number,
  cells: readonly AnswerCell[],
  of: ShareOf,
): number {
  let total = 0;
  let excess = 0;
  let slope = 0;
  for (const { papers, labels, of: members, positives } of cells) {
    total += papers;
    excess += papers * (positives - share * members) / labels;
    slope += papers ** 2 * members / labels ** 2;
  }
  const spread = { mean: 0, variance: 0 };
  const meanAt = (multiplier: number) => {
    spreadUnder(multiplier, { share, cells, of, total }, spread);
    return spread.mean;
  };
  excess /= total;
  slope *= share * (1 - share) / total ** 2;
  if (excess === 0) meanAt(0);
  else {
    const root = findRoot(meanAt, {
      from: 0,
      valueAtFrom: excess,
      guess: excess / slope,
      bound: Math.sign(excess) * Infinity,
      tolerance: 1e-11,
    });
    meanAt(root);
  }
  return spread.variance;
}

/** The rates that a multiplier gives, summed up as mean and variance of u. */
function spreadUnder(
  multiplier: number,
  { share, cells, of, total }: {
    readonly share: number;
    readonly cells: readonly AnswerCell[];
    readonly of: ShareOf;
    readonly total: number;
  },
  spread: { mean: number; variance: number },
): void {
  spread.mean = spread.variance = 0;
  for (const { papers, labels, of: members, positives } of cells) {
    const weight = papers / total;
    const others = members - positives;
    const outside = of === "all" ? 0 : labels - members;
    const a = multiplier * weight * (1 - share);
    const b = -multiplier * weight * share;
    const gamma = normaliser(positives, a, others, b, outside);
    const yes = positives === 0 ? 0 : positives / (gamma + a);
    const no = others === 0 ? 0 : others / (gamma + b);
    const out = outside === 0 ? 0 : outside / gamma;
    // A kind without a label takes what the others leave, if anything.
    const left = Math.max(0, 1 - yes - no - out);
    const pYes = positives === 0 && gamma === -a ? left : yes;
    const pNo = others === 0 && gamma === -b ? left : no;
    const mean = pYes * (1 - share) - pNo * share;
    const variance = pYes * (1 - share) ** 2 + pNo * share ** 2 - mean ** 2;
    spread.mean += weight * mean;
    spread.variance += weight ** 2 * variance / labels +
      weight * mean ** 2 / total;
  }
}

/**
 * Solves x/(g + a) + y/(g + b) + z/g = 1 for its largest g; gives the smallest
 * g that leaves no rate negative where the sum stays below 1. The reciprocal
 * of the sum is concave, so that Newton's steps from below end at the root.
 */
function normaliser(
  x: number,
  a: number,
  y: number,
  b: number,
  z: number,
): number {
  const least = Math.max(-a, -b); // not below 0, as a and b differ in sign
  // Where a summand has its pole, the root is at least its numerator away.
  let g = least + (least === -a ? x : 0) + (least === -b ? y : 0) +
    (least === 0 ? z : 0);
  for (let step = 0; step < 100; step++) {
    const atX = x === 0 ? 0 : 1 / (g + a);
    const atY = y === 0 ? 0 : 1 / (g + b);
    const atZ = z === 0 ? 0 : 1 / g;
    const sum = x * atX + y * atY + z * atZ;
    if (sum <= 1 + 1e-13) return g;
    g += (sum - 1) * sum / (x * atX * atX + y * atY * atY + z * atZ * atZ);
  }
  return g;
}
