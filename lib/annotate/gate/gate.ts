import { setTimeout } from "node:timers/promises";
import { backoffMs } from "lib/annotate/gate/backoff.ts";
import { type Limits, openBudget } from "lib/annotate/gate/budget.ts";
import {
  adaptiveConcurrency,
  fixedConcurrency,
} from "lib/annotate/gate/concurrency.ts";
import { watchOutage } from "lib/annotate/gate/outage.ts";
import { openPacing, type Sent } from "lib/annotate/gate/pacing.ts";
import {
  type Clock,
  openTurns,
  type Verdict,
} from "lib/annotate/gate/turns.ts";
import { prng } from "lib/stats/random.ts";

/** What a request may cost at the worst. */
export interface Reservation {
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** US dollars; null if the price is unknown. */
  readonly usd: number | null;
}

/** How one request ended, as far as it decides what happens next. */
export interface Outcome<T> {
  readonly value: T;
  /**
   * - ok: there is an answer;
   * - rate_limited: 429;
   * - overloaded: 503, 529;
   * - transient: 408, 409, 500, 502, 504, a lost connection, a time-out;
   * - final: any other failure, which sending again cannot mend.
   */
  readonly kind: "ok" | "rate_limited" | "overloaded" | "transient" | "final";
  /** Of the response; null if there was none. */
  readonly headers: Headers | null;
  /**
   * US dollars that it did cost. Unknown (null) counts as the worst case, but
   * as nothing if the server refused the request.
   */
  readonly usd: number | null;
}

/** Where a gate stands, for a progress line. */
export interface GateState {
  readonly inFlight: number;
  /** Requests that wait for their turn. */
  readonly waiting: number;
  /** Requests that may be in flight. */
  readonly limit: number;
  /** Requests sent. */
  readonly calls: number;
  /** Of these, sent again after a failure. */
  readonly retries: number;
  /** US dollars spent, as far as known. */
  readonly usd: number;
  /** Milliseconds until requests go on; 0 if nothing stops them. */
  readonly pausedMs: number;
}

/** Decides when a request is sent, and whether it is sent again. */
export interface Gate {
  /**
   * Sends a request when its turn comes, first come, first served. After a
   * passing failure it waits and sends again.
   *
   * @param reservation What a request may cost at the worst.
   * @param request Sends once; for whatever a server did it returns an
   * outcome. What it throws is thrown here.
   * @param signal Ends the waiting, and is passed on to the request.
   * @returns The last outcome.
   * @throws {LimitReached} If the next request could pass a limit.
   */
  send<T>(
    reservation: Reservation,
    request: (signal: AbortSignal) => Promise<Outcome<T>>,
    signal?: AbortSignal,
  ): Promise<Outcome<T>>;
  readonly state: GateState;
}

/** How many requests a gate lets through, and how patient it is. */
export interface GateOptions extends Limits, Partial<Clock> {
  /** Requests in flight: found by trying, or fixed. */
  readonly concurrency: "auto" | number;
  /** Requests for one answer; 8 by default. */
  readonly maxAttempts?: number;
  /** Seconds from the first request for an answer to the start of the last; 900 by default. */
  readonly maxSecondsPerAnswer?: number;
  /** Seed of the jitter. */
  readonly seed?: number | string;
}

/**
 * Opens a gate. It finds out how many requests a server takes at once, keeps
 * to the rate limits that the server announces or shows by refusing, lets all
 * requests wait when the server asks one to, and stops before a limit of
 * money or requests is passed.
 *
 * @example A request that fails once
 * ```ts
 * import { openGate } from "lib/annotate/gate/gate.ts";
 * import assert from "node:assert/strict";
 * const gate = openGate({ concurrency: 2, sleep: () => Promise.resolve() });
 * let calls = 0;
 * const { value } = await gate.send(
 *   { promptTokens: 10, completionTokens: 10, usd: null },
 *   () => {
 *     const kind = ++calls === 1 ? "transient" : "ok";
 *     return Promise.resolve({ value: kind, kind, headers: null, usd: null });
 *   },
 * );
 * assert.equal(value, "ok");
 * assert.equal(gate.state.calls, 2);
 * ```
 */
