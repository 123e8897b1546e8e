import assert from "node:assert/strict";
import type { LabelRow } from "lib/findings/labels.ts";
import { judgeAnnotator } from "lib/findings/validation/judged.ts";
import { mcnemarTable } from "lib/findings/validation/mcnemar_table.ts";
import { errorTables } from "lib/findings/validation/error_tables.ts";
import { plainNames } from "lib/findings/model_names.ts";
import { categoryScores } from "lib/findings/validation/category_scores.ts";
import { judgeNames } from "lib/findings/validation/judge_names.ts";
import { matchPairs } from "lib/findings/validation/match_pairs.ts";
import { nameScores } from "lib/findings/validation/name_scores.ts";
import { judgeYesNo } from "lib/findings/validation/judge_yes_no.ts";
import { UNWEIGHTED } from "lib/findings/validation/label_chances.ts";
import {
  type Cell,
  type WeightedPaper,
  weightedScore,
} from "lib/findings/validation/weighted_scores.ts";
import { yesNoScores } from "lib/findings/validation/yes_no_scores.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import { f1MccDelta } from "lib/stats/f1_mcc_delta.ts";
import { gwetAc1OfTable } from "lib/stats/gwet_ac1.ts";
import { cohenKappa, kappaOfTable } from "lib/stats/kappa.ts";
import {
  annotatorOf,
  label,
  names,
  yesNo,
} from "tests/findings/validation/answered.ts";
import { assertNear } from "tests/stats/near.ts";

const QUESTIONS = await loadQuestions();

/**
 * Of 1000 papers 300 are answered yes, 240 of them rightly, and 700 no, 650 of
 * them rightly. Half of the former are labelled and a tenth of the latter, just
 * as they are: 120 and 30, 5 and 65.
 */
const CELLS: Record<Cell, [labelled: number, chance: number]> = {
  tp: [120, 0.5],
  fp: [30, 0.5],
  fn: [5, 0.1],
  tn: [65, 0.1],
};

/** Labels of a sheet that was drawn by answer, with the chances that it is told. */
function labelsWith(chanceOf: (chance: number) => number | undefined) {
  return Object.entries(CELLS).flatMap(([cell, [labelled, chance]]) =>
    Array.from({ length: labelled }, (_, i): LabelRow => {
      const inclusionProbability = chanceOf(chance);
      const isYes = cell === "tp" || cell === "fn";
      return {
        ...label(`${cell}${i}`, "uses_dl", isYes ? "yes" : "no"),
        ...(inclusionProbability !== undefined && { inclusionProbability }),
      };
    })
  );
}

const ANNOTATOR = annotatorOf(
  "m",
  Object.fromEntries(
    labelsWith(() => 1).map(({ doi }) => [doi, doi[1] === "p" ? "y" : "n"]),
  ),
);

function scoresWith(labels: readonly LabelRow[]) {
  const [judged] = judgeYesNo(ANNOTATOR, QUESTIONS, labels);
  return new Map(yesNoScores(judged!).map((score) => [score.metric, score]));
}

Deno.test("yesNoScores() gives the scores of the sample for labels drawn by answer", () => {
  const scores = scoresWith(labelsWith((chance) => chance));
  // Of all 1000 papers. Limits of shares and of kappa were worked out apart, in
  // Python: the variance of two-phase sampling, Wilson with its effective n.
  const all: Record<string, [value: number, low?: number, high?: number]> = {
    prevalence: [0.29, 0.23405, 0.35316],
    apparent_prevalence: [0.3],
    accuracy: [0.89, 0.83452, 0.92847],
    precision: [0.8, 0.72886, 0.85616],
    recall: [240 / 290, 0.67519, 0.91724],
    specificity: [650 / 710, 0.84218, 0.95651],
    balanced_accuracy: [(240 / 290 + 650 / 710) / 2],
    f1: [480 / 590, 2 * 0.57893 / 1.57893, 2 * 0.7759 / 1.7759],
    mcc: [(240 * 650 - 60 * 50) / Math.sqrt(290 * 710 * 300 * 700)],
    kappa: [(0.89 - 0.584) / (1 - 0.584), 0.63075, 0.84041],
    ac1: [(0.89 - 0.41595) / (1 - 0.41595)],
    accuracy_failed_as_wrong: [0.89, 0.83452, 0.92847],
  };
  for (const [metric, [value, low, high]] of Object.entries(all)) {
    const score = scores.get(metric)!;
    assertNear(score.value, value, 1e-9);
    if (low !== undefined) assertNear(score.low, low, 1e-5);
    if (high !== undefined) assertNear(score.high, high, 1e-5);
    assert.ok(score.low! < value && value < score.high!, metric);
    assert.equal(score.note, "weighted by 1 / inclusion_probability", metric);
  }
  assert.equal(scores.get("recall")!.n, 125);
  // The counts stay those of the labelled papers, and say so.
  assert.deepEqual(
    [scores.get("fn")!.value, scores.get("fn")!.note],
    [5, "papers as labelled, not weighted"],
  );
});

Deno.test("yesNoScores() does not change where all papers were as likely to be labelled", () => {
  const plain = scoresWith(labelsWith(() => undefined));
  assert.deepEqual(scoresWith(labelsWith(() => 0.3)), plain);
  assertNear(plain.get("recall")!.value, 120 / 125);
});

