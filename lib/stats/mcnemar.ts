import {
  binomialCdf,
  binomialPmf,
  chiSquarePValue,
} from "lib/stats/distributions.ts";
import { checkCount, checkSomeObservations } from "lib/stats/valid_input.ts";

/** Two annotators on the same papers: which of them was right. */
export interface PairedCounts {
  readonly bothCorrect: number;
  readonly onlyACorrect: number;
  readonly onlyBCorrect: number;
  readonly bothWrong: number;
}

/** McNemar's test in three forms. */
export interface McNemar {
  readonly pExact: number;
  /** The one to report: nearly exact, less conservative. */
  readonly pMid: number;
  /** (b - c)² / (b + c) without continuity correction; null if b + c = 0. */
  readonly chi2: number | null;
  readonly pAsymptotic: number | null;
  /** Papers that only A got right. */
  readonly b: number;
  /** Papers that only B got right. */
  readonly c: number;
}

/**
 * McNemar's test: is one annotator more often right than another on the same
 * papers (McNemar 1947, doi:10.1007/BF02295996)? It compares accuracy, not F1,
 * and looks only at the papers where exactly one was right: b for A, c for B.
 *
 * With f the probability function of Bin(b + c, 1/2): exact
 * p = min(1, 2 P(X <= min(b, c))); mid-p = exact p - f(min(b, c)) for b ≠ c and
 * 1 - f(b)/2 for b = c (Fagerland, Lydersen & Laake 2013,
 * doi:10.1186/1471-2288-13-91; doubling the one-sided mid-p would give 1
 * there); asymptotic from (b - c)²/(b + c), chi-square with one degree of
 * freedom. If b + c = 0 both p are 1 and there is no chi-square.
 *
 * @param counts Papers by who was right.
 * @returns p-values, 0 to 1.
 * @throws {RangeError} If there is no paper or a count is negative or not
 * whole.
 *
 * @example 8 papers only A got right, 2 only B
 * ```ts
 * import { mcnemar } from "lib/stats/mcnemar.ts";
 * import assert from "node:assert/strict";
 * const { pExact, pMid } = mcnemar(
 *   { bothCorrect: 80, onlyACorrect: 8, onlyBCorrect: 2, bothWrong: 10 },
 * );
 * assert.equal(pExact.toFixed(6), "0.109375"); // 2 · (1 + 10 + 45) / 1024
 * assert.equal(pMid.toFixed(6), "0.065430"); // less 45 / 1024
 * ```
 */
export function mcnemar(counts: PairedCounts): McNemar {
  checkPairedCounts(counts, "McNemar's test");
  const { onlyACorrect: b, onlyBCorrect: c } = counts;
  const m = b + c;
  if (m === 0) {
    return { pExact: 1, pMid: 1, chi2: null, pAsymptotic: null, b, c };
  }
  const fewer = Math.min(b, c);
  const pExact = b === c ? 1 : Math.min(1, 2 * binomialCdf(fewer, m, 0.5));
  const atFewer = binomialPmf(fewer, m, 0.5);
  const chi2 = (b - c) ** 2 / m;
  return {
    pExact,
    pMid: b === c ? 1 - atFewer / 2 : pExact - atFewer,
    chi2,
    pAsymptotic: chiSquarePValue(chi2, 1),
    b,
    c,
  };
}

/**
 * Checks the four counts and adds them up.
 *
 * @throws {TypeError | RangeError} As {@link mcnemar}.
 */
export function checkPairedCounts(counts: PairedCounts, what: string): number {
  const { bothCorrect, onlyACorrect, onlyBCorrect, bothWrong } = counts;
  const named = { bothCorrect, onlyACorrect, onlyBCorrect, bothWrong };
  for (const [name, count] of Object.entries(named)) {
    checkCount(count, name, what);
  }
  const n = bothCorrect + onlyACorrect + onlyBCorrect + bothWrong;
  checkSomeObservations(n, what);
  return n;
}
