import {
  countOf,
  formatMetric,
  formatShare,
  listWords,
} from "lib/figures/words.ts";
import type { Disagreement } from "lib/findings/validate.ts";
import type { ValidationRow } from "lib/figures/validation_metrics.ts";

/** A row of disagreements.csv. */
export interface DisagreementRow extends Disagreement {
  readonly question: string;
}

/** Scores in the order in which they are shown. */
const SCORES: readonly string[] = [
  ...["accuracy", "precision", "recall", "specificity", "f1", "kappa"],
];

/** Questions that have labels, in the order of the table. */
function questionsOf(rows: readonly { readonly question: string }[]): string[] {
  return [...new Set(rows.map(({ question }) => question))];
}

function valueOf(
  rows: readonly ValidationRow[],
  question: string,
  metric: string,
) {
  return rows.find((row) => row.question === question && row.metric === metric)
    ?.value ?? null;
}

/**
 * Confusion tables for showing: for each question and human label the papers
 * that the annotator answered yes and no.
 *
 * @param rows Rows of validation.csv.
 */
export function confusionOf(rows: readonly ValidationRow[]) {
  return questionsOf(rows).flatMap((question) => {
    const count = (metric: string) => valueOf(rows, question, metric);
    return [
      {
        question,
        label: "yes",
        answered_yes: count("tp"),
        answered_no: count("fn"),
      },
      {
        question,
        label: "no",
        answered_yes: count("fp"),
        answered_no: count("tn"),
      },
    ];
  });
}

/**
 * Scores for showing, with their intervals in words.
 *
 * @param rows Rows of validation.csv.
 */
export function scoresOf(rows: readonly ValidationRow[]) {
  return rows.filter(({ metric }) => SCORES.includes(metric)).map(
    ({ question, metric, value, low, high, n }) => ({
      question,
      metric,
      value,
      interval: low === null || high === null
        ? "not defined"
        : `${formatMetric(Math.max(-1, low))} to ${
          formatMetric(Math.min(1, high))
        }`,
      n,
    }),
  );
}

/** Says how many papers are labelled, and which labels could not be used. */
export function labelsInWords(rows: readonly ValidationRow[]): string {
  if (rows.length === 0) {
    return "This study has no human labels, so that nothing can be validated. A CSV of labels of some of its papers, named in the study file, changes that.";
  }
  return questionsOf(rows).map((question) => {
    const row = (metric: string) =>
      rows.find((row) => row.question === question && row.metric === metric);
    const [failed, outside] = [row("failed"), row("outside")];
    const papers = countOf(Number(row("tp")?.n ?? 0), "paper");
    return `For ${question}, human label and answer can be compared on ${papers}; ${
      countOf(Number(failed?.value ?? 0), "labelled paper")
    } got no answer, and ${Number(outside?.value ?? 0)} are not in the sample.`;
  }).join(" ");
}

/**
 * Says for each question how well the annotator does, against the accuracy of
 * always giving the commoner answer.
 */
export function validationInWords(rows: readonly ValidationRow[]): string {
  if (rows.length === 0) return "There is nothing to judge without labels.";
  return questionsOf(rows).map((question) => {
    const score = (metric: string) => {
      const value = valueOf(rows, question, metric);
      return typeof value === "number" ? formatMetric(value) : "undefined";
    };
    const majority = majorityAccuracy(rows, question);
    return `On ${question} the annotator is right for ${
      score("accuracy")
    } of the papers, where always giving the commoner answer would be right for ${
      majority === null ? "none" : formatMetric(majority)
    }; its F1 is ${score("f1")} and its kappa ${score("kappa")}.`;
  }).join(" ");
}

/** Accuracy of always giving the commoner answer; null without labelled papers. */
function majorityAccuracy(
  rows: readonly ValidationRow[],
  question: string,
): number | null {
  const count = (metric: string) =>
    Number(valueOf(rows, question, metric) ?? 0);
  const yes = count("tp") + count("fn");
  const no = count("fp") + count("tn");
  return yes + no === 0 ? null : Math.max(yes, no) / (yes + no);
}

/**
 * Says which way the annotator errs.
 *
 * @param rows Rows of disagreements.csv.
 */
export function disagreementsInWords(rows: readonly DisagreementRow[]): string {
  if (rows.length === 0) return "There is no disagreement to show.";
  const sentences = questionsOf(rows).map((question) => {
    const own = rows.filter((row) => row.question === question);
    const tooMany = own.filter(({ answer }) => answer === "yes").length;
    return `${question}: ${tooMany} false yes and ${
      own.length - tooMany
    } missed, so ${
      formatShare(tooMany / own.length)
    } of its errors are false alarms`;
  });
  return `${listWords(sentences)}.`;
}
