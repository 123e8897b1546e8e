import { annotatorName } from "lib/figures/parts/annotator_name.ts";
import type { ValidationRow } from "lib/figures/validation_metrics.ts";
import type { Question } from "lib/questions/question.ts";
import { countOf, formatMetric, formatShare, listWords } from "lib/words.ts";

/** How a study names a question. */
interface NamedQuestion extends Pick<Question, "id" | "title"> {
  /** What its answers name, such as "model"; absent if they name nothing. */
  readonly name?: string;
}

/** How a study names what is validated. */
export interface ValidationNames {
  readonly questions: readonly NamedQuestion[];
  /** "human label", or "planted label" where the data are made up. */
  readonly labelName: string;
}

/** Scores in the order in which they are shown, and their names. */
const SCORES: Readonly<Record<string, string>> = {
  prevalence: "Labelled yes (prevalence)",
  apparent_prevalence: "Answered yes (raw share)",
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

/** Labelled papers of a kind below which the notebook warns of small numbers. */
const FEW = 30;

/** Questions that have rows, with their titles, in the order of the study. */
export function questionsOf(
  rows: readonly { readonly question: string }[],
  { questions }: ValidationNames,
): NamedQuestion[] {
  const ids = new Set(rows.map(({ question }) => question));
  return questions.filter(({ id }) => ids.has(id));
}

/** Yes-no questions that have labels, each with its rows by annotator, the study's own first. */
function labelled(rows: readonly ValidationRow[], names: ValidationNames) {
  const judged = questionsOf(
    rows.filter(({ metric }) => metric === "tp"),
    names,
  );
  return judged.map(({ id, title }) => ({
    title,
    annotators: [
      ...Map.groupBy(
        rows.filter(({ question }) => question === id),
        ({ annotator }) => annotator,
      ),
    ].filter(([, own]) => own.some(({ metric }) => metric === "tp")),
  }));
}

/** The value of a metric among the rows of one annotator and question; null if there is none. */
export function valueOf(
  rows: readonly ValidationRow[],
  metric: string,
): number | null {
  return rows.find((row) => row.metric === metric)?.value ?? null;
}

/** An interval in words; what is withheld has a reason in the table. */
export function intervalInWords(
  { value, low, high, note }: Pick<ValidationRow, "value" | "low" | "high"> & {
    readonly note?: string | null;
  },
): string {
  if (value === null) return `not defined: ${note || "no observations"}`;
  if (low === null || high === null) return note || "not defined";
  // Of a bootstrap: a point is no interval, and no certainty.
  if (low === high) {
    return "nearly all resamples give the same value: no interval";
  }
  return `${formatMetric(Math.max(-1, low))} to ${
    formatMetric(Math.min(1, high))
  }`;
}

/**
 * Confusion tables for showing: for each question, annotator and label the
 * papers that were answered yes and no.
 *
 * @param rows Rows of validation.csv.
 * @param names How the study names its questions.
 */
export function confusionOf(
  rows: readonly ValidationRow[],
  names: ValidationNames,
) {
  return labelled(rows, names).flatMap(({ title, annotators }) =>
    annotators.flatMap(([annotator, own]) => {
      const of = (label: string, yes: string, no: string) => ({
        question: title,
        annotator: annotatorName(annotator),
        label,
        answered_yes: valueOf(own, yes),
        answered_no: valueOf(own, no),
      });
      return [of("yes", "tp", "fn"), of("no", "fp", "tn")];
    })
  );
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
  return labelled(rows, names).flatMap(({ title, annotators }) =>
    annotators.flatMap(([annotator, own]) =>
      own.filter(({ metric }) => metric in SCORES).map((row) => ({
        question: title,
        annotator: annotatorName(annotator),
        metric: SCORES[row.metric],
        value: row.value,
        interval: intervalInWords(row),
        n: row.n,
      }))
    )
  );
}

/**
 * Says how many papers are labelled, which labels could not be used, and where
 * they are few.
 */
export function labelsInWords(
  rows: readonly ValidationRow[],
  names: ValidationNames,
): string {
  const questions = labelled(rows, names);
  if (questions.length === 0) {
    return "This study has no labels, so that nothing can be validated and what follows stays empty. A CSV of human labels of some of its papers, named in the study file, changes that.";
  }
  return questions.map(({ title, annotators: [first] }) => {
    const own = first![1];
    const count = (metric: string) => valueOf(own, metric) ?? 0;
    const lost = [
      ["failed", "got no answer"],
      ["outside", "outside the sample"],
      ["disputed", "with labels that contradict each other"],
    ].flatMap(([metric, what]) =>
      count(metric!) === 0
        ? []
        : [`${countOf(count(metric!), "labelled paper")} ${what}`]
    );
    const left = lost.length === 0 ? "" : ` (left out: ${lost.join(", ")})`;
    const yes = count("tp") + count("fn");
    const no = count("fp") + count("tn");
    return `${title}: ${names.labelName} and answer can be compared on ${
      countOf(yes + no, "paper")
    }${left}, ${yes} of them labelled yes.${fewInWords(yes, no)}`;
  }).join(" ");
}

/** Warns where labels of one kind are few. */
function fewInWords(yes: number, no: number): string {
  if (yes + no === 0) return "";
  const few = [[yes, "yes", "recall"], [no, "no", "specificity"]] as const;
  const poor = few.filter(([papers]) => papers < FEW);
  if (poor.length === 0) return "";
  return ` With only ${
    listWords(poor.map(([papers, label]) => `${papers} labelled ${label}`))
  } ${
    listWords(poor.map(([, , score]) => score))
  } cannot be known well: read the interval, not the value.`;
}

/**
 * Says for each question how well each annotator does, against the accuracy of
 * always giving the commoner answer.
 */
export function validationInWords(
  rows: readonly ValidationRow[],
  names: ValidationNames,
): string {
  const questions = labelled(rows, names);
  if (questions.length === 0) {
    return "There is nothing to judge without labels.";
  }
  return questions.map(({ title, annotators }) => {
    const several = annotators.length > 1;
    return annotators.map(([annotator, own]) => {
      const who = several ? annotatorName(annotator) : "the annotator";
      const accuracy = valueOf(own, "accuracy");
      const majority = majorityAccuracy(own);
      if (accuracy === null || majority === null) {
        return `${title}: no labelled paper has an answer of ${who}.`;
      }
      const score = (metric: string) => {
        const value = valueOf(own, metric);
        return value === null ? "undefined" : formatMetric(value);
      };
      return `${title}: ${who} is right about ${
        formatShare(accuracy)
      } of the papers, where always giving the commoner answer would be right about ${
        formatShare(majority)
      }; its F1 is ${score("f1")} and its kappa ${score("kappa")}.`;
    }).join(" ");
  }).join(" ");
}

/** Accuracy of always giving the commoner answer; null without labelled papers. */
function majorityAccuracy(rows: readonly ValidationRow[]): number | null {
  const prevalence = valueOf(rows, "prevalence");
  return prevalence === null ? null : Math.max(prevalence, 1 - prevalence);
}
