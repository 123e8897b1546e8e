import type { LabelRow } from "lib/findings/labels.ts";
import type { NameReader } from "lib/findings/model_names.ts";
import type { AnnotatorAnswers } from "lib/findings/validation/answers.ts";
import {
  type JudgedNames,
  judgeNames,
} from "lib/findings/validation/judge_names.ts";
import {
  type JudgedQuestion,
  judgeYesNo,
} from "lib/findings/validation/judge_yes_no.ts";
import type { Labelled } from "lib/findings/validation/label_chances.ts";
import { isExactMatch } from "lib/findings/validation/name_scores.ts";
import type { Question } from "lib/questions/question.ts";

/** One annotator with everything that labels say about its answers. */
export interface JudgedAnnotator {
  readonly id: string;
  readonly yesNo: readonly JudgedQuestion[];
  readonly names: readonly JudgedNames[];
}

/** Sets all answers of an annotator against the labels. */
export function judgeAnnotator(
  annotator: AnnotatorAnswers,
  questions: readonly Question[],
  labels: readonly LabelRow[],
  namesIn: NameReader,
): JudgedAnnotator {
  return {
    id: annotator.id,
    yesNo: judgeYesNo(annotator, questions, labels),
    names: judgeNames(annotator, questions, labels, namesIn),
  };
}

/** Whether an annotator was right about one paper. */
export interface Right extends Labelled {
  readonly doi: string;
  readonly isRight: boolean;
}

/**
 * Says for each question about which labelled papers the annotator was right:
 * the label's answer to a yes-no question; exactly the labelled names, or pairs
 * of name and category, among the papers for which a side has any. Papers
 * without an answer are left out.
 */
export function rightByQuestion(
  { yesNo, names }: Pick<JudgedAnnotator, "yesNo" | "names">,
): Map<string, Right[]> {
  const right = new Map<string, Right[]>();
  for (const { question, verdicts } of yesNo) {
    right.set(
      question.id,
      verdicts.flatMap(({ doi, chance, label, answer }) =>
        answer === null ? [] : [{ doi, chance, isRight: label === answer }]
      ),
    );
  }
  for (const { question, papers } of names) {
    right.set(
      question.id,
      papers.flatMap((paper) => {
        const { doi, chance, labelled, given } = paper;
        if (given === null || labelled.length + given.length === 0) return [];
        return [{ doi, chance, isRight: isExactMatch(paper)! }];
      }),
    );
  }
  return right;
}
