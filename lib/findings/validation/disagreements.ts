import type { Row } from "lib/findings/table.ts";
import {
  type Cause,
  causeBefore,
  CAUSES,
} from "lib/findings/validation/cause.ts";
import { isLocated } from "lib/findings/validation/answers.ts";
import type {
  JudgedQuestion,
  Verdict,
} from "lib/findings/validation/judge_yes_no.ts";

/** A labelled paper, or a name in one, about which label and answer differ. */
export interface Disagreement extends Cause {
  readonly question: string;
  readonly doi: string;
  /** The name that it is about; empty for yes-no questions. */
  readonly model: string;
  /** What the label says, and the passage it points to. */
  readonly label: string;
  readonly labelPassage: string;
  /** What the annotator says, and the passage it points to. */
  readonly answer: string;
  readonly answerPassage: string;
  /** Whether that passage stands in the paper; null if there is none. */
  readonly located: boolean | null;
}

/** Columns of disagreements.csv. */
export const DISAGREEMENT_COLUMNS = [
  ...["annotator", "question", "doi", "label", "answer", "title"],
  ...["model", "cause", "detail", "label_passage", "answer_passage"],
  "answer_passage_in_paper",
] as const;

/** Every labelled paper that label and annotator answer differently. */
export function yesNoDisagreements(
  { question, verdicts }: JudgedQuestion,
): Disagreement[] {
  return verdicts.filter(({ label, answer }) => label !== answer)
    .map((verdict) => {
      const { doi, label, passage, answer, outcome } = verdict;
      const given = outcome.kind === "answered" ? outcome.given : null;
      const [evidence] = given?.evidence ?? [];
      const quote = given?.answer?.kind === "yes-no"
        ? given.answer.evidence ?? ""
        : "";
      return {
        question: question.id,
        doi,
        model: "",
        label: label ? "yes" : "no",
        labelPassage: passage,
        answer: answer === null ? "" : answer ? "yes" : "no",
        answerPassage: quote,
        located: isLocated(evidence),
        ...causeOf(verdict),
      };
    });
}

function causeOf({ label, outcome }: Verdict): Cause {
  const before = causeBefore(outcome, label);
  if (before !== null) return before;
  if (label) return { cause: CAUSES.noCue, detail: "" };
  // Recorded answers whose quotes nobody looked up are neither.
  const isUngrounded = outcome.kind === "answered" &&
    outcome.given.grounded === false;
  return {
    cause: isUngrounded ? CAUSES.ungrounded : CAUSES.readOtherwise,
    detail: "",
  };
}

/** Writes a disagreement as a row of disagreements.csv. */
export function disagreementRow(
  annotator: string,
  disagreement: Disagreement,
  title: string,
): Row {
  const { labelPassage, answerPassage, located, ...rest } = disagreement;
  return {
    annotator,
    ...rest,
    title,
    label_passage: labelPassage,
    answer_passage: answerPassage,
    answer_passage_in_paper: located === null ? "" : located ? "yes" : "no",
  };
}
