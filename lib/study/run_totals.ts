import type { AnnotatedPaper } from "lib/annotate/store.ts";

/** What became of one question in a run. */
export interface QuestionTotals {
  asked: number;
  answered: number;
  /** Questions without an answer, by how they ended. */
  failed: Record<string, number>;
  /** Passages quoted, and how many of them stand in their paper. */
  quotes: number;
  grounded: number;
}

/** What a run amounts to. */
export interface RunTotals {
  sampled: number;
  questions: Record<string, QuestionTotals>;
  /** Tokens as the servers counted them. */
  promptTokens: number;
  cachedTokens: number;
  completionTokens: number;
}

/** Totals of a run without papers. */
export function emptyTotals(questions: readonly { id: string }[]): RunTotals {
  const none = () => ({
    asked: 0,
    answered: 0,
    failed: {},
    quotes: 0,
    grounded: 0,
  });
  return {
    sampled: 0,
    questions: Object.fromEntries(questions.map(({ id }) => [id, none()])),
    promptTokens: 0,
    cachedTokens: 0,
    completionTokens: 0,
  };
}

/** Adds a paper to the totals of its run. */
export function addPaper(
  totals: RunTotals,
  { annotations }: AnnotatedPaper,
): void {
  totals.sampled++;
  for (const { question, answer, status, evidence, usage } of annotations) {
    const part = totals.questions[question]!;
    part.asked++;
    if (answer) part.answered++;
    else part.failed[status] = (part.failed[status] ?? 0) + 1;
    part.quotes += evidence.length;
    part.grounded += evidence.filter(({ match }) => match !== "none").length;
    totals.promptTokens += usage?.promptTokens ?? 0;
    totals.cachedTokens += usage?.cachedTokens ?? 0;
    totals.completionTokens += usage?.completionTokens ?? 0;
  }
}
