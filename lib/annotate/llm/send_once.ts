import type { AnnotationStatus, Attempt } from "lib/annotate/annotator.ts";
import type { Outcome } from "lib/annotate/gate/gate.ts";
import type { Received } from "lib/annotate/llm/client.ts";
import { costOf } from "lib/annotate/llm/prices.ts";
import { adaptProfile, type Profile } from "lib/annotate/llm/profile.ts";
import type { Message } from "lib/annotate/llm/prompt.ts";
import type {
  ReadReply,
  ReadSettings,
} from "lib/annotate/llm/read_completion.ts";
import { type ChatRequest, requestBody } from "lib/annotate/llm/request.ts";
import type { ContextError } from "lib/annotate/llm/server_error.ts";
import { reservationFor, type Session } from "lib/annotate/llm/session.ts";
import { readUsage } from "lib/annotate/llm/usage.ts";
import type { Paper } from "lib/corpus/paper.ts";
import type { Question } from "lib/questions/question.ts";

/** What a completion is read into: a reply, or several with what they share. */
export type Reading = Pick<ReadReply, "status" | "raw" | "message" | "notes">;

/** What is asked of whom. */
export interface Task<T extends Reading> {
  readonly paper: Paper;
  readonly asked: Question | readonly Question[];
  readonly read: (completion: unknown, settings: ReadSettings) => T;
  /** Gets every request that was sent. */
  readonly attempts: Attempt[];
}

/** How one request is to be made. */
export interface Making {
  readonly outputTokens: number;
  /** Longest text of the paper, in characters. */
  readonly maxCharacters: number;
  /** Messages after those of the question. */
  readonly further?: readonly Message[];
}

/** What came of one request. */
export interface Result<T extends Reading> {
  /** Null if there was no completion to be read. */
  readonly reading: T | null;
  readonly failure:
    | { readonly status: AnnotationStatus; readonly message: string }
    | null;
  /** Present if the failure says how long a prompt may be. */
  readonly context: ContextError | null;
  /** The server refused the form of the request, and there is another to try. */
  readonly wasRefused: boolean;
  /** Length of the request. */
  readonly sentCharacters: number;
  readonly notes: Readonly<Record<string, string>>;
}

/**
 * Builds a request, sends it through the gate, reads what comes back, and
 * notes every attempt.
 *
 * @throws {PaperTooLong} If nothing of the paper fits.
 * @throws {AnnotatorStopped} If no other request will pass either.
 * @throws {LimitReached} If the request could pass a limit.
 */
export async function sendOnce<T extends Reading>(
  session: Session,
  task: Task<T>,
  making: Making,
  profile: Profile,
  signal?: AbortSignal,
): Promise<Result<T>> {
  let made = make(session, task, making, profile);
  const { value } = await session.gate.send(
    reservationFor(session, made.sentCharacters, making.outputTokens),
    async (gateSignal): Promise<Outcome<Result<T>>> => {
      // Others may have learnt what the server takes while this one waited.
      const { profile: latest } = session.agreement;
      if (made.profile !== latest) made = make(session, task, making, latest);
      const received = await session.client.send(made.body, gateSignal);
      return received.ok
        ? await readOutcome(session, task, made, received)
        : failedOutcome(session, task, made, received);
    },
    signal,
  );
  return value;
}

interface Made extends ChatRequest {
  readonly profile: Profile;
}

function make<T extends Reading>(
  { settings }: Session,
  { paper, asked }: Task<T>,
  { outputTokens, maxCharacters, further = [] }: Making,
  profile: Profile,
): Made {
  const request = requestBody(paper, asked, {
    ...settings,
    profile,
    maxCharacters,
    outputTokens,
  });
  const messages = [...request.body.messages, ...further];
  return {
    ...request,
    profile,
    body: { ...request.body, messages },
    sentCharacters: further.reduce(
      (sum, { content }) => sum + content.length,
      request.sentCharacters,
    ),
  };
}

async function readOutcome<T extends Reading>(
  session: Session,
  task: Task<T>,
  { notes, sentCharacters, shape }: Made,
  { completion, httpStatus, headers }: Received & { ok: true },
): Promise<Outcome<Result<T>>> {
  const { gauge } = session;
  const settings = {
    sentCharacters,
    shape: shape === "shared" ? "shared" : "own",
  } as const;
  let reading = task.read(completion, {
    ...settings,
    charactersPerToken: gauge.charactersPerToken,
  });
  if (reading.status === "silent_truncation") {
    // A text of few tokens looks the same: count before saying so.
    reading = task.read(completion, {
      ...settings,
      charactersPerToken: await gauge.yardstick(task.paper.text),
    });
  }
  const usage = readUsage(completion.usage);
  if (reading.status !== "silent_truncation" && usage?.promptTokens) {
    gauge.observe(sentCharacters, usage.promptTokens);
  }
  const { status, message } = reading;
  task.attempts.push({ outcome: status, httpStatus, usage, message });
  return {
    value: {
      reading,
      failure: null,
      context: null,
      wasRefused: false,
      sentCharacters,
      notes: { ...notes, ...reading.notes },
    },
    kind: "ok",
    headers,
    usd: usage && costOf(usage, session.price),
  };
}

function failedOutcome<T extends Reading>(
  { agreement }: Session,
  task: Task<T>,
  { profile, body, notes, sentCharacters }: Made,
  { error, failure, httpStatus, headers }: Received & { ok: false },
): Outcome<Result<T>> {
  const isTooLong = failure.status === "too_long";
  const next = error && !isTooLong
    ? adaptProfile(profile, error, { ...body })
    : null;
  if (next) agreement.refused(profile, next);
  task.attempts.push({
    outcome: next ? "adapted" : failure.status,
    httpStatus,
    usage: null,
    message: failure.message,
  });
  const unknown = { contextTokens: null, promptTokens: null };
  return {
    value: {
      reading: null,
      failure,
      context: isTooLong ? error?.context ?? unknown : null,
      wasRefused: next !== null,
      sentCharacters,
      notes,
    },
    kind: failure.kind,
    headers,
    // A server charges for what it answered; a lost request may have been.
    usd: httpStatus !== null && httpStatus >= 400 ? 0 : null,
  };
}
