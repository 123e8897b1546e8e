/** Asks services: each thing once, at their pace, and again only where that helps. */

import type { Archive } from "lib/collect/archive.ts";
import type { AnswerKind, KeptAnswer } from "lib/collect/kept_answer.ts";
import { watchRefusals } from "lib/collect/refusals.ts";
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
  /** Called for every request sent. */
  readonly onRequest?: () => void;
}

const TRIES = 6;
const BACKOFF = { firstMs: 1000, mostMs: 60_000 };
/** Failures of a host in a row after which it is left alone for a while, and after which the command stops. */
const ILL = { pause: 3, stop: 24 };
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
 * connection or an answer cut off, with backoff and jitter; other answers are final.
 *
 * The function rejects with {@link StoppedForNow} if a service asks for more
 * patience than allowed, and with an Error if a service does not answer at all,
 * or refuses a search or metadata.
 */
export function startAsking(options: AskOptions): Ask {
  const failures = new Map<string, number>(); // in a row, by host
  const refusals = watchRefusals(options.archive);
  const waiting = AbortSignal.any(
    options.stop ? [options.signal, options.stop] : [options.signal],
  );
  return async (request) => {
    const { archive, userAgent } = options;
    const { kind, url, round = 1, isWhole = () => true } = request;
    const kept = archive.find(url, round);
    if (kept !== null) return kept;
    if (userAgent === null) {
      return { status: null, why: archive.failure(url) ?? "not asked" };
    }
    const home = new URL(url).host;
    const headers = { ...request.headers, "user-agent": userAgent };
    let why = refusals.why(kind, home) ?? "";
    if (why !== "") {
      archive.fail(url, why);
      return { status: null, why };
    }
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      const got = await follow(url, headers, options, waiting);
      const { host } = got;
      let { outcome } = got;
      if (
        outcome.kind === "answer" && outcome.status === 200 &&
        !isWhole(outcome.body)
      ) outcome = { kind: "lost", why: "the answer was cut off" };
      if (outcome.kind === "answer" || outcome.kind === "redirect") {
        failures.set(host, 0);
        const { status, body } = outcome;
        if (!FINAL[kind](status)) throw refused(url, outcome);
        if (status === 200) request.check?.(body);
        const contentType = outcome.headers.get("content-type") ?? "";
        const answer = { url, status, contentType, body, finalUrl: got.url };
        archive.keep(kind, answer, new Date(options.now()), round);
        refusals.note(home, { kind, ...answer });
        return archive.find(url, round) ??
          { status: null, why: refusals.why(kind, home)! };
      }
      why = outcome.kind === "lost" ? outcome.why : `HTTP ${outcome.status}`;
      const inARow = (failures.get(host) ?? 0) + 1;
      failures.set(host, inARow);
      if (inARow >= ILL.stop) throw outOfOrder(host, why);
      const wait = waitAfter(outcome, host, attempt, options);
      if (wait.isNamed || inARow >= ILL.pause) {
        options.scheduler.pause(host, wait.ms);
      }
      if (attempt < TRIES) await options.sleep(wait.ms, waiting);
    }
    if (kind !== "text") throw outOfOrder(home, why);
    archive.fail(url, why);
    return { status: null, why };
  };
}

/** Sends a request to where it leads; each host on the way at its own pace. */
async function follow(
  url: string,
  headers: Readonly<Record<string, string>>,
  { archive, scheduler, signal, now, onRequest }: AskOptions,
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
      outcome = await send(at.href, isHome ? headers : harmless, signal);
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

function refused(
  url: string,
  { status, body }: { status: number; body: Uint8Array },
): Error {
  const { origin, pathname } = new URL(url);
  const said = refusalText(body);
  return new Error(
    `Cannot go on as ${origin}${pathname} answers ${status}${
      said && ` and says "${said}"`
    }`,
  );
}

function outOfOrder(host: string, why: string): Error {
  return new Error(
    `Cannot go on as ${host} does not answer (${why}): the same command goes on later`,
  );
}
