import {
  checkSameLength,
  checkSomeObservations,
} from "lib/stats/valid_input.ts";

/** Precision, recall and F1; null where undefined. */
export interface SetScores {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}

/** Means of the scores that each paper gets. */
export interface PaperScores {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly jaccard: number;
  /** Share of papers with exactly the human's set. */
  readonly exactMatch: number;
  readonly papers: number;
}

/** Scores of an annotator that gives a set of names per paper. */
export interface MultilabelSets {
  /** All names of all papers pooled. */
  readonly micro: SetScores;
  /** Mean of each name's scores, 0 for 0/0: rare names dominate. */
  readonly macroByLabel: SetScores;
  readonly meanByPaper: PaperScores;
  /** As `meanByPaper`, without the papers where neither side names anything; null if there is none. */
  readonly meanByNonEmptyPaper: PaperScores | null;
}

/**
 * Scores sets of names, such as the models that a paper reuses, against the
 * human's sets (Godbole & Sarawagi 2004, doi:10.1007/978-3-540-24775-3_5;
 * Tsoumakas & Katakis 2007, doi:10.4018/jdwm.2007070101).
 *
 * With G and P the human's and the annotator's set of a paper and C their
 * common names: micro precision sum|C| / sum|P|, recall sum|C| / sum|G|,
 * F1 2 sum|C| / (sum|G| + sum|P|). By label: the same counts for each name
 * that either side uses, averaged. By paper: means of |C|/|P|, |C|/|G|,
 * 2|C|/(|G| + |P|) and Jaccard |C|/|G or P|; 1 if both sets are empty, 0 if
 * one is. Papers without any name raise the latter, so they are also given
 * without those. Normalise the names first; order and repetition do not count.
 * For intervals, resample papers, never names (`bootstrapPapers()`).
 *
 * @param gold One list of names per paper from the human.
 * @param predicted The annotator's lists, in the same paper order.
 * @param options.minimumPapers Only names that either side gives in at least
 * so many papers enter `macroByLabel`; 1 by default.
 * @returns Shares from 0 to 1; null is 0/0, as all of micro and macro if there
 * is no name at all.
 * @throws {RangeError} If there is no paper or the lists differ in length.
 *
 * @example
 * ```ts
 * import { multilabelSets } from "lib/stats/multilabel_sets.ts";
 * import assert from "node:assert/strict";
 * const scores = multilabelSets([["BERT", "ViT"], []], [["BERT"], []]);
 * assert.equal(scores.micro.recall, 0.5);
 * assert.equal(scores.meanByPaper.jaccard, 0.75);
 * assert.equal(scores.meanByNonEmptyPaper?.jaccard, 0.5);
 * ```
 */
export function multilabelSets(
  gold: readonly (readonly string[])[],
  predicted: readonly (readonly string[])[],
  { minimumPapers = 1 }: { readonly minimumPapers?: number } = {},
): MultilabelSets {
  checkSameLength({ gold, predicted }, "scores of sets");
  checkSomeObservations(gold.length, "scores of sets");
  const papers = gold.map((names, i) => compareSets(names, predicted[i]!));
  const byName = new Map<string, Overlap>();
  for (const { human, annotator } of papers) {
    for (const name of human.union(annotator)) {
      const seen = byName.get(name) ?? { common: 0, gold: 0, predicted: 0 };
      byName.set(name, {
        common: seen.common + (human.has(name) && annotator.has(name) ? 1 : 0),
        gold: seen.gold + (human.has(name) ? 1 : 0),
        predicted: seen.predicted + (annotator.has(name) ? 1 : 0),
      });
    }
  }
  const names = [...byName.values()]
    .filter((name) => name.gold + name.predicted - name.common >= minimumPapers)
    .map(scoresOf);
  const nonEmpty = papers.filter(({ gold, predicted }) => gold + predicted > 0);
  return {
    micro: scoresOf({
      common: total(papers, ({ common }) => common),
      gold: total(papers, ({ gold }) => gold),
      predicted: total(papers, ({ predicted }) => predicted),
    }),
    macroByLabel: {
      precision: meanOrNull(names, ({ precision }) => precision ?? 0),
      recall: meanOrNull(names, ({ recall }) => recall ?? 0),
      f1: meanOrNull(names, ({ f1 }) => f1 ?? 0),
    },
    meanByPaper: meanOfPapers(papers),
    meanByNonEmptyPaper: nonEmpty.length === 0 ? null : meanOfPapers(nonEmpty),
  };
}

/** How many names both, the human and the annotator have. */
interface Overlap {
  readonly common: number;
  readonly gold: number;
  readonly predicted: number;
}

function compareSets(gold: readonly string[], predicted: readonly string[]) {
  const human = new Set(gold);
  const annotator = new Set(predicted);
  return {
    human,
    annotator,
    common: human.intersection(annotator).size,
    gold: human.size,
    predicted: annotator.size,
  };
}

function scoresOf({ common, gold, predicted }: Overlap): SetScores {
  return {
    precision: predicted === 0 ? null : common / predicted,
    recall: gold === 0 ? null : common / gold,
    f1: gold + predicted === 0 ? null : 2 * common / (gold + predicted),
  };
}

function meanOfPapers(papers: readonly Overlap[]): PaperScores {
  const mean = (score: (paper: Overlap) => number) =>
    total(
      papers,
      (paper) => paper.gold + paper.predicted === 0 ? 1 : score(paper),
    ) /
    papers.length;
  return {
    precision: mean((paper) => scoresOf(paper).precision ?? 0),
    recall: mean((paper) => scoresOf(paper).recall ?? 0),
    f1: mean(({ common, gold, predicted }) => 2 * common / (gold + predicted)),
    jaccard: mean(({ common, gold, predicted }) =>
      common / (gold + predicted - common)
    ),
    exactMatch: mean(({ common, gold, predicted }) =>
      gold === common && predicted === common ? 1 : 0
    ),
    papers: papers.length,
  };
}

function meanOrNull<T>(
  items: readonly T[],
  value: (item: T) => number,
): number | null {
  return items.length === 0 ? null : total(items, value) / items.length;
}

function total<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0);
}
