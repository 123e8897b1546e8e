import {
  type AnnotationStatus,
  type Attempt,
  LimitReached,
} from "lib/annotate/annotator.ts";
import { type Message, repairMessages } from "lib/annotate/llm/prompt.ts";
import { PaperTooLong } from "lib/annotate/llm/request.ts";
import {
  type Making,
  type Reading,
  type Result,
  sendOnce,
  type Task,
} from "lib/annotate/llm/send_once.ts";
import type { ContextError } from "lib/annotate/llm/server_error.ts";
import { capFor, roomFor, type Session } from "lib/annotate/llm/session.ts";

/** How a conversation about one paper ended. */
export interface Conversation<T extends Reading> {
  /** The reading that stands; null if there was no completion to be read. */
  readonly reading: T | null;
  readonly failure:
    | { readonly status: AnnotationStatus; readonly message: string }
    | null;
  /** Every request that was sent. */
  readonly attempts: readonly Attempt[];
  readonly notes: Readonly<Record<string, string>>;
}

/** Times that a paper is cut shorter because the server says it is too long. */
const MOST_SHRINKS = 4;
/** What remains of a text where the server does not say how long it may be. */
const SHRINK = 3 / 4;
/** Cut a little more than the server's count asks for: sections differ. */
const CLOSER = 1.03;

/**
 * Asks and, where it helps, asks again: a paper that is too long is cut and
 * sent again, an answer that was cut off gets twice the room once, and a model
 * whose answer does not fit sees it and the error once. Whatever comes then
 * stands.
 *
 * @throws {AnnotatorStopped} If no other request will pass either.
 * @throws {LimitReached} If the first request could pass a limit; a later one
 * is left out instead, and what there is stands.
 */
export async function converse<T extends Reading>(
  session: Session,
  asking: Omit<Task<T>, "attempts">,
  signal?: AbortSignal,
): Promise<Conversation<T>> {
  const attempts: Attempt[] = [];
  const task: Task<T> = { ...asking, attempts };
  const { paper, asked } = task;
  const end = ({ reading, failure, notes }: Result<T>): Conversation<T> => ({
    reading,
    failure,
    attempts,
    notes,
  });
  let longest = Infinity;
  let sentText = 0;

  const send = (outputTokens: number, further?: readonly Message[]) =>
    session.agreement.settle(async (profile) => {
      const room = await roomFor(session, paper, asked, {
        profile,
        outputTokens,
      });
      const maxCharacters = Math.min(room, longest);
      sentText = Math.min(paper.text.length, maxCharacters);
      const making: Making = { outputTokens, maxCharacters, further };
      return await sendOnce(session, task, making, profile, signal);
    });

  /** Sends, and cuts the paper for as long as it does not fit. */
  const sendFitting = async (raise: number) => {
    for (let shrinks = 0;; shrinks++) {
      const outputTokens = capFor(session, asked, raise);
      const result = await send(outputTokens);
      if (result.context === null || shrinks === MOST_SHRINKS) return result;
      const { contextTokens } = result.context;
      if (contextTokens !== null) {
        session.contextTokens = Math.min(
          contextTokens,
          session.contextTokens ?? Infinity,
        );
      }
      longest = shorterText(result, {
        length: sentText,
        outputTokens,
        nextOutputTokens: capFor(session, asked, raise),
      });
    }
  };

  await session.gauge.sample(paper.text);
  let result: Result<T>;
  try {
    result = await sendFitting(1);
  } catch (error) {
    if (!(error instanceof PaperTooLong)) throw error;
    return {
      reading: null,
      failure: { status: "too_long", message: error.message },
      attempts,
      notes: {},
    };
  }
  if (result.reading?.status === "length") {
    const isHigher = capFor(session, asked, 2) > capFor(session, asked, 1);
    const again = isHigher ? await orStop(() => sendFitting(2)) : null;
    if (again?.reading) result = again;
  }
  const { reading } = result;
  if (reading?.status !== "invalid_answer") return end(result);
  const place = attempts.length - 1;
  const repaired = await orStop(() =>
    send(
      capFor(session, asked, 1),
      repairMessages(reading.raw ?? "", reading.message!),
    )
  );
  if (repaired !== null) {
    attempts[place] = { ...attempts[place]!, outcome: "repaired" };
  }
  const status = repaired?.reading?.status;
  return end(
    status === "answered" || status === "invalid_answer" ? repaired! : result,
  );
}

/** Asks again unless a limit of money or calls, or the paper's length, is in the way. */
async function orStop<R>(ask: () => Promise<R>): Promise<R | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof LimitReached || error instanceof PaperTooLong) {
      return null;
    }
    throw error;
  }
}

/** The longest text to try after one that was too long, in characters. */
function shorterText(
  { context, sentCharacters }: {
    readonly context: ContextError | null;
    readonly sentCharacters: number;
  },
  { length, outputTokens, nextOutputTokens }: {
    readonly length: number;
    readonly outputTokens: number;
    readonly nextOutputTokens: number;
  },
): number {
  const { contextTokens = null, promptTokens = null } = context ?? {};
  if (contextTokens === null || promptTokens === null) {
    return Math.floor(length * SHRINK);
  }
  const over = promptTokens - (contextTokens - nextOutputTokens);
  if (over <= 0) {
    // The prompt fits beside a smaller answer.
    return nextOutputTokens < outputTokens
      ? length
      : Math.floor(length * SHRINK);
  }
  const characters = Math.ceil(CLOSER * over * sentCharacters / promptTokens);
  return Math.max(0, length - characters);
}
