import { formatCount } from "lib/figures/words.ts";
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

/** Says what the servers counted of a run's tokens. */
export function usageInWords(
  { promptTokens, cachedTokens, completionTokens }: {
    readonly promptTokens: number;
    readonly cachedTokens: number;
    readonly completionTokens: number;
  },
): string {
  if (promptTokens + completionTokens === 0) {
    return "No language model was asked, or its server did not count tokens: there is no usage to report.";
  }
  return `The server counted ${
    formatCount(promptTokens)
  } prompt tokens, of which ${
    formatCount(cachedTokens)
  } came from its cache, and ${
    formatCount(completionTokens)
  } completion tokens.`;
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
