/** Asks services: each thing once, at their pace, and again only where that helps. */

import type { Archive } from "lib/collect/archive.ts";
import type { AnswerKind, KeptAnswer } from "lib/collect/kept_answer.ts";
import { isRefusal, watchRefusals } from "lib/collect/refusals.ts";
import {
  type Clock,
  hours,
  type Scheduler,
  StoppedForNow,
} from "lib/collect/scheduler.ts";
import {
  namedWaitMs,
  type Outcome,
  refusalText,
  send,
} from "lib/collect/send.ts";
import {
  countFailure,
  type Failure,
  refused,
  ServiceDown,
} from "lib/collect/service_down.ts";
import type { Random } from "lib/stats/random.ts";

/** A request. */
export interface Request {
  readonly kind: AnswerKind;
  readonly url: string;
  /** Metadata round; 1 for all else. */
  readonly round?: number;
  /** What goes with it but is not kept, such as a key. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Tells whether an answer with status 200 is complete; one cut off is asked for again. */
  readonly isWhole?: (body: Uint8Array) => boolean;
  /** Reads an answer with status 200; what it throws ends the command, and the answer is not kept. */
  readonly check?: (body: Uint8Array) => unknown;
}

/** An answer, kept or just given; or why there is none. */
export type Reply = KeptAnswer | {
  readonly status: null;
  /** Short: "HTTP 503", "not asked". */
  readonly why: string;
  /** False if a host gave no sign of life. */
  readonly isReached?: boolean;
};

/** Asks, or finds what was answered before. */
export type Ask = (request: Request) => Promise<Reply>;

/** How to ask. */
export interface AskOptions extends Clock {
  readonly archive: Archive;
  readonly scheduler: Scheduler;
  /** Null asks nobody: only what is kept counts. */
  readonly userAgent: string | null;
  readonly random: Random;
  /** Longest wait that a service may name, in milliseconds. */
  readonly patienceMs: number;
  readonly signal: AbortSignal;
  /** Lets nothing more be sent; what is under way may end. */
  readonly stop?: AbortSignal;
  /** Asks again, once, for texts that were refused before. */
  readonly refreshTexts?: boolean;
  /** How often a request is sent at most; six times by default. */
  readonly tries?: number;
  /** Longest time for one answer, in milliseconds; 90 s by default. */
  readonly timeLimitMs?: number;
  /** Called for every request sent. */
  readonly onRequest?: () => void;
}

const TRIES = 6;
const BACKOFF = { firstMs: 1000, mostMs: 60_000 };
/** Failures of a host in a row after which it is left alone for a while, and after which the command stops. */
const ILL = { pause: 3, stop: 24 };
/** The same while no host at all was reached: there may be no network, and nobody should wait to hear that. */
const OFFLINE = { tries: 2, stop: 6 };
const MOST_REDIRECTS = 5;
/** What the services say to a request is final for that request. */
const FINAL: Readonly<Record<AnswerKind, (status: number) => boolean>> = {
  search: (status) => status === 200,
  metadata: (status) => status === 200 || status === 404,
  text: (status) => status < 500,
};

/**
 * Makes the function that all requests go through. What is answered is kept
 * and never asked for again. A request is repeated after 408, 429, 5xx, a lost
 * connection or an answer cut off, with backoff and jitter; other answers are
 * final, but for refused texts where `refreshTexts` is set.
 *
 * The function rejects with {@link StoppedForNow} if a service asks for more
 * patience than allowed, with {@link ServiceDown} if a service does not answer
 * at all, and with an Error if it refuses a search or metadata.
 */
