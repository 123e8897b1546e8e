import {
  type Annotator,
  AnnotatorStopped,
  type AskingMode,
} from "lib/annotate/annotator.ts";
import { type Gate, openGate } from "lib/annotate/gate/gate.ts";
import { openAgreement } from "lib/annotate/llm/agreement.ts";
import { askAlone, askTogether } from "lib/annotate/llm/ask.ts";
import { openClient } from "lib/annotate/llm/client.ts";
import { priceOf, type PriceTable } from "lib/annotate/llm/prices.ts";
import { firstProfile, isOpenAi } from "lib/annotate/llm/profile.ts";
import type { RequestSettings } from "lib/annotate/llm/request.ts";
import type { Session } from "lib/annotate/llm/session.ts";
import {
  type AskingOptions,
  identityOf,
  OPENAI_URL,
  settingsOf,
} from "lib/annotate/llm/settings.ts";
import { openTokenGauge } from "lib/annotate/llm/tokens.ts";

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
    ask: (paper, question, signal) =>
      askAlone(session, paper, question, signal),
    ...(mode === "single" ? {} : {
      askAll: (paper, questions, signal) =>
        askTogether(session, paper, questions, signal),
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
