import type { LabelRow } from "lib/findings/labels.ts";
import { chancesOfLabels } from "lib/findings/labels/chances_of_labels.ts";
import type { NameReader } from "lib/findings/model_names.ts";
import {
  type AnnotatorAnswers,
  type GivenAnswer,
  isLocated,
  type Outcome,
  outcomeOf,
} from "lib/findings/validation/answers.ts";
import {
  type GivenName,
  givenNames,
} from "lib/findings/validation/given_name.ts";
import type { Labelled } from "lib/findings/validation/label_chances.ts";
import {
  type LabelledNames,
  labelledNames,
} from "lib/findings/validation/labelled_names.ts";
import type { MentionsQuestion, Question } from "lib/questions/question.ts";

/** A labelled paper with the names that both sides give. */
export interface NamedPaper extends Labelled {
  readonly doi: string;
  readonly labelled: readonly GivenName[];
  /** Null if the annotator was asked in vain. */
  readonly given: readonly GivenName[] | null;
  readonly outcome: Outcome;
}

/** An annotator's answers to a question for names, set against labels. */
export interface JudgedNames {
  readonly question: MentionsQuestion;
  readonly papers: readonly NamedPaper[];
  readonly outside: number;
  readonly disputed: number;
}

/**
 * Sets the names in an annotator's answers against the labelled ones, for each
 * question for names that the labels say something about.
 *
 * @param annotator Its answers about the labelled papers.
 * @param questions The study's questions.
 * @param labels Labels of one human or several.
 * @param namesIn Reads what a name stands for.
 */
export function judgeNames(
  annotator: AnnotatorAnswers,
  questions: readonly Question[],
  labels: readonly LabelRow[],
  namesIn: NameReader,
): JudgedNames[] {
  return questions.flatMap((question) => {
    if (question.kind !== "mentions") return [];
    const labelled = labelledNames(question, questions, labels, namesIn);
    return labelled === null ? [] : [judge(annotator, question, questions, {
      ...labelled,
      chances: chancesOfLabels(question, questions, labels),
    }, namesIn)];
  });
}

function judge(
  annotator: AnnotatorAnswers,
  question: MentionsQuestion,
  questions: readonly Question[],
  { byDoi, disputed, chances }: LabelledNames & {
    readonly chances: ReadonlyMap<string, number | null>;
  },
  namesIn: NameReader,
): JudgedNames {
  const papers = [...byDoi].flatMap(([doi, names]): NamedPaper[] => {
    const answers = annotator.papers.get(doi);
    if (answers === undefined) return [];
    const outcome = outcomeOf(answers, question, questions);
    const given = outcome.kind === "failed"
      ? null
      : outcome.kind === "not asked"
      ? []
      : namesOf(outcome.given, namesIn);
    const chance = chances.get(doi) ?? null;
    return [{ doi, labelled: names, given, outcome, chance }];
  });
  return {
    question,
    papers,
    outside: byDoi.size - papers.length,
    disputed,
  };
}

function namesOf(
  { answer, evidence }: GivenAnswer,
  namesIn: NameReader,
): GivenName[] {
  if (answer?.kind !== "mentions") return [];
  return givenNames(
    answer.mentions.map(({ name, category, evidence: passage }, i) => ({
      name,
      category: category ?? "",
      passage,
      located: isLocated(evidence[i]),
    })),
    namesIn,
  );
}
