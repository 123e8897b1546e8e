import type { Figure, FigureContext } from "lib/figures/figure.ts";
import {
  annotatorName,
  withAnnotators,
} from "lib/figures/parts/annotator_name.ts";
import { emptySpec } from "lib/figures/parts/empty_spec.ts";
import { heading } from "lib/figures/parts/heading.ts";
import { inOrder } from "lib/figures/parts/in_order.ts";
import { labelNames, scoreDomain } from "lib/figures/parts/label_names.ts";
import { describeDots, metricDots } from "lib/figures/parts/metric_dots.ts";
import { nounOf, subjectOf } from "lib/figures/parts/question_subject.ts";
import { scoreLabel, withinRange } from "lib/figures/parts/score_words.ts";
import type { ValidationRow } from "lib/figures/validation_metrics.ts";
import { capitalise, formatCount } from "lib/words.ts";

/** Scores of sets, by the end of their names. */
const OF_SETS: Readonly<Record<string, string>> = {
  micro_precision: "Precision",
  micro_recall: "Recall",
  micro_f1: "F1",
  jaccard: "Jaccard",
  exact_match: "Exact match",
};

/** Scores of the categories of matched names. */
const OF_CATEGORIES: Readonly<Record<string, string>> = {
  matched_accuracy: "Accuracy",
  macro_f1: "Macro F1",
  matched_kappa: "Cohen's kappa",
  matched_ac1: "Gwet's AC1",
};

/** A score with its place in the figure. */
interface Drawn extends ValidationRow {
  readonly panel: string;
  readonly name: string;
}

/**
 * Shows how well the annotator names models, names them with their pattern or
 * stage, and gives the pattern or stage of models that the labels name too:
 * a dot and an interval per score.
 *
 * @param rows As in validation.csv, of one or more annotators.
 * @param context Corpus and annotator for the subtitle.
 */
export function validationModels(
  rows: readonly ValidationRow[],
  context: FigureContext,
): Figure {
  const id = "validation_models";
  const tables = ["validation"];
  const withCategory = new Set(
    rows.filter(({ metric }) => metric.startsWith("pairs_"))
      .map(({ question }) => question),
  );
  const drawn = rows.flatMap((row) => {
    const place = placeOf(row, withCategory.has(row.question), context);
    return place === null ? [] : [{
      ...withinRange(row),
      annotator: annotatorName(row.annotator),
      ...place,
    }];
  });
  const finding = findingOf(drawn, context);
  const sizes = drawn.filter(({ metric }) => metric.endsWith("_micro_f1"));
  const title = heading(
    finding,
    withAnnotators(context, drawn.map((row) => row.annotator)),
    `${sizeOf(sizes)} papers with a ${
      nounOf(drawn[0]?.question ?? "", context)
    } by label or answer`,
  );
  if (drawn.length === 0) {
    const description = `${finding}.`;
    return { id, description, tables, spec: emptySpec(title, description) };
  }
  const sorted = [...Map.groupBy(drawn, ({ panel }) => panel)].flatMap(
    ([panel, own]) =>
      inOrder(own, ({ metric }) => endOf(metric), [
        ...Object.keys(OF_SETS),
        ...Object.keys(OF_CATEGORIES),
      ], "").map((row) => ({ ...row, panel: `${panel} (n = ${sizeOf(own)})` })),
  );
  const scores = sorted.map((row) => ({
    panel: row.panel,
    annotator: row.annotator,
    metric: row.name,
    value: row.value,
    low: row.low,
    high: row.high,
    label: scoreLabel(row),
  }));
  const description = `${finding}; dots with 95% intervals: ${
    describeDots(scores)
  }.`;
  const spec = metricDots(scores, {
    title,
    description,
    axis: `Agreement with ${labelNames(context)}`,
    domain: scoreDomain(scores),
    format: ".1f",
    row: "Score",
  });
  return { id, description, tables, spec };
}

/** Panel and name of a score; null if it is not drawn. */
function placeOf(
  { question, metric }: ValidationRow,
  hasCategory: boolean,
  context: FigureContext,
): { panel: string; name: string } | null {
  const subject = subjectOf(question, context);
  const nouns = `${nounOf(question, context)}s`;
  const [, set, end = ""] = /^(names|pairs)_(\w+)$/.exec(metric) ?? [];
  if (set !== undefined) {
    const name = OF_SETS[end];
    if (name === undefined || (set === "names") === hasCategory) return null;
    const panel = hasCategory
      ? `${capitalise(nouns)} with their ${subject}`
      : `${capitalise(nouns)} named`;
    return { panel, name };
  }
  const panel = `${capitalise(subject)} of shared ${nouns}`;
  const [, category] = /^f1:(.+)$/.exec(metric) ?? [];
  const name = category === undefined
    ? OF_CATEGORIES[metric]
    : `F1, ${category}`;
  return name === undefined ? null : { panel, name };
}

/** What decides the order of a score. */
function endOf(metric: string): string {
  return metric.replace(/^(names|pairs)_/, "");
}

function findingOf(rows: readonly Drawn[], context: FigureContext): string {
  const own = rows.filter(({ annotator }) => annotator === rows[0]!.annotator);
  const names = own.find(({ metric }) => metric === "names_micro_f1");
  const pairs = own.find(({ metric }) => metric === "pairs_micro_f1");
  if (names === undefined && pairs !== undefined) {
    return `F1 of ${nounOf(pairs.question, context)}s with their ${
      subjectOf(pairs.question, context)
    } is ${scoreLabel(pairs)}`;
  }
  const macro = own.find(({ metric }) => metric === "macro_f1");
  const parts = [
    ...(names === undefined ? [] : [
      `F1 of named ${nounOf(names.question, context)}s is ${scoreLabel(names)}`,
    ]),
    ...(macro === undefined ? [] : [
      `macro F1 of ${
        names === undefined
          ? `the ${nounOf(macro.question, context)}s'`
          : "their"
      } ${subjectOf(macro.question, context)} is ${scoreLabel(macro)}`,
    ]),
  ];
  const [first, ...others] = parts;
  if (first === undefined) {
    return "There are no labelled models to compare with";
  }
  return [capitalise(first), ...others].join(", ");
}

/** Papers or pairs that the scores of a panel rest on. */
function sizeOf(rows: readonly ValidationRow[]): string {
  const sizes = rows.filter(({ metric }) =>
    metric.endsWith("_micro_f1") || metric === "matched_accuracy"
  ).map(({ n }) => n);
  const [least, most] = [Math.min(...sizes), Math.max(0, ...sizes)];
  const unit = rows.some(({ metric }) => metric === "matched_accuracy")
    ? " pairs"
    : "";
  return least >= most
    ? `${formatCount(most)}${unit}`
    : `${formatCount(least)} to ${formatCount(most)}${unit}`;
}
