import type { Question } from "lib/questions/question.ts";
import type { Row } from "lib/findings/table.ts";

/** What a manifest says of one question. */
interface QuestionTotals {
  readonly asked: number;
  readonly answered: number;
  readonly failed: Readonly<Record<string, number>>;
  readonly quotes: number;
  readonly grounded: number;
}

/**
 * What came back to each question, as rows for a table.
 *
 * @param questions The study's questions, in order.
 * @param totals The manifest's totals by question.
 * @returns Question, papers asked, answered, why not, passages quoted, and the
 * share of them that stand in their paper (null without passages).
 */
export function answersByQuestion(
  questions: readonly Question[],
  totals: Readonly<Record<string, QuestionTotals>>,
): Row[] {
  return questions.map(({ id, title }) => {
    const { asked, answered, failed, quotes, grounded } = totals[id]!;
    const reasons = Object.entries(failed).map(([status, count]) =>
      `${status}: ${count}`
    );
    return {
      question: title,
      asked,
      answered,
      failed: reasons.join(", ") || "none",
      quotes,
      grounded: quotes === 0 ? null : grounded / quotes,
    };
  });
}
