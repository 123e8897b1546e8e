import { fewNote, type Score } from "lib/findings/validation/score.ts";
import { criticalValue } from "lib/stats/distributions.ts";
import { effectiveWilson } from "lib/stats/effective_wilson.ts";
import { stratifiedShare } from "lib/stats/stratified_share.ts";

/** Cells of a confusion table. */
export type Cell = "tp" | "fp" | "fn" | "tn";

/** A labelled paper that counts 1 / chance. */
export interface WeightedPaper {
  /** Chance with which it was drawn for labelling. */
  readonly chance: number;
  /** Null if the annotator gave no answer. */
  readonly cell: Cell | null;
}

/** Papers by cell, each counted 1 / chance. */
export type WeightedTable = Readonly<Record<Cell, number>>;

/** What a score and its interval say of themselves. */
interface About {
  /** Why it does not exist, if it does not. */
  readonly whyNot: string;
  readonly note: string;
}

/**
 * A share of papers that were labelled with unequal chances, with the interval
 * of a stratified sample, see `stratifiedShare()`.
 *
 * @param papers All labelled papers.
 * @param isPart Which papers have it.
 * @param isIn Which papers it is a share of.
 */
export function weightedShare<T extends WeightedPaper>(
  metric: string,
  papers: readonly T[],
  { isPart, isIn, whyNot, note }: About & {
    readonly isPart: (paper: T) => boolean;
    readonly isIn: (paper: T) => boolean;
  },
): Score {
  const n = papers.filter(isIn).length;
  if (n === 0) return { metric, value: null, n, note: whyNot };
  const strata = [...byChance(papers)].map(([probability, own]) => {
    const inside = own.filter(isIn);
    const [all, part] = [inside.length, inside.filter(isPart).length];
    return {
      ...{ papers: all, all, part, probability, sampled: own.length },
      ...{ partSquares: part, allSquares: all, products: part },
    };
  });
  const { share: value, low, high } = stratifiedShare(strata);
  const method = "wilson_weighted";
  return { metric, value, low, high, n, method, note: join(fewNote(n), note) };
}

/**
 * Any score of a weighted confusion table, with the standard error of its
 * linearisation: as `stratifiedShare()`, with e the change of the score with
 * the paper's weight. Withheld where the standard error is 0.
 *
 * @param papers All labelled papers.
 * @param statistic The score of a table; unchanged if all cells are multiplied.
 * @param scale Where the interval is symmetric: the score itself, Fisher's z
 * of a correlation, or Wilson's interval of a share.
 */
export function weightedScore(
  metric: string,
  papers: readonly WeightedPaper[],
  { statistic, scale, note }: Omit<About, "whyNot"> & {
    readonly statistic: (table: WeightedTable) => number;
    readonly scale: "plain" | "fisher_z" | "wilson";
  },
): Score {
  const table = weightedTable(papers);
  const value = statistic(table);
  const n = papers.filter(({ cell }) => cell !== null).length;
  const variance = linearisedVariance(papers, gradient(statistic, table));
  // Below this it is rounding.
  if (variance < 1e-18 || (scale === "fisher_z" && Math.abs(value) === 1)) {
    const withheld =
      "the standard error is 0, which is no certainty: no interval";
    return { metric, value, n, note: join(withheld, note) };
  }
  const [low, high] = limits(value, variance, scale);
  const method = `${scale === "plain" ? "normal" : scale}_weighted`;
  return { metric, value, low, high, n, method, note: join(fewNote(n), note) };
}

function limits(
  value: number,
  variance: number,
  scale: "plain" | "fisher_z" | "wilson",
): [low: number, high: number] {
  const z = criticalValue(0.95);
  if (scale === "wilson") {
    const effective = value * (1 - value) / variance;
    const { low, high } = effectiveWilson(value, effective, 0.95);
    return [low, high];
  }
  const reach = z * Math.sqrt(variance);
  if (scale === "plain") return [value - reach, value + reach];
  const [centre, half] = [Math.atanh(value), reach / (1 - value ** 2)];
  return [Math.tanh(centre - half), Math.tanh(centre + half)];
}

function weightedTable(papers: readonly WeightedPaper[]): WeightedTable {
  const table = { tp: 0, fp: 0, fn: 0, tn: 0 };
  for (const { cell, chance } of papers) {
    if (cell !== null) table[cell] += 1 / chance;
  }
  return table;
}

/** Change of a statistic with each cell, by central differences. */
function gradient(
  statistic: (table: WeightedTable) => number,
  table: WeightedTable,
): WeightedTable {
  const { tp, fp, fn, tn } = table;
  const step = 1e-5 * (tp + fp + fn + tn);
  const change = (cell: Cell) =>
    (statistic({ ...table, [cell]: table[cell] + step }) -
      statistic({ ...table, [cell]: table[cell] - step })) / (2 * step);
  return {
    tp: change("tp"),
    fp: change("fp"),
    fn: change("fn"),
    tn: change("tn"),
  };
}

/** The two parts of the variance: papers as they are written, and as they are drawn for labelling. */
function linearisedVariance(
  papers: readonly WeightedPaper[],
  slopes: WeightedTable,
): number {
  const e = ({ cell }: WeightedPaper) => cell === null ? 0 : slopes[cell];
  const k = papers.filter(({ cell }) => cell !== null).length;
  let [written, drawn] = [0, 0];
  for (const [chance, own] of byChance(papers)) {
    const [n, weight] = [own.length, 1 / chance];
    const mean = own.reduce((sum, paper) => sum + e(paper), 0) / n;
    let [squares, spread] = [0, 0];
    for (const paper of own) {
      squares += e(paper) ** 2;
      spread += (e(paper) - mean) ** 2;
    }
    written += weight * squares;
    // Of one paper nobody knows how it differs from its like.
    drawn += (1 - chance) * weight ** 2 *
      (n === 1 ? squares : n / (n - 1) * spread);
  }
  return k < 2 ? 0 : k / (k - 1) * written + drawn;
}

function byChance<T extends WeightedPaper>(papers: readonly T[]) {
  return Map.groupBy(papers, ({ chance }) => chance);
}

function join(...notes: readonly string[]): string {
  return notes.filter((note) => note !== "").join("; ");
}
