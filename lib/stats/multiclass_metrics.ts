import { confusionTable } from "lib/stats/confusion_table.ts";
import { checkSameLength, checkSquareTable } from "lib/stats/valid_input.ts";

/** Scores of one class against all others; 0 where a score is 0/0. */
export interface ClassMetrics {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Papers that the human gave this label. */
  readonly support: number;
}

/** Scores of an annotator that gives one of several labels to each paper. */
export interface MulticlassMetrics {
  readonly accuracy: number;
  /** Mean recall over the classes that some paper has. */
  readonly balancedAccuracy: number;
  readonly macroPrecision: number;
  readonly macroRecall: number;
  /** Mean of the classes' F1, not F1 of mean precision and mean recall. */
  readonly macroF1: number;
  /** Mean of the classes' F1, weighted by support. */
  readonly weightedF1: number;
  /** Null if the human or the annotator used one label throughout. */
  readonly mcc: number | null;
  /** Papers by human label (rows) and annotator's label (columns). */
  readonly confusion: readonly (readonly number[])[];
  readonly perClass: Readonly<Record<string, ClassMetrics>>;
}

/**
 * Scores an annotator that gives each paper one of several labels.
 *
 * Per class as for a yes-no annotator, one class against the others; macro
 * scores are means over all declared labels, a class with 0/0 entering as 0,
 * so a declared label that nobody used lowers them (Opitz & Burst 2019,
 * arXiv:1911.03347). Balanced accuracy is the mean recall of the classes with
 * support. Micro-averaged F1 equals accuracy here. With n papers, t of them
 * agreed, human margins r and annotator margins c, MCC is
 * (t n - sum r_k c_k) / sqrt((n² - sum c_k²)(n² - sum r_k²))
 * (Gorodkin 2004, doi:10.1016/j.compbiolchem.2004.09.006).
 * For intervals, resample papers (`bootstrapCounts()` on the confusion table).
 *
 * @param gold One label per paper from the human.
 * @param predicted The annotator's labels, in the same paper order.
 * @param labels All labels that could be given.
 * @returns Shares from 0 to 1; MCC from -1 to 1.
 * @throws {RangeError} If there is no paper, the lists differ in length, or a
 * label is not declared or declared twice.
 *
 * @example
 * ```ts
 * import { multiclassMetrics } from "lib/stats/multiclass_metrics.ts";
 * import assert from "node:assert/strict";
 * const { accuracy, perClass } = multiclassMetrics({
 *   gold: ["adaptation", "adaptation", "conceptual", "deployment"],
 *   predicted: ["adaptation", "conceptual", "conceptual", "deployment"],
 *   labels: ["conceptual", "adaptation", "deployment"],
 * });
 * assert.equal(accuracy, 0.75);
 * assert.equal(perClass.conceptual?.precision, 0.5);
 * ```
 */
export function multiclassMetrics(
  { gold, predicted, labels }: {
    readonly gold: readonly string[];
    readonly predicted: readonly string[];
    readonly labels: readonly string[];
  },
): MulticlassMetrics {
  return multiclassMetricsOfTable(
    confusionTable(gold, predicted, labels),
    labels,
  );
}

/**
 * As {@link multiclassMetrics}, from the confusion table.
 *
 * @param confusion Papers by human label (rows) and annotator's label (columns).
 * @param labels The labels of rows and columns.
 * @returns As {@link multiclassMetrics}.
 * @throws {RangeError} If the table is empty, not square or of another size
 * than the labels, or holds something else than counts.
 *
 * @example Interval of macro-F1
 * ```ts
 * import { bootstrapCounts } from "lib/stats/bootstrap_counts.ts";
 * import { multiclassMetricsOfTable } from "lib/stats/multiclass_metrics.ts";
 * import assert from "node:assert/strict";
 * const macroF1 = bootstrapCounts(
 *   [[8, 2], [1, 9]],
 *   (table) =>
 *     multiclassMetricsOfTable(table.map((row) => Array.from(row)), ["yes", "no"])
 *       .macroF1,
 *   { seed: 1 },
 * );
 * assert.equal(macroF1.estimate.toFixed(4), "0.8496");
 * ```
 */
export function multiclassMetricsOfTable(
  confusion: readonly (readonly number[])[],
  labels: readonly string[],
): MulticlassMetrics {
  const what = "the scores of a multi-class annotator";
  const { rows, columns, n } = checkSquareTable(confusion, what);
  checkSameLength({ confusion, labels }, what);
  const classes = labels.map((label, k): [string, ClassMetrics] => {
    const hits = confusion[k]![k]!;
    return [label, {
      precision: ratioOrZero(hits, columns[k]!),
      recall: ratioOrZero(hits, rows[k]!),
      f1: ratioOrZero(2 * hits, rows[k]! + columns[k]!),
      support: rows[k]!,
    }];
  });
  const scores = classes.map(([, score]) => score);
  const supported = scores.filter(({ support }) => support > 0);
  const agreed = sum(confusion.map((row, k) => row[k]!));
  return {
    accuracy: agreed / n,
    balancedAccuracy: sum(supported.map(({ recall }) => recall)) /
      supported.length,
    macroPrecision: sum(scores.map(({ precision }) => precision)) /
      labels.length,
    macroRecall: sum(scores.map(({ recall }) => recall)) / labels.length,
    macroF1: sum(scores.map(({ f1 }) => f1)) / labels.length,
    weightedF1: sum(scores.map(({ f1, support }) => f1 * support)) / n,
    mcc: multiclassMcc(agreed, rows, columns, n),
    confusion,
    perClass: Object.fromEntries(classes),
  };
}

function multiclassMcc(
  agreed: number,
  rows: readonly number[],
  columns: readonly number[],
  n: number,
): number | null {
  const chance = sum(rows.map((row, k) => row * columns[k]!));
  const human = n ** 2 - sum(rows.map((row) => row ** 2));
  const annotator = n ** 2 - sum(columns.map((column) => column ** 2));
  if (human === 0 || annotator === 0) return null;
  return (agreed * n - chance) / Math.sqrt(human * annotator);
}

function ratioOrZero(numerator: number, denominator: number): number {
  return denominator === 0 ? 0 : numerator / denominator;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
