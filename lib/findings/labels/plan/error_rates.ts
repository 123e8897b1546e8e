import type { PlannedPaper } from "lib/findings/labels/plan/strata.ts";

/** A share of wrong answers, and where it comes from. */
export interface ErrorRate {
  readonly share: number;
  /** Labelled papers with that answer, and those answered wrongly; null if it is assumed. */
  readonly from: { readonly papers: number; readonly wrong: number } | null;
}

/** How often an annotator is wrong. */
export interface ErrorRates {
  /** Share of its yes answers that humans call no. */
  readonly wrongYes: ErrorRate;
  /** Share of its no answers that humans call yes. */
  readonly wrongNo: ErrorRate;
}

/** What is assumed where labels do not say: one yes in five and one no in twenty is wrong. */
export const ASSUMED = { wrongYes: 0.2, wrongNo: 0.05 } as const;

/** Labelled papers with an answer that it takes to trust their error rate. */
const ENOUGH = 10;

/**
 * Estimates how often an annotator is wrong from the papers that humans have
 * labelled: (wrong + 1) / (papers + 2) for each answer, which is never 0, as no
 * error among a few papers does not mean that there is none. With fewer than
 * 10 labelled papers of an answer, the rate is assumed ({@link ASSUMED}).
 *
 * @param labels "yes" or "no" by DOI.
 *
 * @example One of 18 yes answers is wrong; a single no says little
 * ```ts
 * import { estimateErrorRates } from "lib/findings/labels/plan/error_rates.ts";
 * import assert from "node:assert/strict";
 * const answers = [...Array(18).fill("yes"), "no"];
 * const papers = answers.map((answer, i) => ({ doi: `10.1/${i}`, answer }));
 * const labels = new Map(answers.map((label, i) => [`10.1/${i}`, i === 0 ? "no" : label]));
 * const { wrongYes, wrongNo } = estimateErrorRates(papers, labels);
 * assert.deepEqual(wrongYes, { share: 0.1, from: { papers: 18, wrong: 1 } });
 * assert.deepEqual(wrongNo, { share: 0.05, from: null });
 * ```
 */
export function estimateErrorRates(
  papers: readonly Pick<PlannedPaper, "doi" | "answer">[],
  labels: ReadonlyMap<string, string>,
): ErrorRates {
  const rate = (answer: "yes" | "no", assumed: number): ErrorRate => {
    const labelled = papers.filter((paper) =>
      paper.answer === answer && labels.has(paper.doi)
    );
    if (labelled.length < ENOUGH) return { share: assumed, from: null };
    const wrong = labelled.filter(({ doi }) => labels.get(doi) !== answer);
    return {
      share: (wrong.length + 1) / (labelled.length + 2),
      from: { papers: labelled.length, wrong: wrong.length },
    };
  };
  return {
    wrongYes: rate("yes", ASSUMED.wrongYes),
    wrongNo: rate("no", ASSUMED.wrongNo),
  };
}
