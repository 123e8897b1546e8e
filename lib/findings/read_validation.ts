import type { ValidationRow } from "lib/figures/validation_metrics.ts";
import { countOf, formatMetric, formatShare } from "lib/figures/words.ts";
import type { Disagreement } from "lib/findings/validate.ts";
import type { Question } from "lib/questions/question.ts";

/** A row of disagreements.csv. */
export interface DisagreementRow extends Disagreement {
  readonly question: string;
}

/** How a study names what is validated. */
export interface ValidationNames {
  readonly questions: readonly Pick<Question, "id" | "title">[];
  /** "human label", or "planted label" where the data are made up. */
  readonly labelName: string;
}

/** Scores in the order in which they are shown, and their names. */
const SCORES: Readonly<Record<string, string>> = {
  accuracy: "Accuracy",
  precision: "Precision",
  recall: "Recall",
  specificity: "Specificity",
  f1: "F1",
  kappa: "Cohen's kappa",
};

/** Questions that have rows, with their titles, in the order of the study. */
function questionsOf(
  rows: readonly { readonly question: string }[],
  { questions }: ValidationNames,
): { id: string; title: string }[] {
  const ids = new Set(rows.map(({ question }) => question));
  return questions.filter(({ id }) => ids.has(id));
}

/** Questions that have labels. */
function labelledQuestions(
  rows: readonly ValidationRow[],
  names: ValidationNames,
): { id: string; title: string }[] {
  return questionsOf(rows.filter(({ metric }) => metric === "tp"), names);
}

/** The value of a metric; null if there is none. */
function valueOf(
  rows: readonly ValidationRow[],
  question: string,
  metric: string,
): number | null {
  return rows.find((row) => row.question === question && row.metric === metric)
    ?.value ?? null;
}

/**
 * Confusion tables for showing: for each question and label the papers that
 * the annotator answered yes and no.
 *
 * @param rows Rows of validation.csv.
 * @param names How the study names its questions.
 */
export function confusionOf(
  rows: readonly ValidationRow[],
  names: ValidationNames,
) {
  return labelledQuestions(rows, names).flatMap(({ id, title }) => {
    const count = (metric: string) => valueOf(rows, id, metric);
    const of = (label: string, yes: string, no: string) => ({
      question: title,
      label,
      answered_yes: count(yes),
      answered_no: count(no),
    });
    return [of("yes", "tp", "fn"), of("no", "fp", "tn")];
  });
}

/**
 * Scores for showing, with their intervals in words.
 *
 * @param rows Rows of validation.csv.
 * @param names How the study names its questions.
 */
export function scoresOf(
  rows: readonly ValidationRow[],
  names: ValidationNames,
) {
  return labelledQuestions(rows, names).flatMap(({ id, title }) =>
    rows.filter((row) => row.question === id && row.metric in SCORES).map(
      ({ metric, value, low, high, n }) => ({
        question: title,
        metric: SCORES[metric],
        value,
        interval: low === null || high === null
          ? "not defined"
          : `${formatMetric(Math.max(-1, low))} to ${
            formatMetric(Math.min(1, high))
          }`,
        n,
      }),
    )
  );
}

/** Says how many papers are labelled, and which labels could not be used. */
export function labelsInWords(
  rows: readonly ValidationRow[],
  names: ValidationNames,
): string {
  if (labelledQuestions(rows, names).length === 0) {
    return "This study has no labels, so that nothing can be validated, and the tables and the figure below stay empty. A CSV of human labels of some of its papers, named in the study file, changes that.";
  }
  return labelledQuestions(rows, names).map(({ id, title }) => {
    const compared = rows.find((row) =>
      row.question === id && row.metric === "tp"
    );
    const count = (metric: string, what: string) => {
      const papers = valueOf(rows, id, metric) ?? 0;
      return papers === 0
        ? []
        : [`${countOf(papers, "labelled paper")} ${what}`];
    };
    const lost = [
      ...count("failed", "got no answer"),
      ...count("outside", "outside the sample"),
      ...count("disputed", "with labels that contradict each other"),
    ];
    const left = lost.length === 0 ? "" : ` (left out: ${lost.join(", ")})`;
    return `${title}: ${names.labelName} and answer can be compared on ${
      countOf(compared?.n ?? 0, "paper")
    }${left}.`;
  }).join(" ");
}

/**
 * Says for each question how well the annotator does, against the accuracy of
 * always giving the commoner answer.
 */
export function validationInWords(
  rows: readonly ValidationRow[],
  names: ValidationNames,
): string {
  if (labelledQuestions(rows, names).length === 0) {
    return "There is nothing to judge without labels.";
  }
  return labelledQuestions(rows, names).map(({ id, title }) => {
    const score = (metric: string) => {
      const value = valueOf(rows, id, metric);
      return value === null ? "undefined" : formatMetric(value);
    };
    const accuracy = valueOf(rows, id, "accuracy");
    const majority = majorityAccuracy(rows, id);
    if (accuracy === null || majority === null) {
      return `${title}: no labelled paper has an answer.`;
    }
    return `${title}: the annotator is right about ${
      formatShare(accuracy)
    } of the papers, where always giving the commoner answer would be right about ${
      formatShare(majority)
    }; its F1 is ${score("f1")} and its kappa ${score("kappa")}.`;
  }).join(" ");
}

/** Accuracy of always giving the commoner answer; null without labelled papers. */
function majorityAccuracy(
  rows: readonly ValidationRow[],
  question: string,
): number | null {
  const count = (metric: string) => valueOf(rows, question, metric) ?? 0;
  const yes = count("tp") + count("fn");
  const no = count("fp") + count("tn");
  return yes + no === 0 ? null : Math.max(yes, no) / (yes + no);
}

/**
 * Says which way the annotator errs.
 *
 * @param rows Rows of disagreements.csv.
 * @param names How the study names its questions.
 */
export function disagreementsInWords(
  rows: readonly DisagreementRow[],
  names: ValidationNames,
): string {
  if (rows.length === 0) return "There is no disagreement to show.";
  return questionsOf(rows, names).map(({ id, title }) => {
    const own = rows.filter(({ question }) => question === id);
    const falseYes = own.filter(({ answer }) => answer === "yes").length;
    return `${title}: ${falseYes} answered yes against the label, ${
      own.length - falseYes
    } answered no against it.`;
  }).join(" ");
}
