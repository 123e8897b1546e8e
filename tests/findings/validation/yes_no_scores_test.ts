import assert from "node:assert/strict";
import {
  countVerdicts,
  judgeYesNo,
  type Verdict,
} from "lib/findings/validation/judge_yes_no.ts";
import type { Score } from "lib/findings/validation/score.ts";
import { yesNoScores } from "lib/findings/validation/yes_no_scores.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import type { YesNoQuestion } from "lib/questions/question.ts";
import {
  annotatorOf,
  label,
  yesNo,
} from "tests/findings/validation/answered.ts";

const QUESTIONS = await loadQuestions();
const USES_DL = QUESTIONS[0] as YesNoQuestion;

/** Verdicts with the given confusion table. */
function verdictsOf(
  counts: Record<string, number>,
  chance: number | null = null,
): Verdict[] {
  return Object.entries(counts).flatMap(([cell, papers]) =>
    Array.from({ length: papers }, (_, i): Verdict => {
      const answer = cell.endsWith("p");
      return {
        doi: `${cell}${i}`,
        label: cell === "tp" || cell === "fn",
        passage: "",
        chance,
        answer,
        outcome: {
          kind: "answered",
          given: yesNo("uses_dl", answer ? "y" : "n"),
        },
      };
    })
  );
}

function scoresOfVerdicts(verdicts: readonly Verdict[]): Map<string, Score> {
  const judged = { question: USES_DL, verdicts, outside: 0, disputed: 0 };
  return new Map(yesNoScores(judged).map((score) => [score.metric, score]));
}

const scoresOf = (counts: Record<string, number>) =>
  scoresOfVerdicts(verdictsOf(counts));

Deno.test("judgeYesNo() counts a question that was not asked as no, and failures apart", () => {
  const annotator = annotatorOf("m", {
    a: "yy",
    b: "yn",
    c: "n",
    d: "f",
    e: "yf",
  });
  const labels = ["a", "b", "c", "d", "e", "gone"].map((doi) =>
    label(doi, "uses_ptms", doi === "b" || doi === "c" ? "yes" : "no")
  );
  const [judged, ...others] = judgeYesNo(annotator, QUESTIONS, labels);
  assert.deepEqual(others, []);
  const { verdicts, outside, disputed } = judged!;
  assert.deepEqual(countVerdicts(verdicts), { tp: 0, fp: 1, fn: 2, tn: 0 });
  assert.deepEqual([outside, disputed], [1, 0]);
  assert.deepEqual(
    verdicts.map(({ doi, answer, outcome }) => [doi, answer, outcome.kind]),
    [
      ["a", true, "answered"],
      ["b", false, "answered"],
      ["c", false, "not asked"],
      ["d", null, "failed"],
      ["e", null, "failed"],
    ],
  );
  const scores = new Map(
    yesNoScores(judged!).map((score) => [score.metric, score]),
  );
  assert.equal(scores.get("failed")?.value, 2);
  assert.equal(scores.get("outside")?.value, 1);
  // Of the two papers that it was asked about itself it is right on none.
  assert.equal(scores.get("accuracy_asked")?.n, 2);
  assert.equal(scores.get("accuracy_asked")?.value, 0);
  assert.equal(scores.get("accuracy_failed_as_wrong")?.n, 5);
});

Deno.test("judgeYesNo() counts a paper once however many humans labelled it, and not if they disagree", () => {
  const labels = [
    label("a", "uses_dl", "yes"),
    label("a", "uses_dl", "yes", "", "other"),
    label("b", "uses_dl", "yes"),
    label("b", "uses_dl", "no", "", "other"),
  ];
  const annotator = annotatorOf("m", { a: "y", b: "y" });
  const [judged] = judgeYesNo(annotator, QUESTIONS, labels);
  assert.equal(judged!.verdicts.length, 1);
  assert.equal(judged!.disputed, 1);
});

