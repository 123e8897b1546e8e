import type { AnnotatedPaper } from "lib/annotate/store.ts";
import { agreedLabels } from "lib/findings/agreed_labels.ts";
import type { LabelRow } from "lib/findings/labels.ts";
import type { Row, Table } from "lib/findings/table.ts";
import type { Question } from "lib/questions/question.ts";
import { type BinaryCounts, binaryMetrics } from "lib/stats/binary_metrics.ts";
import { binaryMetricsIntervals } from "lib/stats/binary_metrics_intervals.ts";
import { cohenKappa } from "lib/stats/kappa.ts";

/** Papers that a human and the annotator both judged, for one yes-no question. */
export interface JudgedPapers {
  readonly question: string;
  readonly counts: BinaryCounts;
  /** Labelled papers without an answer, because the annotator failed. */
  readonly failed: number;
  /** Labelled papers that are not in the sample. */
  readonly outside: number;
  /** Papers whose labels contradict each other. */
  readonly disputed: number;
  /** DOIs on which the two disagree, in order. */
  readonly disagreements: readonly Disagreement[];
}

/** A labelled paper that human and annotator answer differently. */
export interface Disagreement {
  readonly doi: string;
  readonly title: string;
  /** What the human says, yes or no. */
  readonly label: string;
  /** What the annotator says. */
  readonly answer: string;
}

/**
 * Sets an annotator's yes-no answers against human labels.
 *
 * A question of the cascade that was not asked, since the one before it was
 * answered no, counts as answered no: the human labels speak of the paper, not
 * of the cascade. A question whose answer failed is left out and counted.
 *
 * @param papers Sampled papers with their annotations.
 * @param questions The study's questions.
 * @param labels Labels of one human or several; a paper on which they disagree
 * judges nobody and is counted.
 * @returns One entry for each yes-no question that has labels.
 */
export function judgePapers(
  papers: Iterable<AnnotatedPaper>,
  questions: readonly Question[],
  labels: readonly LabelRow[],
): JudgedPapers[] {
  const wanted = new Set(labels.map(({ doi }) => doi));
  const answers = new Map<string, ReadonlyMap<string, boolean | null>>();
  const titles = new Map<string, string>();
  for (const paper of papers) {
    if (wanted.has(paper.metadata.doi)) {
      answers.set(paper.metadata.doi, yesNoAnswers(paper));
      titles.set(paper.metadata.doi, paper.metadata.title);
    }
  }
  return questions.filter(({ kind }) => kind === "yes-no").flatMap(
    (question) => {
      const own = labels.filter((row) => row.question === question.id);
      if (own.length === 0) return [];
      const { rows, disputed } = agreedLabels(own);
      const counts = { tp: 0, fp: 0, fn: 0, tn: 0 };
      const disagreements: Disagreement[] = [];
      let failed = 0;
      let outside = 0;
      for (const { doi, value } of rows) {
        const given = answers.get(doi);
        if (given === undefined) {
          outside++;
          continue;
        }
        const answer = answerOrNo(given, question, questions);
        if (answer === null) {
          failed++;
          continue;
        }
        const human = value === "yes";
        counts[human ? (answer ? "tp" : "fn") : (answer ? "fp" : "tn")]++;
        if (human !== answer) {
          disagreements.push({
            doi,
            title: titles.get(doi)!,
            label: value,
            answer: answer ? "yes" : "no",
          });
        }
      }
      return [{
        question: question.id,
        counts,
        failed,
        outside,
        disputed: disputed.length,
        disagreements,
      }];
    },
  );
}

/** True or false as answered, null if the answer failed; questions not asked are absent. */
function yesNoAnswers(
  { annotations }: AnnotatedPaper,
): Map<string, boolean | null> {
  return new Map(
    annotations.map(({ question, answer }) => [
      question,
      answer?.kind === "yes-no" ? answer.result : null,
    ]),
  );
}

function answerOrNo(
  given: ReadonlyMap<string, boolean | null>,
  question: Question,
  questions: readonly Question[],
): boolean | null {
  const answer = given.get(question.id);
  if (answer !== undefined) return answer;
  const before = questions.find(({ id }) =>
    id === question.dependsOn?.question
  );
  if (before === undefined) return null;
  return answerOrNo(given, before, questions) === null ? null : false;
}

/** Scores in the order in which they are shown. */
const SCORES = [
  "accuracy",
  "precision",
  "recall",
  "specificity",
  "f1",
] as const;

/**
 * Scores an annotator's yes-no answers, each score with its 95 % interval.
 *
 * @param judged Answers set against labels.
 * @param annotator Who answered, as the tables name it.
 * @returns The rows of validation.csv: the confusion table as counts, then the
 * scores; value, low and high are empty where a score does not exist.
 */
export function validationTable(
  judged: readonly JudgedPapers[],
  annotator: string,
): Table {
  const rows = judged.flatMap(
    ({ question, counts, failed, outside, disputed }) => {
      const n = counts.tp + counts.fp + counts.fn + counts.tn;
      const row = (
        metric: string,
        value: number | null,
        { low = null, high = null, of = n }: {
          low?: number | null;
          high?: number | null;
          of?: number;
        } = {},
      ): Row => ({ annotator, question, metric, value, low, high, n: of });
      const tally = [
        row("tp", counts.tp),
        row("fp", counts.fp),
        row("fn", counts.fn),
        row("tn", counts.tn),
        row("failed", failed, { of: n + failed }),
        row("outside", outside, { of: n + failed + outside }),
        row("disputed", disputed, { of: n + failed + outside + disputed }),
      ];
      if (n === 0) return tally;
      const intervals = binaryMetricsIntervals(counts);
      const values = binaryMetrics(counts);
      const scores = SCORES.map((metric) => {
        // Without an interval the score is 0/0: it rests on no paper.
        const { low = null, high = null, n: of = 0 } = intervals[metric] ?? {};
        return row(metric, values[metric], { low, high, of });
      });
      return [...tally, ...scores, kappaRow(row, counts)];
    },
  );
  return {
    name: "validation",
    columns: ["annotator", "question", "metric", "value", "low", "high", "n"],
    rows,
  };
}

function kappaRow(
  row: (metric: string, value: number | null, limits?: object) => Row,
  { tp, fp, fn, tn }: BinaryCounts,
): Row {
  try {
    const { kappa, low, high } = cohenKappa([[tp, fn], [fp, tn]]);
    return row("kappa", kappa, { low, high });
  } catch (error) {
    if (error instanceof RangeError) return row("kappa", null); // one label throughout
    throw error;
  }
}

/** disagreements.csv: every labelled paper that annotator and human answer differently. */
export function disagreementTable(
  judged: readonly JudgedPapers[],
  annotator: string,
): Table {
  return {
    name: "disagreements",
    columns: ["annotator", "question", "doi", "label", "answer", "title"],
    rows: judged.flatMap(({ question, disagreements }) =>
      disagreements.map((disagreement) => ({
        annotator,
        question,
        ...disagreement,
      }))
    ),
  };
}
