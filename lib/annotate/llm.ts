import {
  type Annotator,
  AnnotatorStopped,
  type AskingMode,
  type Reply,
} from "lib/annotate/annotator.ts";
import { type Gate, openGate } from "lib/annotate/gate/gate.ts";
import { openAgreement } from "lib/annotate/llm/agreement.ts";
import { openClient } from "lib/annotate/llm/client.ts";
import { type Conversation, converse } from "lib/annotate/llm/converse.ts";
import { priceOf, type PriceTable } from "lib/annotate/llm/prices.ts";
import { firstProfile, isOpenAi } from "lib/annotate/llm/profile.ts";
import {
  readCompletion,
  readCompletions,
  type ReadReply,
} from "lib/annotate/llm/read_completion.ts";
import type { RequestSettings } from "lib/annotate/llm/request.ts";
import type { Reading } from "lib/annotate/llm/send_once.ts";
import type { Session } from "lib/annotate/llm/session.ts";
import {
  type AskingOptions,
  identityOf,
  OPENAI_URL,
  settingsOf,
} from "lib/annotate/llm/settings.ts";
import { openTokenGauge } from "lib/annotate/llm/tokens.ts";
import { sumUsage } from "lib/annotate/llm/usage.ts";
import type { Question } from "lib/questions/question.ts";

/** Where a language model is reached, which, and how it is asked. */
export interface LlmOptions extends AskingOptions {
  /** Key for the server; local servers need none. */
  readonly apiKey?: string;
  /** Milliseconds that one request may take; 10 minutes by default. */
  readonly timeoutMs?: number;
  /** Decides when requests are sent; one at a time by default. */
  readonly gate?: Gate;
  readonly mode?: AskingMode;
  /** Tokens that the model holds, prompt and answer; learnt from the server's errors otherwise. */
  readonly contextTokens?: number;
  readonly prices?: PriceTable;
}

/**
 * An annotator that puts questions to a language model behind any
 * OpenAI-compatible chat API: OpenAI, vLLM, llama.cpp server, Ollama, LM
 * Studio. The answer's JSON schema is asked for as structured output where
 * the server knows it; what a server refuses is left out, once.
 *
 * @param options The server, the model, and how it is asked.
 * @returns The annotator.
 * @throws {AnnotatorStopped} If no key is given for OpenAI itself, or the base
 * URL is not a URL.
 */
export function llmAnnotator(options: LlmOptions): Annotator {
  const { mode = "single" } = options;
  const settings = settingsOf(options);
  const session = openSession(options, settings);
  return {
    identity: identityOf(settings),
    mode,
    async ask(paper, question, signal) {
      const said = await converse(session, {
        paper,
        asked: question,
        read: (completion, known) =>
          readCompletion(completion, question, known),
      }, signal);
      return replyOf(said, said.reading);
    },
    ...(mode === "single" ? {} : {
      async askAll(paper, questions, signal) {
        const said = await converse(session, {
          paper,
          asked: questions,
          read: (completion, known) =>
            inOne(readCompletions(completion, questions, known)),
        }, signal);
        return repliesOf(said, questions);
      },
    }),
  };
}

function openSession(options: LlmOptions, settings: RequestSettings): Session {
  const { apiKey, timeoutMs = 600_000, gate, prices = [] } = options;
  const { endpoint, model } = settings;
  if (!apiKey && isOpenAi(endpoint)) {
    throw new AnnotatorStopped(
      "Cannot ask OpenAI as OPENAI_API_KEY is not set; set it, or point OPENAI_BASE_URL at a server of your own",
    );
  }
  return {
    client: openClient({
      baseUrl: options.baseUrl || OPENAI_URL,
      apiKey,
      timeoutMs,
      server: { endpoint, model, hasKey: Boolean(apiKey) },
    }),
    gate: gate ?? openGate({ concurrency: 1 }),
    gauge: openTokenGauge(),
    agreement: openAgreement(firstProfile(endpoint)),
    price: priceOf(prices, settings),
    settings,
    contextTokens: options.contextTokens ?? null,
  };
}

function replyOf(
  { failure, attempts, notes }: Conversation<Reading>,
  reading: Omit<ReadReply, "usage"> | null,
): Reply {
  const { status, answer, raw, message } = reading ??
    { ...failure!, answer: null, raw: null };
  return {
    status,
    answer,
    raw,
    message,
    usage: sumUsage(attempts.map(({ usage }) => usage)),
    attempts,
    notes,
  };
}

/** Several replies as one reading: as good as the worst of them. */
function inOne(replies: ReadonlyMap<string, ReadReply>) {
  const all = [...replies];
  const [id, worst] = all.find(([, { status }]) => status !== "answered") ??
    all[0]!;
  const { status, raw, notes } = worst;
  const message = status === "invalid_answer" && worst.message !== null
    ? `${id}: ${worst.message}`
    : worst.message;
  return { status, raw, notes, message, replies };
}

/** A reply for each question; the requests stand in the first alone, so that they are counted once. */
function repliesOf(
  said: Conversation<ReturnType<typeof inOne>>,
  questions: readonly Question[],
): Map<string, Reply> {
  const ids = new Set(questions.map(({ id }) => id));
  const asked = said.reading?.replies ??
    new Map(
      questions.filter(({ dependsOn }) =>
        dependsOn === null || !ids.has(dependsOn.question)
      ).map(({ id }) => [id, null]),
    );
  const replies = new Map<string, Reply>();
  for (const [id, reading] of asked) {
    const reply = replyOf(said, reading);
    replies.set(
      id,
      replies.size === 0 ? reply : { ...reply, usage: null, attempts: [] },
    );
  }
  return replies;
}
