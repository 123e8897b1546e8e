import type OpenAI from "@openai/openai";
import type { Attempt, Reply } from "lib/annotate/annotator.ts";
import type { OutputLine } from "lib/annotate/batch/parse_output.ts";
import type { Gate } from "lib/annotate/gate/gate.ts";
import { openAgreement } from "lib/annotate/llm/agreement.ts";
import { askAlone, askTogether } from "lib/annotate/llm/ask.ts";
import { classifyError } from "lib/annotate/llm/classify_error.ts";
import type { ChatClient, Received } from "lib/annotate/llm/client.ts";
import type { Profile } from "lib/annotate/llm/profile.ts";
import type { RequestSettings } from "lib/annotate/llm/request.ts";
import type { TokenGauge } from "lib/annotate/llm/tokens.ts";
import type { Session } from "lib/annotate/llm/session.ts";
import type { Paper } from "lib/corpus/paper.ts";
import type { Question } from "lib/questions/question.ts";

/** What is known of an endpoint and model. */
export interface KnownServer {
  readonly profile: Profile;
  /** Tokens that the model holds; null until known. */
  readonly contextTokens: number | null;
}

/** A line that came back, and the batch that it came in; null if none has an id. */
export interface Letter extends OutputLine {
  readonly batch: string | null;
}

/** What every letter is written with. */
export interface Writing {
  readonly settings: RequestSettings;
  readonly gauge: TokenGauge;
}

/** How a conversation by letter stands. */
export type Standing =
  & (
    /** The replies by question id; the requests stand in the first. */
    | { readonly replies: ReadonlyMap<string, Reply>; readonly body: null }
    /** The request that has to be answered before it can go on. */
    | {
      readonly replies: null;
      readonly body: OpenAI.ChatCompletionCreateParamsNonStreaming;
    }
  )
  & { readonly learnt: KnownServer };

/** Thrown in place of sending: the conversation waits for an answer to this. */
class Unanswered extends Error {
  override readonly name = "Unanswered";

  constructor(readonly body: OpenAI.ChatCompletionCreateParamsNonStreaming) {
    super("not answered yet");
  }
}

/**
 * Holds the conversation of the live annotator with a server that answers by
 * letter: what has come back is read in its order, and where more is needed
 * the next request is returned instead of being sent. So a batch asks, reads,
 * adapts, cuts and repairs as the live run does, because it is the same code.
 *
 * @param paper The paper.
 * @param asked A question; a list of questions is asked in one pass.
 * @param responses What came back so far, the first first.
 * @param start What was known of the server at the first request.
 * @param writing Settings of all requests.
 * @returns The replies, or the next request; and what is known of the server now.
 */
export async function correspond(
  paper: Paper,
  asked: Question | readonly Question[],
  responses: readonly Letter[],
  start: KnownServer,
  { settings, gauge }: Writing,
): Promise<Standing> {
  // A first request to a server of unknown length depends on no count.
  const needsCount = responses.length > 0 || start.contextTokens !== null;
  const session: Session = {
    client: answering(responses),
    gate: AT_ONCE,
    gauge: needsCount ? gauge : { ...gauge, sample: () => Promise.resolve() },
    agreement: openAgreement(start.profile),
    price: null,
    settings,
    contextTokens: start.contextTokens,
  };
  const learnt = (): KnownServer => ({
    profile: session.agreement.profile,
    contextTokens: session.contextTokens,
  });
  try {
    const replies = "id" in asked
      ? new Map([[asked.id, await askAlone(session, paper, asked)]])
      : await askTogether(session, paper, asked);
    for (const [id, reply] of replies) {
      replies.set(id, { ...reply, attempts: sentIn(responses, reply) });
    }
    return { replies, body: null, learnt: learnt() };
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
    return { replies: null, body: error.body, learnt: learnt() };
  }
}

/** Notes with each request the batch that it went in: there is one for each letter. */
function sentIn(
  letters: readonly Letter[],
  { attempts }: Reply,
): readonly Attempt[] {
  return attempts.map((attempt, i) => {
    const batch = letters[i]?.batch ?? null;
    return batch === null ? attempt : { ...attempt, batch };
  });
}

/** A client that has its answers already. */
function answering(responses: readonly OutputLine[]): ChatClient {
  let next = 0;
  return {
    send(body) {
      const response = responses[next++];
      return response
        ? Promise.resolve(receivedFrom(response))
        : Promise.reject(new Unanswered(body));
    },
  };
}

function receivedFrom({ completion, error, httpStatus }: OutputLine): Received {
  const headers = new Headers();
  if (error === null) {
    const body = completion as Record<string, unknown>;
    return { ok: true, completion: body, httpStatus: 200, headers };
  }
  const failure = classifyError(error);
  return { ok: false, error, failure, httpStatus, headers };
}

/** A gate that is open: nothing is sent. */
const AT_ONCE: Gate = {
  send: (_reservation, request, signal) =>
    request(signal ?? new AbortController().signal),
  state: {
    inFlight: 0,
    waiting: 0,
    limit: 1,
    calls: 0,
    retries: 0,
    usd: 0,
    pausedMs: 0,
  },
};
