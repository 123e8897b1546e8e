import type { Usage } from "lib/annotate/annotator.ts";
import { isPositive } from "lib/annotate/evidence.ts";
import { costOf, type Price } from "lib/annotate/llm/prices.ts";
import { sumUsage } from "lib/annotate/llm/usage.ts";
import type { AnnotatedPaper } from "lib/annotate/store.ts";
import { type Annotation, batchOf } from "lib/annotate/store/annotation.ts";

/** What became of one question in a run. */
export interface QuestionTotals {
  asked: number;
  answered: number;
  /** Questions without an answer, by how they ended. */
  failed: Record<string, number>;
  /** Passages quoted, and how many of them stand in their paper. */
  quotes: number;
  grounded: number;
  /** Answers that say that something is there. */
  positive: number;
  /** Those whose quotes were looked for in the paper. */
  checkedAnswers: number;
  /** Those of which at least one quote stands in the paper, and their share of the checked. */
  groundedAnswers: number;
  groundedShare: number | null;
}

/** What a run amounts to. */
export interface RunTotals {
  sampled: number;
  questions: Record<string, QuestionTotals>;
  /** Tokens as the servers counted them, for all tries of the run's answers. */
  promptTokens: number;
  cachedTokens: number;
  writtenTokens: number;
  reasoningTokens: number;
  completionTokens: number;
  /** US dollars that these tokens cost; null if a price or a count is unknown. */
  usd: number | null;
}

const TOKENS = [
  "promptTokens",
  "cachedTokens",
  "writtenTokens",
  "reasoningTokens",
  "completionTokens",
] as const satisfies readonly (keyof Usage)[];

/** Totals of a run without papers. */
export function emptyTotals(questions: readonly { id: string }[]): RunTotals {
  const none = (): QuestionTotals => ({
    asked: 0,
    answered: 0,
    failed: {},
    quotes: 0,
    grounded: 0,
    positive: 0,
    checkedAnswers: 0,
    groundedAnswers: 0,
    groundedShare: null,
  });
  return {
    sampled: 0,
    questions: Object.fromEntries(questions.map(({ id }) => [id, none()])),
    promptTokens: 0,
    cachedTokens: 0,
    writtenTokens: 0,
    reasoningTokens: 0,
    completionTokens: 0,
    usd: 0,
  };
}

/**
 * Adds a paper to the totals of its run.
 *
 * @param price What the annotator's tokens cost; null if unknown.
 */
export function addPaper(
  totals: RunTotals,
  { annotations }: AnnotatedPaper,
  price: Price | null,
): void {
  totals.sampled++;
  for (const annotation of annotations) {
    const { question, answer, status, evidence, usage } = annotation;
    const part = totals.questions[question]!;
    part.asked++;
    if (answer) part.answered++;
    else part.failed[status] = (part.failed[status] ?? 0) + 1;
    part.quotes += evidence.length;
    part.grounded += evidence.filter(({ start }) => start !== null).length;
    if (answer && isPositive(answer)) part.positive++;
    if (annotation.grounded !== null) {
      part.checkedAnswers++;
      if (annotation.grounded) part.groundedAnswers++;
      part.groundedShare = rounded(part.groundedAnswers / part.checkedAnswers);
    }
    if (usage === null) continue;
    for (const key of TOKENS) totals[key] += usage[key] ?? 0;
    const usd = costOfAll(annotation, price);
    totals.usd = totals.usd === null || usd === null
      ? null
      : rounded(totals.usd + usd);
  }
}

/** What an answer's requests cost; those that went in a batch at its price. */
function costOfAll(annotation: Annotation, price: Price | null): number | null {
  const { attempts, usage } = annotation;
  const inBatches = sumUsage(
    attempts.filter(({ batch }) => batch !== undefined)
      .map(({ usage }) => usage),
  );
  const others = sumUsage(
    attempts.filter(({ batch }) => batch === undefined)
      .map(({ usage }) => usage),
  );
  if (inBatches === null || others === null) {
    return costOf(usage!, price, { batch: batchOf(annotation) !== null });
  }
  const usd = costOf(inBatches, price, { batch: true });
  const rest = costOf(others, price);
  return usd === null || rest === null ? null : usd + rest;
}

/** Nine digits after the point: enough for one token, and no noise after it. */
function rounded(value: number): number {
  return Number(value.toFixed(9));
}
