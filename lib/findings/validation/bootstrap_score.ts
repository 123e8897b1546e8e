import { fewNote, type Score } from "lib/findings/validation/score.ts";
import { bootstrapPapers } from "lib/stats/bootstrap_papers.ts";

/**
 * A score with a bootstrap interval over papers, BCa or, where that is
 * undefined, percentile. Where all resamples give the same value the interval
 * is withheld: that no error was seen is no certainty.
 *
 * @param metric Its name.
 * @param papers Whatever the statistic needs of each paper.
 * @param statistic The score of a list of papers; null where it is 0/0.
 * @param options.seed The same seed gives the same limits.
 * @param options.n What the score rests on, if not the papers.
 * @param options.whyNot Why the score does not exist, if it does not.
 */
export function bootstrapScore<T>(
  metric: string,
  papers: readonly T[],
  statistic: (papers: readonly T[]) => number | null,
  { seed, n = papers.length, whyNot }: {
    readonly seed: string;
    readonly n?: number;
    readonly whyNot: string;
  },
): Score {
  const value = papers.length === 0 ? null : statistic(papers);
  if (value === null) return { metric, value, n: 0, note: whyNot };
  if (papers.length === 1) {
    return { metric, value, n, note: "one paper: no interval" };
  }
  try {
    const found = bootstrapPapers(papers, statistic, { seed });
    if (found.flags.includes("degenerate_se")) {
      const note = "all resamples give the same value: no interval";
      return { metric, value, n, note };
    }
    const [low, high] = found.bca ?? found.percentile;
    const { method } = found;
    const note = fewNote(papers.length);
    return { metric, value, low, high, n, method, note };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const note = "undefined in more than 5% of the resamples: no interval";
    return { metric, value, n, note };
  }
}
