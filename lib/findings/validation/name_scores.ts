import { mean } from "simple-statistics";
import { bootstrapScore } from "lib/findings/validation/bootstrap_score.ts";
import { noteUnweighted } from "lib/findings/validation/label_chances.ts";
import type {
  JudgedNames,
  NamedPaper,
} from "lib/findings/validation/judge_names.ts";
import { type Score, scoreOf } from "lib/findings/validation/score.ts";
import { multilabelSets } from "lib/stats/multilabel_sets.ts";
import { wilsonInterval } from "lib/stats/wilson.ts";

const NO_NAME = "neither side names anything";

/** The two sets of one paper, and its scores. */
interface ScoredPaper {
  readonly common: number;
  readonly gold: number;
  readonly predicted: number;
  readonly scores: ReturnType<typeof multilabelSets>["meanByPaper"];
}

/**
 * Scores the sets of names that an annotator gives: which models a paper
 * reuses, or which pairs of model and pattern.
 *
 * - `…_micro_precision`, `…_recall`, `…_f1`: all names of all papers pooled;
 * - `…_precision`, `…_recall`, `…_f1`, `…_jaccard`: means over the papers for
 *   which one of the sides names something; `…_exact_match`: the share of them
 *   with exactly the labelled set;
 * - `…_all`: the same over all labelled papers, where two empty sets score 1.
 *
 * Intervals come from resampling papers; that of a share of papers
 * (exact match) is Wilson's. Every paper counts alike; where papers were
 * labelled with unequal chances a note says so.
 *
 * @param judged Names by paper.
 * @param prefix "names" to compare names alone, "pairs" names with categories.
 * @param seed The same seed gives the same intervals.
 */
export function nameScores(
  { papers }: JudgedNames,
  prefix: "names" | "pairs",
  seed: string,
): Score[] {
  const all = papers.filter(({ given }) => given !== null)
    .map((paper) => scorePaper(paper, prefix));
  const some = all.filter(({ gold, predicted }) => gold + predicted > 0);
  const micro = (
    name: string,
    part: (paper: ScoredPaper) => number,
    of: (paper: ScoredPaper) => number,
    whyNot: string,
  ) =>
    bootstrapScore(`${prefix}_micro_${name}`, some, ratioOf(part, of), {
      seed: `${seed}/${prefix}_micro_${name}`,
      whyNot,
    });
  const common = ({ common }: ScoredPaper) => common;
  const scores = [
    micro(
      "precision",
      common,
      ({ predicted }) => predicted,
      "the annotator names nothing",
    ),
    micro("recall", common, ({ gold }) => gold, "the labels name nothing"),
    micro(
      "f1",
      ({ common }) => 2 * common,
      ({ gold, predicted }) => gold + predicted,
      NO_NAME,
    ),
    ...meanScores(some, prefix, "", seed),
    ...meanScores(all, prefix, "_all", seed),
  ];
  return scores.map((score) => ({
    ...score,
    note: noteUnweighted(papers, score.note),
  }));
}

/** What could not be compared, as counts. */
export function nameTally(
  { papers, outside, disputed }: JudgedNames,
): Score[] {
  const failed = papers.filter(({ given }) => given === null).length;
  const all = papers.length;
  return [
    { metric: "compared", value: all - failed, n: all },
    { metric: "failed", value: failed, n: all },
    { metric: "outside", value: outside, n: all + outside },
    { metric: "disputed", value: disputed, n: all + outside + disputed },
  ];
}

/** Whether both sides give exactly the same names, and categories; null without an answer. */
export function isExactMatch(paper: NamedPaper): boolean | null {
  return paper.given === null
    ? null
    : scorePaper(paper, "pairs").scores.exactMatch === 1;
}

function scorePaper(
  { labelled, given }: NamedPaper,
  prefix: "names" | "pairs",
): ScoredPaper {
  const keysOf = (names: NamedPaper["labelled"]) => [
    ...new Set(
      names.map(({ key, category }) =>
        prefix === "names" ? key : `${key}\n${category}`
      ),
    ),
  ];
  const gold = keysOf(labelled);
  const predicted = keysOf(given ?? []);
  return {
    common: gold.filter((key) => predicted.includes(key)).length,
    gold: gold.length,
    predicted: predicted.length,
    scores: multilabelSets([gold], [predicted]).meanByPaper,
  };
}

function meanScores(
  papers: readonly ScoredPaper[],
  prefix: string,
  suffix: string,
  seed: string,
): Score[] {
  const names = ["precision", "recall", "f1", "jaccard"] as const;
  const exact = papers.filter(({ scores }) => scores.exactMatch === 1).length;
  return [
    ...names.map((name) => {
      const metric = `${prefix}_${name}${suffix}`;
      const values = papers.map(({ scores }) => scores[name]);
      return bootstrapScore(metric, values, (list) => mean([...list]), {
        seed: `${seed}/${metric}`,
        whyNot: NO_NAME,
      });
    }),
    scoreOf(
      `${prefix}_exact_match${suffix}`,
      papers.length === 0 ? null : wilsonInterval(exact, papers.length),
      NO_NAME,
    ),
  ];
}

function ratioOf(
  part: (paper: ScoredPaper) => number,
  of: (paper: ScoredPaper) => number,
) {
  return (papers: readonly ScoredPaper[]): number | null => {
    let [parts, all] = [0, 0];
    for (const paper of papers) {
      parts += part(paper);
      all += of(paper);
    }
    return all === 0 ? null : parts / all;
  };
}
