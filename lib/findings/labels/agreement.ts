import {
  answerKeys,
  type CanonicalName,
  humanAnswers,
} from "lib/findings/labels/human_answers.ts";
import type { LabelRow } from "lib/findings/labels/label_row.ts";
import { byCodeUnit } from "lib/order.ts";
import type { Question } from "lib/questions/question.ts";
import { bootstrapPapers } from "lib/stats/bootstrap_papers.ts";
import { clamp } from "lib/stats/estimate.ts";
import { fleissKappa } from "lib/stats/fleiss_kappa.ts";
import { gwetAc1 } from "lib/stats/gwet_ac1.ts";
import { cohenKappa } from "lib/stats/kappa.ts";
import {
  krippendorffAlpha,
  krippendorffAlphaSets,
} from "lib/stats/krippendorff_alpha.ts";

/** One measure of how far humans agree. */
export interface Agreement {
  readonly question: string;
  readonly annotators: readonly string[];
  readonly statistic: string;
  /** Null if it does not exist: the note says why. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Papers that it rests on. */
  readonly papers: number;
  readonly note: string;
}

/** How agreement is measured. */
export interface AgreementOptions {
  readonly canonicalName: CanonicalName;
  /** Seed of the bootstrap of alpha. */
  readonly seed: number | string;
}

/**
 * Measures how far humans agree on one question, each measure with its 95 %
 * interval.
 *
 * For a yes-no question: raw agreement (Clopper-Pearson interval) and Cohen's
 * kappa for every two who share papers; Fleiss' kappa over the papers that all
 * of them answered; Gwet's AC1 and Krippendorff's alpha (bootstrap of papers,
 * BCa, else percentile) over all papers with two or more answers. For a list
 * of names: alpha over sets, with the distance 1 - Jaccard, over the papers
 * for which at least one human gives a name: papers for which nobody names
 * anything would make agreement look better than it is.
 *
 * @param rows Labels of all questions, before disagreements are settled.
 * @returns None if no paper was answered by two humans.
 */
export function agreementOn(
  question: Question,
  rows: readonly LabelRow[],
  { canonicalName, seed }: AgreementOptions,
): Agreement[] {
  const papers = [...humanAnswers(rows, question).values()]
    .map((answers) =>
      new Map([...answers].map(([annotator, own]) => [
        annotator,
        answerKeys(own, question, canonicalName),
      ]))
    )
    .filter((answers) => answers.size >= 2)
    .filter((answers) => [...answers.values()].some((keys) => keys.length > 0));
  const annotators = [...new Set(papers.flatMap((paper) => [...paper.keys()]))]
    .sort(byCodeUnit);
  if (papers.length === 0) return [];
  const all = { question: question.id, annotators, papers: papers.length };
  if (question.kind === "mentions") {
    const sets = papers.map((paper) =>
      annotators.map((name) => paper.get(name) ?? null)
    );
    return [measure(
      { ...all, statistic: "krippendorff_alpha_sets" },
      () => bootstrapAlpha(sets, krippendorffAlphaSets, seed),
    )];
  }
  const ratings = papers.map((paper) =>
    annotators.map((name) => paper.get(name)?.[0] ?? null)
  );
  const complete = ratings.filter((paper) => !paper.includes(null));
  return [
    ...pairsOf(annotators).flatMap(([i, j]) =>
      agreementOfTwo(
        { question: question.id, annotators: [annotators[i]!, annotators[j]!] },
        ratings.map((paper) => [paper[i] ?? null, paper[j] ?? null]),
      )
    ),
    measure(
      { ...all, papers: complete.length, statistic: "fleiss_kappa" },
      () => {
        if (complete.length === 0) {
          throw new RangeError("no paper was answered by all of them");
        }
        const { kappa, low, high } = fleissKappa(complete.map(countAnswers));
        return { value: kappa, low, high };
      },
    ),
    measure({ ...all, statistic: "gwet_ac1" }, () => {
      const { ac1, low, high } = gwetAc1(ratings, ANSWERS);
      return { value: ac1, low, high };
    }),
    measure(
      { ...all, statistic: "krippendorff_alpha" },
      () => bootstrapAlpha(ratings, krippendorffAlpha, seed),
    ),
  ];
}

const ANSWERS = ["yes", "no"] as const;

type Estimate = Pick<Agreement, "value" | "low" | "high"> & {
  readonly note?: string;
};

const NO_VARIATION = "no interval: the papers show no variation";

/** Computes a measure; where it does not exist, the note says why. */
function measure(
  about: Pick<Agreement, "question" | "annotators" | "papers" | "statistic">,
  compute: () => Estimate,
): Agreement {
  try {
    const { note, ...found } = compute();
    return {
      ...about,
      value: found.value,
      low: found.low === null ? null : clamp(found.low, -1, 1),
      high: found.high === null ? null : clamp(found.high, -1, 1),
      note: note ?? (found.low === null ? NO_VARIATION : ""),
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const note = error.message.replace(/^Cannot [^:]*: /, "");
    return { ...about, value: null, low: null, high: null, note };
  }
}

function agreementOfTwo(
  about: Pick<Agreement, "question" | "annotators">,
  ratings: readonly (readonly [string | null, string | null])[],
): Agreement[] {
  const shared = ratings.filter(([a, b]) => a !== null && b !== null);
  if (shared.length === 0) return [];
  const kappa = cohenKappa(
    ANSWERS.map((first) =>
      ANSWERS.map((second) =>
        shared.filter(([a, b]) => a === first && b === second).length
      )
    ),
  );
  const papers = { ...about, papers: shared.length };
  return [
    measure({ ...papers, statistic: "agreement" }, () => ({
      value: kappa.observedAgreement,
      low: kappa.agreementInterval.low,
      high: kappa.agreementInterval.high,
    })),
    measure({ ...papers, statistic: "cohen_kappa" }, () => {
      if (kappa.kappa === null) {
        throw new RangeError("both give the same answer to every paper");
      }
      return { value: kappa.kappa, low: kappa.low, high: kappa.high };
    }),
  ];
}

function countAnswers(ratings: readonly (string | null)[]): number[] {
  return ANSWERS.map((answer) =>
    ratings.filter((rating) => rating === answer).length
  );
}

/** Alpha with the interval of a bootstrap of papers, where that exists. */
function bootstrapAlpha<T>(
  papers: readonly (readonly (T | null)[])[],
  alpha: (papers: readonly (readonly (T | null)[])[]) => { alpha: number },
  seed: number | string,
): Estimate {
  const { alpha: value } = alpha(papers);
  const alphaOrNull = (drawn: readonly (readonly (T | null)[])[]) => {
    try {
      return alpha(drawn).alpha;
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  };
  try {
    const { bca, percentile, se } = bootstrapPapers(papers, alphaOrNull, {
      seed,
    });
    const [low, high] = bca ?? percentile;
    return se === 0 || se === null
      ? { value, low: null, high: null }
      : { value, low, high };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const note = "no interval: too few papers to resample";
    return { value, low: null, high: null, note };
  }
}

/** The places of every two of a list. */
function pairsOf(list: readonly unknown[]): [number, number][] {
  return list.flatMap((_, i) =>
    list.slice(i + 1).map((_, k): [number, number] => [i, i + 1 + k])
  );
}
