import type { Question } from "lib/questions/question.ts";
import { statusInWords } from "lib/findings/status_in_words.ts";
import type { Row } from "lib/findings/table.ts";
import { formatCount } from "lib/words.ts";

/** What a manifest says of one question. */
interface QuestionTotals {
  readonly asked: number;
  readonly answered: number;
  readonly failed: Readonly<Record<string, number>>;
  /** Answers that say that something is there. */
  readonly positive: number;
  /** Share of them with a quote that stands in the paper; null without any. */
  readonly groundedShare: number | null;
}

/**
 * Says what the servers counted of a run's tokens, and what these cost.
 *
 * @param totals The manifest's totals.
 * @param annotator The manifest's annotator.
 */
export function usageInWords(
  { promptTokens, cachedTokens, completionTokens, usd }: {
    readonly promptTokens: number;
    readonly cachedTokens: number;
    readonly completionTokens: number;
    /** US dollars; null if the model's price is unknown. */
    readonly usd: number | null;
  },
  annotator: string,
): string {
  if (promptTokens + completionTokens === 0) {
    return FREE[annotator] ??
      "The server did not count tokens: there is no usage to report.";
  }
  return `The server counted ${
    formatCount(promptTokens)
  } prompt tokens, of which ${
    formatCount(cachedTokens)
  } came from its cache, and ${
    formatCount(completionTokens)
  } completion tokens. ${
    usd === null
      ? "What they cost is unknown, as the list of prices does not have the model."
      : `At the listed prices they cost ${usd.toFixed(2)} US dollars.`
  }`;
}

const FREE: Readonly<Record<string, string>> = {
  lexicon: "No language model was asked: the answers cost nothing.",
  artifact:
    "No language model was asked in this run: the answers are those that the artifact's authors recorded, and what these cost them is not known.",
};

/**
 * Says which words the annotator was given: a recorded answer was given to
 * words of its own time.
 *
 * @param annotator The manifest's annotator.
 */
export function wordsInWords(annotator: string): string {
  if (annotator === "artifact") {
    return "The answers were recorded by the artifact's authors, who put each question in words of their own; the words above say what an answer is taken to mean here.";
  }
  return annotator === "lexicon"
    ? "The lexicon baseline reads no questions: cues in the question files stand for the words above."
    : "The questions were asked in the words above.";
}

/**
 * What came back to each question, as rows for a table.
 *
 * @param questions The study's questions, in order.
 * @param totals The manifest's totals by question.
 * @returns Question, papers asked, answered, why not, answers that say that
 * something is there, and the share of these with a quote that stands in the
 * paper (null without any).
 */
export function answersByQuestion(
  questions: readonly Question[],
  totals: Readonly<Record<string, QuestionTotals>>,
): Row[] {
  return questions.map(({ id, title }) => {
    const { asked, answered, failed, positive, groundedShare } = totals[id]!;
    const reasons = Object.entries(failed).map(([status, count]) =>
      `${statusInWords(status)}: ${formatCount(count)}`
    );
    return {
      question: title,
      asked,
      answered,
      failed: reasons.join(", ") || "none",
      positive,
      grounded: groundedShare,
    };
  });
}
