/** A label of one paper by one rater; null if the rater gave none. */
export type Rating = string | number | boolean | null;

/** Krippendorff's alpha. */
export interface KrippendorffAlpha {
  /** 1 is full agreement, 0 is chance; it can be negative. */
  readonly alpha: number;
  /** Ratings that could be paired with another of the same paper. */
  readonly ratings: number;
  /** Papers with two or more ratings. */
  readonly papers: number;
}

/**
 * Krippendorff's alpha for nominal labels: agreement beyond chance of any
 * number of raters, who need not have rated every paper
 * (Krippendorff 2004, Content Analysis, ch. 11; Hayes & Krippendorff 2007,
 * doi:10.1080/19312450709336664).
 *
 * Over the papers u with m_u >= 2 ratings and n = sum m_u:
 * Do = (1/n) sum_u (1/(m_u - 1)) sum over ordered pairs within u of d,
 * De = (1/(n(n - 1))) sum over ordered pairs of all ratings of d, with
 * d = 1 for different labels and 0 for the same; alpha = 1 - Do / De.
 * For an interval, resample papers (`bootstrapPapers()`).
 *
 * @param ratings One list per paper with a label per rater, null if missing.
 * @returns Alpha, up to 1, and what it rests on.
 * @throws {RangeError} If no paper has two ratings, or all ratings name one
 * label (De is then 0 and alpha 0/0).
 *
 * @example
 * ```ts
 * import { krippendorffAlpha } from "lib/stats/krippendorff_alpha.ts";
 * import assert from "node:assert/strict";
 * const ratings = [["yes", "yes"], ["no", "no"], ["no", "yes"], ["no", null]];
 * assert.equal(krippendorffAlpha(ratings).alpha.toFixed(4), "0.4444");
 * ```
 */
export function krippendorffAlpha(
  ratings: readonly (readonly Rating[])[],
): KrippendorffAlpha {
  return alphaOf(ratings, (label) => JSON.stringify(label), () => 1);
}

/**
 * Krippendorff's alpha where each label is a set of names, such as the models
 * of a paper: the distance of two sets is 1 - Jaccard, their common names over
 * all their names; two empty sets have distance 0.
 *
 * @param ratings One list per paper with a set of names per rater, null if
 * missing; an empty list says that there is no name. Order and repetition do
 * not count.
 * @returns As {@link krippendorffAlpha}.
 * @throws {RangeError} As {@link krippendorffAlpha}.
 *
 * @example
 * ```ts
 * import { krippendorffAlphaSets } from "lib/stats/krippendorff_alpha.ts";
 * import assert from "node:assert/strict";
 * const ratings = [[["BERT"], ["BERT", "ViT"]], [[], []], [["ViT"], ["ViT"]]];
 * assert.equal(krippendorffAlphaSets(ratings).alpha.toFixed(4), "0.7826");
 * ```
 */
export function krippendorffAlphaSets(
  ratings: readonly (readonly (readonly string[] | null)[])[],
): KrippendorffAlpha {
  return alphaOf(
    ratings,
    (names) => JSON.stringify([...new Set(names)].sort()),
    jaccardDistance,
  );
}

/** 1 - common names / all names. Two empty sets never come here: they are the same. */
function jaccardDistance(
  first: readonly string[],
  second: readonly string[],
): number {
  const all = new Set([...first, ...second]);
  const common = new Set(first).size + new Set(second).size - all.size;
  return 1 - common / all.size;
}

/**
 * Alpha for any distance.
 *
 * @param key Gives the same text for the same label; those have distance 0.
 * @param distance Distance of two different labels.
 */
function alphaOf<T>(
  ratings: readonly (readonly (T | null)[])[],
  key: (label: T) => string,
  distance: (first: T, second: T) => number,
): KrippendorffAlpha {
  const papers = ratings
    .map((paper) => paper.filter((label): label is T => label !== null))
    .filter((paper) => paper.length >= 2);
  const n = papers.reduce((sum, paper) => sum + paper.length, 0);
  if (n === 0) {
    throw new RangeError("Cannot compute alpha: no paper has two ratings");
  }
  const totals = new Map<string, { label: T; count: number }>();
  let observed = 0;
  for (const paper of papers) {
    const counts = new Map<string, { label: T; count: number }>();
    for (const label of paper) {
      for (const counted of [counts, totals]) {
        const entry = counted.get(key(label)) ?? { label, count: 0 };
        counted.set(key(label), { label, count: entry.count + 1 });
      }
    }
    observed += pairDistance(counts, distance) / (paper.length - 1);
  }
  const expected = pairDistance(totals, distance) / (n - 1);
  if (expected === 0) {
    throw new RangeError(
      `Cannot compute alpha: the only label is ${[...totals.keys()][0]}`,
    );
  }
  return { alpha: 1 - observed / expected, ratings: n, papers: papers.length };
}

/** Sum of the distances of all ordered pairs of counted labels. */
function pairDistance<T>(
  counts: ReadonlyMap<string, { label: T; count: number }>,
  distance: (first: T, second: T) => number,
): number {
  const entries = [...counts.values()];
  let sum = 0;
  entries.forEach((first, i) => {
    for (const second of entries.slice(i + 1)) {
      const pairs = 2 * first.count * second.count;
      sum += pairs * distance(first.label, second.label);
    }
  });
  return sum;
}
