import type { Outcome } from "lib/findings/validation/answers.ts";

/**
 * Why label and answer differ, as far as rules can tell, in the order in which
 * figures show them. The first that fits is taken, in this order: an earlier
 * answer or none at all, a cut text, a quote that is not in the paper; then
 * what is left.
 */
export const CAUSES = {
  noAnswer: "no answer",
  notAsked: "not asked, as an earlier answer was no",
  askedWrongly: "asked, as an earlier answer was a wrong yes",
  cutText: "text cut before the annotator read it",
  ungrounded: "quote is not in the paper",
  noCue: "annotator found no cue",
  readOtherwise: "annotator reads the passage otherwise",
  otherName: "named differently",
  missed: "missed",
  added: "added",
  otherCategory: "differs",
} as const;

/** Says what a cause is about, such as "model" or "place": "place missed". */
export function causeOf(what: string, cause: string): string {
  return `${what} ${cause}`;
}

/** The place of a cause in the order of {@link CAUSES}, whatever it is about. */
export function rankOf(cause: string): number {
  return Object.values(CAUSES).findIndex((known) =>
    cause === known || cause.endsWith(` ${known}`)
  );
}

/** Why a label and an answer differ, and what exactly was found. */
export interface Cause {
  readonly cause: string;
  readonly detail: string;
}

/**
 * The cause of a disagreement that lies before the answer itself: the
 * annotator gave none, was not asked, or did not see the whole text.
 *
 * @param outcome What came of the question.
 * @param isMissing Whether the label has what the answer lacks: what a cut text
 * may explain.
 * @returns Null if the annotator was asked, answered and saw what it needed.
 */
export function causeBefore(
  { kind, given }: Outcome,
  isMissing: boolean,
): Cause | null {
  if (kind === "failed") {
    const detail = given?.status ?? "not asked though due";
    return { cause: CAUSES.noAnswer, detail };
  }
  if (kind === "not asked") {
    return { cause: CAUSES.notAsked, detail: `${given.question}: no` };
  }
  const cut = given.notes.text_cut;
  return isMissing && cut !== undefined
    ? { cause: CAUSES.cutText, detail: cut }
    : null;
}
