import {
  annotatorName,
  withAnnotators,
} from "lib/figures/parts/annotator_name.ts";
import { emptySpec } from "lib/figures/parts/empty_spec.ts";
import type { Figure, FigureContext } from "lib/figures/figure.ts";
import { heading } from "lib/figures/parts/heading.ts";
import { inOrder } from "lib/figures/parts/in_order.ts";
import { leading } from "lib/figures/parts/leading.ts";
import { labelNames, scoreDomain } from "lib/figures/parts/label_names.ts";
import { metricDots } from "lib/figures/parts/metric_dots.ts";
import { subjectOf } from "lib/figures/parts/question_subject.ts";
import { scoreLabel, withinRange } from "lib/figures/parts/score_words.ts";
import { capitalise, formatCount, formatMetric, listWords } from "lib/words.ts";

/** One row of validation.csv. */
export interface ValidationRow {
  readonly annotator: string;
  readonly question: string;
  readonly metric: string;
  /** Null if the metric is not defined, such as precision without a yes. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Papers that the metric rests on. */
  readonly n: number;
  /** How the interval was made. */
  readonly method?: string | null;
  /** Why a value or an interval is missing, or what to mind. */
  readonly note?: string | null;
}

/** The metrics that are drawn, from top to bottom; counts of validation.csv are not. */
const METRICS: Readonly<Record<string, string>> = {
  accuracy: "Accuracy",
  balanced_accuracy: "Balanced accuracy",
  precision: "Precision",
  recall: "Recall",
  specificity: "Specificity",
  f1: "F1",
  mcc: "Matthews correlation",
  kappa: "Cohen's kappa",
  ac1: "Gwet's AC1",
};

/**
 * Shows how well the annotator agrees with the labels: for each question a
 * dot and an interval per metric. A metric that is not defined is named as
 * such and has no dot.
 *
 * @param rows As in validation.csv, of one or more annotators.
 * @param context Corpus and annotator for the subtitle.
 */
export function validationMetrics(
  rows: readonly ValidationRow[],
  context: FigureContext,
): Figure {
  const id = "validation_metrics";
  const tables = ["validation"];
  const drawn = inOrder(
    rows.filter((row) => row.metric in METRICS).map((row) => ({
      ...withinRange(row),
      annotator: annotatorName(row.annotator),
    })),
    (row) => row.metric,
    Object.keys(METRICS),
    "",
  );
  const finding = findingOf(drawn, context);
  const sizes = papersOf(drawn);
  const n = `${sizes} labelled paper${sizes === "1" ? "" : "s"}`;
  const title = heading(
    finding,
    withAnnotators(context, drawn.map((row) => row.annotator)),
    n,
  );
  if (drawn.length === 0) {
    const description = `${finding}.`;
    const spec = emptySpec(title, description);
    return { id, description, tables, spec };
  }
  const several = new Set(drawn.map((row) => row.annotator)).size > 1;
  const questions = [...new Set(drawn.map((row) => row.question))];
  const scores = drawn.map((row) => {
    const ofQuestion = drawn.filter(({ question }) =>
      question === row.question
    );
    return {
      panel: `${capitalise(subjectOf(row.question, context))} (n = ${
        papersOf(ofQuestion)
      })`,
      annotator: row.annotator,
      metric: METRICS[row.metric] ?? row.metric,
      value: row.value,
      low: row.low,
      high: row.high,
      label: scoreLabel(row),
    };
  });
  const parts = questions.map((question) => {
    const values = drawn.filter((row) => row.question === question)
      .map((row) =>
        `${several ? `${row.annotator} ` : ""}${METRICS[row.metric]} ${
          scoreLabel(row)
        }`
      );
    return `${subjectOf(question, context)} ${values.join(", ")}`;
  });
  const description = `${finding}; dots with 95% intervals by question: ${
    parts.join("; ")
  }.`;
  const spec = metricDots(scores, {
    title,
    description,
    axis: `Agreement with ${labelNames(context)}`,
    domain: scoreDomain(scores),
    format: ".1f",
    row: "Metric",
  });
  return { id, description, tables, spec };
}

/** Prefers the F1 of the question that the study is about. */
function findingOf(
  rows: readonly ValidationRow[],
  context: FigureContext,
): string {
  const [first] = rows;
  if (first === undefined) return "There are no labels to compare with";
  const asked = rows.some((row) => row.question === "uses_ptms")
    ? "uses_ptms"
    : first.question;
  const ofQuestion = rows.filter((row) => row.question === asked);
  const chosen = ofQuestion.find((row) => row.metric === "f1") ?? first;
  const metric = METRICS[chosen.metric] ?? chosen.metric;
  const subject = subjectOf(asked, context);
  const same = ofQuestion.filter((row) => row.metric === chosen.metric);
  const [best, ...others] = leading(same, (row) => row.value);
  if (best === undefined) {
    return same.every((row) => row.value === null)
      ? `${metric} is not defined for the ${subject}`
      : `${metric} is not above 0 for the ${subject}`;
  }
  if (same.length === 1) {
    return `${metric} is ${scoreLabel(best)} for the ${subject}`;
  }
  const names = listWords([best, ...others].map((row) => row.annotator));
  const value = formatMetric(best.value ?? 0);
  return others.length === 0
    ? `${names} has the highest ${metric} for the ${subject} (${value})`
    : `${names} have the same ${metric} for the ${subject} (${value})`;
}

/** Number of labelled papers: what accuracy rests on, or the largest n. */
function papersOf(rows: readonly ValidationRow[]): string {
  const accuracy = rows.filter((row) => row.metric === "accuracy");
  const sizes = (accuracy.length > 0 ? accuracy : rows).map((row) => row.n);
  const [least, most] = [Math.min(...sizes), Math.max(0, ...sizes)];
  return least >= most
    ? formatCount(most)
    : `${formatCount(least)} to ${formatCount(most)}`;
}
