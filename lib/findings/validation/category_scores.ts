import { bootstrapScore } from "lib/findings/validation/bootstrap_score.ts";
import { noteUnweighted } from "lib/findings/validation/label_chances.ts";
import type { MatchedPair } from "lib/findings/validation/match_pairs.ts";
import { fewNote, type Score } from "lib/findings/validation/score.ts";
import { shareOfPairs } from "lib/findings/validation/share_of_pairs.ts";
import { gwetAc1OfTable } from "lib/stats/gwet_ac1.ts";
import { kappaOfTable } from "lib/stats/kappa.ts";
import { multiclassMetricsOfTable } from "lib/stats/multiclass_metrics.ts";

/** Labelled and answered category of one matched pair, by number. */
type Cell = readonly [label: number, answer: number];

const NO_PAIR = "no name that both sides give";

/**
 * Scores the categories, such as patterns, that an annotator gives to names
 * that the labels give too. A name that only one side gives is no matter of its
 * category; `nameScores()` of pairs counts it as an error.
 *
 * - labelled_pairs, answered_pairs, matched_pairs: counts;
 * - matched_accuracy, and precision, recall and f1 of each category (`f1:…`):
 *   Wilson on the effective number of pairs, as papers were drawn and not
 *   pairs; f1 through tp / (tp + fp + fn);
 * - macro_precision, macro_recall, macro_f1: means over the categories that one
 *   of the sides uses, one without a labelled pair entering as 0;
 *   matched_balanced_accuracy, matched_mcc, matched_kappa, matched_ac1 (over
 *   all declared categories): bootstrap over papers.
 *
 * Every paper counts alike; where papers were labelled with unequal chances a
 * note says so.
 *
 * @param pairs Matched pairs of name and category.
 * @param categories The closed list.
 * @param seed The same seed gives the same intervals.
 */
export function categoryScores(
  pairs: readonly MatchedPair[],
  categories: readonly string[],
  seed: string,
): Score[] {
  const papers = cellsByPaper(pairs, categories);
  const cells = papers.flat();
  const n = cells.length;
  const count = (metric: string, value: number): Score => ({
    metric,
    value,
    n: pairs.length,
  });
  const used = categories.map((_, k) => k).filter((k) =>
    cells.some((cell) => cell.includes(k))
  );
  const bootstrap = (
    metric: string,
    statistic: (table: number[][]) => number | null,
    { whyNot = NO_PAIR, note = "" } = {},
  ): Score => {
    const score = bootstrapScore(
      metric,
      papers,
      (some) => statistic(tableOf(some.flat(), categories.length)),
      { seed: `${seed}/${metric}`, n, whyNot },
    );
    return { ...score, note: [score.note, note].filter(Boolean).join("; ") };
  };
  const names = categories.map((_, k) => String(k));
  const whole = (table: number[][]) => multiclassMetricsOfTable(table, names);
  const macro = (name: "precision" | "recall" | "f1") =>
    bootstrap(`macro_${name}`, (table) => {
      const { perClass } = whole(table);
      return used.reduce((sum, k) => sum + perClass[k]![name], 0) / used.length;
    }, { note: n === 0 ? "" : `mean over ${used.length} categories in use` });
  const constant = "label or answer is the same for all pairs";
  const scores = [
    count("labelled_pairs", pairs.filter(({ labelled }) => labelled).length),
    count("answered_pairs", pairs.filter(({ given }) => given).length),
    count("matched_pairs", n),
    clusterScore(
      "matched_accuracy",
      papers,
      ([a, b]) => a === b,
      () => true,
      NO_PAIR,
    ),
    bootstrap(
      "matched_balanced_accuracy",
      (table) => whole(table).balancedAccuracy,
    ),
    macro("precision"),
    macro("recall"),
    macro("f1"),
    bootstrap("matched_mcc", (table) => whole(table).mcc, {
      whyNot: n === 0 ? NO_PAIR : constant,
    }),
    bootstrap("matched_kappa", kappaOfTable, {
      whyNot: n === 0 ? NO_PAIR : constant,
    }),
    bootstrap("matched_ac1", (table) => gwetAc1OfTable(table).ac1),
    ...used.flatMap((k) => classScores(papers, categories[k]!, k)),
  ];
  return scores.map((score) => ({
    ...score,
    note: noteUnweighted(pairs, score.note),
  }));
}

/** Precision, recall and F1 of one category against all others. */
function classScores(
  papers: readonly (readonly Cell[])[],
  category: string,
  k: number,
): Score[] {
  const both = ([a, b]: Cell) => a === k && b === k;
  const share = (
    name: string,
    of: (cell: Cell) => boolean,
    whyNot: string,
  ) => clusterScore(`${name}:${category}`, papers, both, of, whyNot);
  const jaccard = share("f1", ([a, b]) => a === k || b === k, NO_PAIR);
  const f1 = (j: number | null | undefined) =>
    j == null ? null : 2 * j / (1 + j);
  return [
    share("precision", ([, b]) => b === k, "no matched pair is answered so"),
    share("recall", ([a]) => a === k, "no matched pair is labelled so"),
    {
      ...jaccard,
      value: f1(jaccard.value),
      low: f1(jaccard.low),
      high: f1(jaccard.high),
      method: "wilson_jaccard_clusters",
    },
  ];
}

/** A share of pairs, with papers as the units that were drawn. */
function clusterScore(
  metric: string,
  papers: readonly (readonly Cell[])[],
  isPart: (cell: Cell) => boolean,
  isIn: (cell: Cell) => boolean,
  whyNot: string,
): Score {
  const found = shareOfPairs(papers, isPart, isIn);
  if (found === null) return { metric, value: null, n: 0, note: whyNot };
  const { share: value, low, high, pairs: n } = found;
  const note = low === null ? "one paper: no interval" : fewNote(n, "pairs");
  return {
    metric,
    value,
    low,
    high,
    n,
    method: "wilson_clusters",
    note,
  };
}

/** The matched pairs of each paper that has one. */
function cellsByPaper(
  pairs: readonly MatchedPair[],
  categories: readonly string[],
): Cell[][] {
  const byDoi = new Map<string, Cell[]>();
  for (const { doi, labelled, given } of pairs) {
    if (labelled === null || given === null) continue;
    const cell: Cell = [
      categories.indexOf(labelled.category),
      categories.indexOf(given.category),
    ];
    if (cell.includes(-1)) continue; // of a closed list that has changed since
    byDoi.set(doi, [...byDoi.get(doi) ?? [], cell]);
  }
  return [...byDoi.values()];
}

function tableOf(cells: readonly Cell[], size: number): number[][] {
  const table = Array.from({ length: size }, () => Array<number>(size).fill(0));
  for (const [label, answer] of cells) table[label]![answer]! += 1;
  return table;
}