export function openGate(options: GateOptions): Gate {
  const {
    concurrency: wanted,
    maxAttempts = 8,
    maxSecondsPerAnswer = 900,
    seed = "gate",
    now = monotonicNow,
    sleep = sleepFor,
  } = options;
  if (wanted !== "auto" && !(Number.isInteger(wanted) && wanted > 0)) {
    throw new RangeError(
      `Cannot keep requests in flight as concurrency must be "auto" or a whole number above 0: current value is ${wanted}`,
    );
  }
  const random = prng(seed);
  const concurrency = wanted === "auto"
    ? adaptiveConcurrency()
    : fixedConcurrency(wanted);
  const budget = openBudget(options);
  const pacing = openPacing();
  const outage = watchOutage(random);
  const turns = openTurns({ now, sleep });
  let answers = 0;
  let inFlight = 0;
  let retries = 0;

  /** Lets a request through if it may go, and notes it as sent. */
  const enter = (
    { promptTokens, completionTokens, usd }: Reservation,
  ): Verdict<Sent> => {
    if (inFlight >= (outage.isOut ? 1 : concurrency.limit)) return "wait";
    const sentAt = now();
    const wait = pacing.waitMs(sentAt);
    if (wait > 0) return wait;
    if (!budget.reserve(usd)) return "wait";
    inFlight++;
    const isFull = inFlight > 0.8 * concurrency.limit;
    const marks = pacing.take(promptTokens + completionTokens, sentAt);
    return { pass: { sentAt, isFull, marks } };
  };

  const learn = ({ kind, headers }: Outcome<unknown>, sent: Sent) => {
    const endedAt = now();
    if (kind !== "rate_limited" || !pacing.isProbe(sent.sentAt)) {
      concurrency.ended({ ...sent, kind, endedAt });
    }
    if (kind === "ok" || kind === "final") outage.answered();
    else pacing.pause(outage.failed(sent.sentAt, endedAt, inFlight), endedAt);
    return pacing.learn({ kind, headers, endedAt, ...sent });
  };

  /** Sends once and returns the outcome with the wait that the server named. */
  const sendOnce = async <T>(
    { usd }: Reservation,
    request: (signal: AbortSignal) => Promise<Outcome<T>>,
    sent: Sent,
    signal: AbortSignal,
  ) => {
    let cost = usd ?? 0;
    try {
      signal.throwIfAborted();
      const outcome = await request(signal);
      const wasRefused = outcome.kind === "rate_limited" ||
        outcome.kind === "overloaded";
      cost = outcome.usd ?? (wasRefused ? 0 : cost);
      return { outcome, named: learn(outcome, sent) };
    } finally {
      inFlight--;
      budget.settle(usd, cost);
      turns.look();
    }
  };

  return {
    get state() {
      return {
        inFlight,
        waiting: turns.waiting,
        limit: concurrency.limit,
        calls: budget.calls,
        retries,
        usd: budget.usd,
        pausedMs: pacing.pausedMs(now()),
      };
    },
    async send(reservation, request, signal = new AbortController().signal) {
      const order = answers++;
      let firstAt: number | null = null;
      for (let attempt = 1;; attempt++) {
        const sent = await turns.take(order, () => enter(reservation), signal);
        if (attempt > 1) retries++;
        firstAt ??= sent.sentAt;
        const { outcome, named } = await sendOnce(
          reservation,
          request,
          sent,
          signal,
        );
        if (outcome.kind === "ok" || outcome.kind === "final") return outcome;
        const wait = Math.max(named ?? 0, backoffMs(random, attempt));
        const spent = now() - firstAt + wait;
        if (attempt >= maxAttempts || spent > 1000 * maxSecondsPerAnswer) {
          return outcome;
        }
        await sleep(wait, signal);
      }
    },
  };
}

function monotonicNow(): number {
  return performance.timeOrigin + performance.now();
}

/** The longest that a timer can wait, about 25 days. */
const LONGEST_MS = 2 ** 31 - 1;

async function sleepFor(ms: number, signal?: AbortSignal): Promise<void> {
  try {
    await setTimeout(Math.min(ms, LONGEST_MS), undefined, { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