export function startAsking(options: AskOptions): Ask {
  const failures = new Map<string, Failure>(); // by host, since its last answer
  const askedAgain = new Set<string>();
  let isOnline = false;
  const serviceDown = (host: string, failure: Failure) =>
    new ServiceDown(
      [...failures.keys()].filter((other) =>
        other === host || !failure.isReached && !failures.get(other)!.isReached
      ),
      failure,
    );
  const refusals = watchRefusals(options.archive);
  const waiting = AbortSignal.any(
    options.stop ? [options.signal, options.stop] : [options.signal],
  );
  return async (request) => {
    const { archive, userAgent } = options;
    const { kind, url, round = 1, isWhole = () => true } = request;
    const kept = archive.find(url, round);
    const isAgain = kept !== null && options.refreshTexts === true &&
      userAgent !== null && !askedAgain.has(url) && isRefusal(kept);
    if (kept !== null && !isAgain) return kept;
    if (userAgent === null) {
      return { status: null, why: archive.failure(url) ?? "not asked" };
    }
    askedAgain.add(url);
    const home = new URL(url).host;
    const headers = { ...request.headers, "user-agent": userAgent };
    const lockedOut = refusals.why(kind, home);
    if (lockedOut !== null && isAgain) return kept;
    if (lockedOut !== null) {
      archive.fail(url, lockedOut);
      return { status: null, why: lockedOut };
    }
    const { tries = TRIES } = options;
    for (let attempt = 1;; attempt++) {
      const got = await follow(url, headers, options, waiting);
      const { host } = got;
      let { outcome } = got;
      if (
        outcome.kind === "answer" && outcome.status === 200 &&
        !isWhole(outcome.body)
      ) {
        const why = "the answer was cut off";
        outcome = { kind: "lost", why, isReached: true };
      }
      if (outcome.kind === "answer" || outcome.kind === "redirect") {
        failures.delete(host);
        isOnline = true;
        const { status, body } = outcome;
        if (!FINAL[kind](status)) throw refused(url, outcome);
        if (status === 200) request.check?.(body);
        const contentType = outcome.headers.get("content-type") ?? "";
        const answer = { url, status, contentType, body, finalUrl: got.url };
        if (isAgain) archive.fail(url, "asked again");
        archive.keep(kind, answer, new Date(options.now()), round);
        refusals.note(home, { kind, ...answer, isAgain });
        return archive.find(url, round) ??
          { status: null, why: refusals.why(kind, home)! };
      }
      const failure = countFailure(outcome, failures.get(host));
      const { inARow, why, isReached } = failure;
      failures.set(host, failure);
      isOnline ||= isReached;
      if (inARow >= (isOnline ? ILL : OFFLINE).stop) {
        throw serviceDown(host, failure);
      }
      const wait = waitAfter(outcome, host, attempt, options);
      if (wait.isNamed || inARow >= ILL.pause) {
        options.scheduler.pause(host, wait.ms);
      }
      if (attempt >= (isOnline ? tries : Math.min(tries, OFFLINE.tries))) {
        if (kind !== "text") throw serviceDown(host, failure);
        archive.fail(url, why);
        return { status: null, why, isReached };
      }
      await options.sleep(wait.ms, waiting);
    }
  };
}

/** Sends a request to where it leads; each host on the way at its own pace. */
async function follow(
  url: string,
  headers: Readonly<Record<string, string>>,
  { archive, scheduler, signal, now, onRequest, timeLimitMs }: AskOptions,
  waiting: AbortSignal,
): Promise<{ url: string; host: string; outcome: Outcome }> {
  let at = new URL(url);
  for (let redirects = 0;; redirects++) {
    const { host } = at;
    let outcome: Outcome;
    {
      using _turn = await scheduler.turn(host, waiting);
      const number = archive.noteRequest(host, shown(at, redirects), now());
      onRequest?.();
      // A key is for the service that it was meant for.
      const { authorization: _, ...harmless } = headers;
      const isHome = at.origin === new URL(url).origin;
      const sent = isHome ? headers : harmless;
      outcome = await send(at.href, sent, signal, timeLimitMs);
      archive.noteEnd(
        number,
        outcome.kind === "lost" ? outcome.why : String(outcome.status),
      );
    }
    if (outcome.kind !== "redirect" || redirects === MOST_REDIRECTS) {
      return { url: shown(at, redirects), host, outcome };
    }
    const next = URL.parse(outcome.headers.get("location")!, at);
    const isAllowed = next !== null &&
      (next.protocol === "https:" || next.protocol === at.protocol);
    if (!isAllowed) return { url: shown(at, redirects), host, outcome };
    at = next;
  }
}

/** An address as it may be kept: where a service redirects to can hold a signature. */
function shown(url: URL, redirects: number): string {
  return redirects === 0 ? url.href : url.origin + url.pathname;
}

/** How long to wait after a failure: as the service says, else longer each time. */
function waitAfter(
  outcome: Outcome,
  host: string,
  attempt: number,
  { now, patienceMs, random }: AskOptions,
): { ms: number; isNamed: boolean } {
  const most = Math.min(
    BACKOFF.mostMs,
    BACKOFF.firstMs * 2 ** (attempt - 1),
  );
  const jitter = random() * most;
  if (outcome.kind === "lost") return { ms: jitter, isNamed: false };
  const named = namedWaitMs(outcome, now());
  if (named === null) return { ms: jitter, isNamed: false };
  if (named > patienceMs) {
    const said = refusalText(outcome.body);
    throw new StoppedForNow(
      `Stopped for now as ${host} allows no further request for ${
        hours(named)
      }${said && ` ("${said}")`}`,
    );
  }
  return { ms: named + jitter / 10, isNamed: true };
}
