import type { AnswerCell } from "lib/stats/answer_cell.ts";
import { effectiveErrors } from "lib/stats/effective_errors.ts";
import { scoreShare, type ScoreShareOptions } from "lib/stats/score_share.ts";
import { wilsonInterval } from "lib/stats/wilson.ts";

/** Human labels by the annotator's answers, and how they were drawn. */
export interface AnnotatedAndLabelled {
  /** One for each answer of the annotator. */
  readonly cells: readonly AnswerCell[];
  /**
   * "simple" if every paper was equally likely to be labelled, "stratified" if
   * only papers with the same answer were.
   */
  readonly labelsAre: "simple" | "stratified";
}

/** How an adjusted share was found. */
export type AdjustedMethod =
  /** Labels of each answer, weighed by the answers: `scoreShare()`. */
  | "score"
  /** The same with few errors among the labels: it covers rather too often than too rarely. */
  | "score_few_errors"
  /** The labels alone: `wilsonInterval()`. */
  | "wilson_labels"
  /** Nothing: there are too few labels. */
  | "too_few_labels";

/** A share with the annotator's errors removed. */
export interface AdjustedShare {
  readonly method: AdjustedMethod;
  /** Null, as the limits are, where there are too few labels. */
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Labelled papers of what the share is of. */
  readonly labels: number;
  /** A sentence on what the labels do not allow; empty for "score". */
  readonly note: string;
}

/** When which method may be used: what `deno task simulate` puts to the test. */
export const ADJUSTMENT_RULE = {
  /** Errors that the labels must amount to, see {@link effectiveErrors}. */
  errors: 5,
  /** Labels of a simple random sample that stand alone: at least, and fewer than. */
  alone: { least: 20, below: 500 },
  /** What a cautious interval needs: so many labels that amount to 2 errors, or more labels. */
  cautious: { labels: 50, errors: 2, withoutErrors: 200 },
} as const;

/**
 * Share of papers that a human would say yes to, with the method that the
 * labels allow:
 *
 * 1. `scoreShare()`, if the labels amount to 5 errors of the annotator;
 * 2. else, if they are a simple random sample of 20 to 499, Wilson's interval
 *    of the labels alone;
 * 3. else, if they are 50 or more and amount to 2 errors, or 200 or more,
 *    `scoreShare()`, whose interval is then wider than it need be;
 * 4. else nothing, and a note that says what is missing.
 *
 * Labels count that belong to what the share is of. The thresholds are those at
 * which simulated intervals cover as often as they say (notebook 05).
 *
 * @param options.of What the share is a share of; "all" by default.
 * @returns The share with its interval.
 * @throws {RangeError} If counts contradict each other, or simple labels are
 * not whole numbers.
 *
 * @example 15 of 100 labels contradict the annotator
 * ```ts
 * import { adjustedShare } from "lib/stats/adjusted_share.ts";
 * import assert from "node:assert/strict";
 * const { method, estimate } = adjustedShare({
 *   cells: [
 *     { papers: 300, labels: 30, of: 30, positives: 20 },
 *     { papers: 700, labels: 70, of: 70, positives: 5 },
 *   ],
 *   labelsAre: "simple",
 * });
 * assert.equal(method, "score");
 * assert.equal(estimate, 0.25); // where 30 % of the answers are yes
 * ```
 */
export function adjustedShare(
  { cells, labelsAre }: AnnotatedAndLabelled,
  { of = "all", confidence = 0.95 }: ScoreShareOptions = {},
): AdjustedShare {
  let [labels, positives] = [0, 0];
  for (const cell of cells) {
    labels += cell.of;
    positives += cell.positives;
  }
  const errors = effectiveErrors(cells);
  const score = (method: AdjustedMethod, note: string): AdjustedShare => {
    const { estimate, low, high } = scoreShare(cells, { of, confidence });
    return { method, estimate, low, high, labels, note };
  };
  const { errors: enough, alone, cautious } = ADJUSTMENT_RULE;
  if (errors !== null && errors >= enough) return score("score", "");
  const missing = errors === null
    ? "an answer of the annotator has no label"
    : `they amount to ${errorsInWords(errors)} of the annotator`;
  const counted = `${Math.round(labels)} label${labels === 1 ? "" : "s"}`;
  if (
    labelsAre === "simple" && labels >= alone.least &&
    (labels < alone.below || errors === null)
  ) {
    const { estimate, low, high } = wilsonInterval(positives, labels, {
      confidence,
    });
    const note = `From the ${counted} alone: ${missing}`;
    return { method: "wilson_labels", estimate, low, high, labels, note };
  }
  if (
    errors !== null && (labels >= cautious.withoutErrors ||
      (labels >= cautious.labels && errors >= cautious.errors))
  ) {
    return score("score_few_errors", `A cautious interval: ${missing}`);
  }
  const note = labelsAre === "simple"
    ? `Too few labels: ${labels}, where ${alone.least} are needed`
    : `Too few labels: ${counted}, and ${missing}`;
  const [estimate, low, high] = [null, null, null];
  return { method: "too_few_labels", estimate, low, high, labels, note };
}

/** Cut off, so that 4.97 does not look like enough. */
function errorsInWords(errors: number): string {
  const text = String(Math.floor(errors * 10) / 10);
  return `${text} error${text === "1" ? "" : "s"}`;
}