Deno.test("yesNoScores() gives every score with its interval", () => {
  const scores = scoresOf({ tp: 20, fn: 5, fp: 10, tn: 15 });
  // By hand; Wilson of 35 of 50 and 25 of 50 from R 4.2.2, prop.test without
  // continuity correction; kappa from scikit-learn 1.9.1. AC1: pe = 2 · 0.55 ·
  // 0.45. Newcombe: from Wilson's 0.6087 to 0.9114 and 0.2340 to 0.5926. The
  // formulas of F1, MCC and AC1 were worked out apart, in Python.
  const expected: Record<string, [number, number | null, number | null]> = {
    tp: [20, null, null],
    tn: [15, null, null],
    prevalence: [0.5, 0.3664, 0.6336],
    apparent_prevalence: [0.6, 0.4618, 0.7239],
    accuracy: [0.7, 0.5625, 0.809],
    balanced_accuracy: [0.7, 0.5643, 0.8],
    precision: [2 / 3, 0.4878, 0.8077],
    recall: [0.8, 0.6087, 0.9114],
    specificity: [0.6, 0.4074, 0.766],
    f1: [40 / 55, 0.5801, 0.8373],
    mcc: [250 / Math.sqrt(375_000), 0.1329, 0.6251],
    kappa: [0.4, 0.151, 0.649],
    ac1: [0.205 / 0.505, 0.1508, 0.6611],
    accuracy_failed_as_wrong: [0.7, 0.5625, 0.809],
  };
  for (const [metric, [value, low, high]] of Object.entries(expected)) {
    const score = scores.get(metric)!;
    const near = (found: number | null | undefined, wanted: number | null) =>
      assert.ok(
        wanted === null
          ? (found ?? null) === null
          : Math.abs(found! - wanted) < 1e-3,
        `${metric}: ${found} instead of ${wanted}`,
      );
    near(score.value, value);
    near(score.low, low);
    near(score.high, high);
  }
  assert.deepEqual(
    [scores.get("recall")!.n, scores.get("precision")!.n, scores.get("f1")!.n],
    [25, 30, 35],
  );
  assert.ok(![...scores.keys()].some((metric) => metric.endsWith("_asked")));
});

Deno.test("yesNoScores() leaves a score empty that does not exist, and says why", () => {
  const onlyNo = scoresOf({ tn: 9 });
  const reasons: Record<string, RegExp> = {
    precision: /answers no paper with yes/,
    recall: /no paper is labelled yes/,
    f1: /neither side says yes/,
    balanced_accuracy: /one of the two labels is absent/,
    mcc: /the same for all papers/,
    kappa: /the same for all papers/,
  };
  for (const [metric, reason] of Object.entries(reasons)) {
    const score = onlyNo.get(metric)!;
    assert.equal(score.value, null, metric);
    assert.equal(score.n, 0, metric);
    assert.match(score.note!, reason);
  }
  assert.equal(onlyNo.get("specificity")!.value, 1);
  assert.match(onlyNo.get("specificity")!.note!, /fewer than 10 papers/);
  for (const [metric, score] of scoresOf({})) {
    if (
      ["tp", "fp", "fn", "tn", "failed", "outside", "disputed"].includes(metric)
    ) {
      assert.equal(score.value, 0);
    } else {
      assert.deepEqual([score.value, score.note], [null, "no observations"]);
    }
  }
});

Deno.test("yesNoScores() withholds an interval where no error was seen", () => {
  const scores = scoresOf({ tp: 15, tn: 15 });
  for (const metric of ["mcc", "kappa", "ac1"]) {
    const { value, low, note } = scores.get(metric)!;
    assert.deepEqual([value, low], [1, null]);
    // Clopper-Pearson of 30 of 30: 0.025 ** (1 / 30).
    assert.match(note!, /agreement itself is 0\.884 to 1\.000/);
  }
  assert.ok(scores.get("accuracy")!.low! < 0.9);
});