Deno.test("yesNoScores() leaves out papers of unknown chance where the others differ, and counts them", () => {
  const labels = labelsWith((chance) => chance);
  const { inclusionProbability: _, ...unknown } = labels[0]!;
  const score = scoresWith([unknown, ...labels.slice(1)]).get("precision")!;
  assertNear(score.value, 119 / 149);
  assert.equal(
    score.note,
    "weighted by 1 / inclusion_probability, papers without it left out: 1",
  );
});

Deno.test("weightedScore() has the standard errors of a simple random sample where all weights are the same", () => {
  const [tp, fn, fp, tn] = [20, 5, 10, 15];
  const papers = Object.entries({ tp, fn, fp, tn }).flatMap(([cell, n]) =>
    Array<WeightedPaper>(n).fill({ cell: cell as Cell, chance: 0.5 })
  );
  const table = [[tp, fn], [fp, tn]];
  // The linearised variance has the divisor n - 1, the published ones have n.
  const reach = (se: number | null) => 1.959964 * se! * Math.sqrt(50 / 49);
  const half = (
    statistic: Parameters<typeof weightedScore>[2]["statistic"],
    scale: "plain" | "fisher_z",
  ) => {
    const { low, high } = weightedScore("m", papers, {
      ...{ statistic, scale, note: "" },
    });
    return scale === "plain"
      ? (high! - low!) / 2
      : (Math.atanh(high!) - Math.atanh(low!)) / 2;
  };
  const kappa = half(
    ({ tp, fp, fn, tn }) => kappaOfTable([[tp, fn], [fp, tn]])!,
    "plain",
  );
  assertNear(kappa, reach(cohenKappa(table).se), 1e-6);
  const ac1 = half(({ tp, fp, fn, tn }) => {
    const n = tp + fp + fn + tn;
    const p = (2 * tp + fp + fn) / (2 * n);
    const chance = 2 * p * (1 - p);
    return ((tp + tn) / n - chance) / (1 - chance);
  }, "plain");
  assertNear(ac1, reach(gwetAc1OfTable(table).se), 1e-6);
  const mcc = half(
    ({ tp, fp, fn, tn }) =>
      (tp * tn - fp * fn) /
      Math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)),
    "fisher_z",
  );
  const { mcc: value, mccSe } = f1MccDelta({ tp, fp, fn, tn });
  assertNear(mcc, reach(mccSe) / (1 - value! ** 2), 1e-6);
});

Deno.test("weightedScore() withholds an interval where no error was seen", () => {
  const papers = (["tp", "tn"] as const).flatMap((cell) =>
    [0.5, 0.1].flatMap((chance) => Array(10).fill({ cell, chance }))
  );
  const { value, low, note } = weightedScore("kappa", papers, {
    statistic: ({ tp, fp, fn, tn }) => kappaOfTable([[tp, fn], [fp, tn]])!,
    ...{ scale: "plain", note: "" },
  });
  assert.deepEqual([value, low ?? null], [1, null]);
  assert.match(note!, /no certainty: no interval/);
});

Deno.test("tables without weights say so where papers were labelled with unequal chances, and only there", () => {
  const notes = (chanceOf: (chance: number) => number) => {
    const labels = labelsWith(chanceOf);
    const judge = (id: string) =>
      judgeAnnotator({ ...ANNOTATOR, id }, QUESTIONS, labels, () => []);
    const judged = [judge("m"), judge("n")];
    const groups = new Map([["all", new Set(labels.map(({ doi }) => doi))]]);
    return [
      mcnemarTable(judged),
      ...errorTables(judged, [{ name: "year", groups }], "seed"),
    ].map(({ rows }) => String(rows[0]?.note).includes(UNWEIGHTED));
  };
  assert.deepEqual(notes((chance) => chance), [true, true, true]);
  assert.deepEqual(notes(() => 0.3), [false, false, false]);
});

Deno.test("scores of names and categories say that they are not weighted, if papers were labelled with unequal chances", () => {
  const reuse = "identify_ptm_reuse";
  const yes = [yesNo("uses_dl", "y"), yesNo("uses_ptms", "y")];
  const answer = names(reuse, [["BERT", "adaptation"]]);
  const annotator = {
    id: "m",
    papers: new Map(["a", "b"].map((doi) => [doi, [...yes, answer]])),
  };
  const notes = (...chances: [number, number]) => {
    const labels = ["a", "b"].flatMap((doi, i) => [
      // The chance of the question before holds for the names.
      { ...label(doi, "uses_ptms", "yes"), inclusionProbability: chances[i]! },
      label(doi, reuse, "adaptation", "BERT"),
    ]);
    const judged = judgeNames(annotator, QUESTIONS, labels, plainNames)
      .find(({ question }) => question.id === reuse)!;
    return [
      ...nameScores(judged, "pairs", "seed"),
      ...categoryScores(matchPairs(judged), ["adaptation", "other"], "seed"),
    ].map(({ note }) => note!.includes(UNWEIGHTED));
  };
  assert.ok(notes(0.5, 0.1).every(Boolean));
  assert.ok(!notes(0.5, 0.5).some(Boolean));
});
