import type { AskingMode } from "lib/annotate/annotator.ts";
import { costOf, type Price } from "lib/annotate/llm/prices.ts";
import type { RequestSettings } from "lib/annotate/llm/request.ts";
import { overheadOf } from "lib/annotate/llm/session.ts";
import { wireJsonSchema } from "lib/questions/answer_schema.ts";
import type { Question } from "lib/questions/question.ts";

/** What is known before a run. */
export interface RunToEstimate {
  readonly papers: number;
  /** Length of all texts together, in characters. */
  readonly characters: number;
  /** Each after the one that it depends on. */
  readonly questions: readonly Question[];
  /** Calibrated on a sample of the texts. */
  readonly charactersPerToken: number;
  readonly settings: RequestSettings;
  readonly mode: AskingMode;
  /** Price of the model; null if unknown. */
  readonly price: Price | null;
  /**
   * By question id, the share of its answers after which the questions that
   * depend on it are asked: from the run so far, 0 to 1.
   */
  readonly rates?: ReadonlyMap<string, number>;
  /** Mean tokens of an answer so far, reasoning included, by question id; "all" in one-pass mode. */
  readonly answerTokens?: ReadonlyMap<string, number>;
}

/** What a run is expected to take. */
export interface RunEstimate {
  /** By question; in one-pass mode one row "all". */
  readonly calls: readonly {
    readonly question: string;
    readonly calls: number;
  }[];
  readonly promptTokens: number;
  readonly completionTokens: number;
  /**
   * US dollars: `low` if a cache serves each paper from its second question
   * on, `high` if none does, `batch` in batches without a cache, null if there
   * are none; null if the price is unknown.
   */
  readonly usd: {
    readonly low: number;
    readonly high: number;
    readonly batch: number | null;
  } | null;
  /** What the figures rest on, a sentence each. */
  readonly assumptions: readonly string[];
}

/** Share of answers that lead on, where nothing is known. */
const ASSUMED_RATE = 0.5;
/** Tokens of an answer without reasoning, where nothing is known. */
const ASSUMED_ANSWER = { "yes-no": 120, mentions: 400 } as const;

/**
 * Estimates what a run takes before anything is asked.
 *
 * @param run What is known.
 * @returns Calls, tokens and money, with the assumptions in words.
 *
 * @example Half of 100 papers are assumed to lead on to the second question
 * ```ts
 * import { estimateRun } from "lib/annotate/llm/estimate.ts";
 * import { loadQuestions } from "lib/questions/load_questions.ts";
 * import assert from "node:assert/strict";
 * const estimate = estimateRun({
 *   papers: 100,
 *   characters: 4_000_000,
 *   questions: (await loadQuestions()).slice(0, 2),
 *   charactersPerToken: 4,
 *   settings: { model: "m", endpoint: "http://localhost:8000/v1" },
 *   mode: "single",
 *   price: null,
 * });
 * assert.deepEqual(estimate.calls.map(({ calls }) => calls), [100, 50]);
 * assert.equal(estimate.usd, null);
 * ```
 */
export function estimateRun(run: RunToEstimate): RunEstimate {
  const { papers, characters, charactersPerToken, mode, price } = run;
  const { questions, settings } = run;
  const tokens = (length: number) => length / charactersPerToken;
  const paperTokens = papers === 0 ? 0 : tokens(characters) / papers;
  const assumptions: string[] = [];

  const reach = reachOf(run, assumptions);
  const rows = mode === "one-pass"
    ? [{ id: "all", calls: papers, asked: questions }]
    : questions.map((question) => ({
      id: question.id,
      calls: papers * reach.get(question.id)!,
      asked: question,
    }));
  let promptTokens = 0;
  let completionTokens = 0;
  for (const { id, calls, asked } of rows) {
    const overhead = overheadOf(asked, settings) +
      schemaLength(asked, settings);
    promptTokens += calls * (paperTokens + tokens(overhead));
    completionTokens += calls * answerTokensOf(id, asked, run);
  }
  const again = mode === "one-pass"
    ? 0
    : rows.reduce((sum, { calls }) => sum + calls, 0) - papers;
  const repeated = Math.max(0, again) * paperTokens;
  const isWritten = (price?.written ?? 0) > (price?.input ?? 0);

  assumptions.push(
    `${
      charactersPerToken.toFixed(2)
    } characters are a token, as a tokenizer (o200k) counts on slices of some of the texts`,
    run.answerTokens?.size
      ? "answers are as long as those so far"
      : `an answer takes ${
        ASSUMED_ANSWER["yes-no"]
      } tokens (yes or no) or ${ASSUMED_ANSWER.mentions} (mentions); reasoning comes on top and may cost several times as much`,
  );
  if (repeated > 0) {
    assumptions.push(
      "the lower cost holds if the server's cache serves each paper from its second question on, the higher one if it never does",
    );
  }
  if (isWritten) {
    assumptions.push(
      "what the cache does not serve is charged as written to it",
    );
  }
  if (price === null) {
    assumptions.push(`the price of "${settings.model}" is unknown`);
  } else {
    assumptions.push(
      `prices of ${price.date}: ${price.source}`,
    );
  }
  const cost = (cachedTokens: number, batch = false) =>
    costOf(
      {
        promptTokens,
        cachedTokens,
        writtenTokens: isWritten && !batch ? promptTokens - cachedTokens : null,
        reasoningTokens: null,
        completionTokens,
      },
      price,
      { batch },
    );
  const [low, high] = [cost(repeated), cost(0)];
  return {
    calls: rows.map(({ id, calls }) => ({
      question: id,
      calls: Math.round(calls),
    })),
    promptTokens: Math.round(promptTokens),
    completionTokens: Math.round(completionTokens),
    usd: low === null || high === null
      ? null
      : { low, high, batch: cost(0, true) },
    assumptions,
  };
}

/** The share of papers of which each question is asked. */
function reachOf(
  { questions, rates, mode }: RunToEstimate,
  assumptions: string[],
): Map<string, number> {
  const reach = new Map<string, number>();
  const assumed = new Set<string>();
  for (const { id, dependsOn } of questions) {
    const needed = dependsOn?.question;
    if (needed === undefined) {
      reach.set(id, 1);
      continue;
    }
    if (!rates?.has(needed)) assumed.add(needed);
    const rate = rates?.get(needed) ?? ASSUMED_RATE;
    reach.set(id, (reach.get(needed) ?? 1) * rate);
  }
  if (mode === "single" && assumed.size > 0) {
    assumptions.push(
      `${ASSUMED_RATE * 100} % of the answers to ${
        [...assumed].join(" and to ")
      } lead on to the questions that depend on them`,
    );
  }
  return reach;
}

function answerTokensOf(
  id: string,
  asked: Question | readonly Question[],
  { answerTokens }: RunToEstimate,
): number {
  const questions = "id" in asked ? [asked] : asked;
  return answerTokens?.get(id) ??
    questions.reduce((sum, { kind }) => sum + ASSUMED_ANSWER[kind], 0);
}

/** Characters of the schema, which some servers count into the prompt. */
function schemaLength(
  asked: Question | readonly Question[],
  { schema, questions = [] }: RequestSettings,
): number {
  const isShared = schema === "shared" && questions.length > 0;
  return JSON.stringify(wireJsonSchema(isShared ? questions : asked)).length;
}
