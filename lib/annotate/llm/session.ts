import type { Gate, Reservation } from "lib/annotate/gate/gate.ts";
import type { Agreement } from "lib/annotate/llm/agreement.ts";
import type { ChatClient } from "lib/annotate/llm/client.ts";
import { costOf, type Price } from "lib/annotate/llm/prices.ts";
import type { Profile } from "lib/annotate/llm/profile.ts";
import {
  outputCap,
  requestBody,
  type RequestSettings,
} from "lib/annotate/llm/request.ts";
import { measureText, type TokenGauge } from "lib/annotate/llm/tokens.ts";
import type { Paper } from "lib/corpus/paper.ts";
import type { Question } from "lib/questions/question.ts";

/** What all conversations of one annotator share. */
export interface Session {
  readonly client: ChatClient;
  readonly gate: Gate;
  readonly gauge: TokenGauge;
  readonly agreement: Agreement;
  readonly price: Price | null;
  readonly settings: RequestSettings;
  /** Tokens that the model holds, prompt and answer together; null until known. */
  contextTokens: number | null;
}

/** Share of the context that is planned with: our count is an estimate. */
const PLANNED = 0.95;
/** Most of the context that an answer may take. */
const ANSWER_SHARE = 1 / 4;

/**
 * The cap on an answer.
 *
 * @param raise Times the usual cap, after an answer that was cut off.
 */
export function capFor(
  { settings, contextTokens }: Session,
  asked: Question | readonly Question[],
  raise: number,
): number {
  const usual = settings.parameters?.max_tokens ??
    outputCap(asked, settings.endpoint);
  return Math.min(
    usual * raise,
    Math.floor((contextTokens ?? Infinity) * ANSWER_SHARE),
  );
}

/** Characters of a request beside the paper's text. */
export function overheadOf(
  asked: Question | readonly Question[],
  settings: RequestSettings,
): number {
  return requestBody(NO_TEXT, asked, settings).sentCharacters;
}

/**
 * The longest text of a paper that fits into the context, in characters.
 *
 * @returns Infinity if the context is not known, or clearly holds the paper.
 */
export async function roomFor(
  session: Session,
  paper: Paper,
  asked: Question | readonly Question[],
  { profile, outputTokens }: { profile: Profile; outputTokens: number },
): Promise<number> {
  if (session.contextTokens === null) return Infinity;
  const tokens = PLANNED * (session.contextTokens - outputTokens);
  const overhead = overheadOf(asked, { ...session.settings, profile });
  if (paper.text.length + overhead <= tokens) return Infinity;
  const perToken = await measureText(paper.text) *
    session.gauge.charactersPerToken / session.gauge.countedPerToken;
  return Math.max(0, Math.floor(tokens * perToken) - overhead);
}

/** Our estimate of a prompt may be this much too low. */
const SAFETY = 1.25;

/** What a request costs at the worst: nothing from a cache, an answer up to its cap. */
export function reservationFor(
  { gauge, price }: Session,
  sentCharacters: number,
  outputTokens: number,
): Reservation {
  const promptTokens = Math.ceil(
    SAFETY * sentCharacters / gauge.charactersPerToken,
  );
  const isWritten = (price?.written ?? 0) > (price?.input ?? 0);
  const usd = costOf({
    promptTokens,
    cachedTokens: 0,
    writtenTokens: isWritten ? promptTokens : 0,
    reasoningTokens: null,
    completionTokens: outputTokens,
  }, price);
  return { promptTokens, completionTokens: outputTokens, usd };
}

const NO_TEXT: Paper = {
  doi: "",
  title: "",
  journal: "",
  megajournal: "other",
  date: null,
  year: null,
  articleType: "",
  subjects: [],
  licence: "",
  citedByCount: null,
  fields: null,
  source: "",
  text: "",
  sections: [],
};
