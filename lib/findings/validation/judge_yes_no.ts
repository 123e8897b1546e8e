import { agreedLabels } from "lib/findings/agreed_labels.ts";
import type { LabelRow } from "lib/findings/labels.ts";
import { chancesOfLabels } from "lib/findings/labels/chances_of_labels.ts";
import {
  type AnnotatorAnswers,
  type Outcome,
  outcomeOf,
} from "lib/findings/validation/answers.ts";
import type { Labelled } from "lib/findings/validation/label_chances.ts";
import type { Question, YesNoQuestion } from "lib/questions/question.ts";
import type { BinaryCounts } from "lib/stats/binary_metrics.ts";

/** One labelled paper with what the annotator says of it. */
export interface Verdict extends Labelled {
  readonly doi: string;
  readonly label: boolean;
  /** The passage that the label rests on, if one was noted. */
  readonly passage: string;
  /** Null if the annotator was asked in vain. */
  readonly answer: boolean | null;
  readonly outcome: Outcome;
}

/** An annotator's answers to one yes-no question, set against labels. */
export interface JudgedQuestion {
  readonly question: YesNoQuestion;
  readonly verdicts: readonly Verdict[];
  /** Labelled papers that are not in the annotator's run. */
  readonly outside: number;
  /** Papers whose labels contradict each other: they judge nobody. */
  readonly disputed: number;
}

/**
 * Sets an annotator's yes-no answers against human labels.
 *
 * A question of the cascade that was not asked, since the one before it was
 * answered no, counts as answered no: the labels speak of the paper, not of
 * the cascade.
 *
 * @param annotator Its answers about the labelled papers.
 * @param questions The study's questions.
 * @param labels Labels of one human or several; a paper on which they disagree
 * judges nobody and is counted.
 * @returns One entry for each yes-no question that has labels.
 */
export function judgeYesNo(
  annotator: AnnotatorAnswers,
  questions: readonly Question[],
  labels: readonly LabelRow[],
): JudgedQuestion[] {
  return questions.flatMap((question) => {
    if (question.kind !== "yes-no") return [];
    const own = labels.filter((row) => row.question === question.id);
    if (own.length === 0) return [];
    const { rows, disputed } = agreedLabels(own);
    const chances = chancesOfLabels(question, questions, labels);
    const verdicts = rows.flatMap(({ doi, value, passage }) => {
      const answers = annotator.papers.get(doi);
      if (answers === undefined) return [];
      const outcome = outcomeOf(answers, question, questions);
      const answer = answerOf(outcome);
      const chance = chances.get(doi) ?? null;
      return [{
        ...{ doi, label: value === "yes", passage, chance },
        answer,
        outcome,
      }];
    });
    return [{
      question,
      verdicts,
      outside: rows.length - verdicts.length,
      disputed: disputed.length,
    }];
  });
}

function answerOf({ kind, given }: Outcome): boolean | null {
  if (kind === "failed") return null;
  if (kind === "not asked") return false;
  return given.answer?.kind === "yes-no" ? given.answer.result : null;
}

/** Counts papers by label and answer; papers without an answer are left out. */
export function countVerdicts(verdicts: readonly Verdict[]): BinaryCounts {
  const counts = { tp: 0, fp: 0, fn: 0, tn: 0 };
  for (const { label, answer } of verdicts) {
    if (answer === null) continue;
    counts[label ? (answer ? "tp" : "fn") : (answer ? "fp" : "tn")]++;
  }
  return counts;
}
