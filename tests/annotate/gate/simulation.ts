/** A server and a clock in virtual time: hours of requests pass in a moment, the same each time. */

import { setImmediate } from "node:timers/promises";
import type { Gate, Outcome } from "lib/annotate/gate/gate.ts";
import { prng } from "lib/stats/random.ts";

/** Virtual time, moved forward by {@link VirtualTime.run} alone. */
export interface VirtualTime {
  readonly now: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Timers that have not rung. */
  readonly timers: number;
  /** Lets time pass until the promise is settled. */
  run<T>(until: Promise<T>): Promise<T>;
}

/** Starts virtual time at a round number of milliseconds. */
export function virtualTime(): VirtualTime {
  let time = 1_000_000;
  let timers: { at: number; ring: () => void }[] = [];
  return {
    now: () => time,
    get timers() {
      return timers.length;
    },
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const stop = () => {
          timers = timers.filter((other) => other !== timer);
          reject(signal!.reason);
        };
        const ring = () => {
          signal?.removeEventListener("abort", stop);
          resolve();
        };
        const timer = { at: time + ms, ring };
        signal?.addEventListener("abort", stop, { once: true });
        const place = timers.findLastIndex(({ at }) => at <= timer.at);
        timers.splice(place + 1, 0, timer);
      });
    },
    async run(until) {
      let isOver = false;
      const over = () => {
        isOver = true;
      };
      until.then(over, over);
      for (;;) {
        await setImmediate(); // lets everything that is due happen
        if (isOver) return until;
        const next = timers.shift();
        if (!next) throw new Error("everything waits and nothing will happen");
        time = Math.max(time, next.at);
        next.ring();
      }
    },
  };
}

/** Decides whether a request is one too many, and what the headers say. */
export interface Limiter {
  /** Returns true if the request is accepted. */
  accept(now: number, tokens: number): boolean;
  headers(now: number): Record<string, string>;
}

const seconds = (ms: number) => `${(Math.max(0, ms) / 1000).toFixed(3)}s`;

/** A bucket that holds so many units and is refilled evenly. */
export function tokenBucket(
  perSecond: number,
  capacity: number,
  unit: "requests" | "tokens" = "requests",
): Limiter {
  let level = capacity;
  let at = 0;
  const settle = (now: number) => {
    level = Math.min(capacity, level + perSecond * (now - at) / 1000);
    at = now;
  };
  return {
    accept(now, tokens) {
      settle(now);
      const needed = unit === "requests" ? 1 : tokens;
      if (level < needed) return false;
      level -= needed;
      return true;
    },
    headers(now) {
      settle(now);
      return {
        [`x-ratelimit-limit-${unit}`]: String(capacity),
        [`x-ratelimit-remaining-${unit}`]: String(Math.floor(level)),
        [`x-ratelimit-reset-${unit}`]: seconds(
          1000 * (capacity - level) / perSecond,
        ),
      };
    },
  };
}

/** So many requests in each whole second of the clock. */
export function fixedWindow(limit: number): Limiter {
  let window = 0;
  let used = 0;
  const settle = (now: number) => {
    if (Math.floor(now / 1000) !== window) used = 0;
    window = Math.floor(now / 1000);
  };
  return {
    accept(now) {
      settle(now);
      return used < limit && ++used > 0;
    },
    headers(now) {
      settle(now);
      return {
        "x-ratelimit-limit-requests": String(limit),
        "x-ratelimit-remaining-requests": String(limit - used),
        "x-ratelimit-reset-requests": seconds(1000 * (window + 1) - now),
      };
    },
  };
}

/** So many requests in any second. */
export function slidingWindow(limit: number): Limiter {
  let seen: number[] = [];
  const settle = (now: number) => {
    seen = seen.filter((at) => at > now - 1000);
  };
  return {
    accept(now) {
      settle(now);
      return seen.length < limit && seen.push(now) > 0;
    },
    headers(now) {
      settle(now);
      return {
        "x-ratelimit-limit-requests": String(limit),
        "x-ratelimit-remaining-requests": String(limit - seen.length),
        "x-ratelimit-reset-requests": seconds((seen[0] ?? now) + 1000 - now),
      };
    },
  };
}

/** What a simulated server does. */
export interface SimulatedServer {
  /** Milliseconds for an answer when there is room. */
  readonly latencyMs?: number;
  /** Each latency is this share longer or shorter at the most. */
  readonly jitter?: number;
  readonly limiter?: Limiter;
  /** Whether responses carry the limiter's headers. */
  readonly hasHeaders?: boolean;
  /** Extra headers of a refusal. */
  readonly refusal?: Record<string, string>;
  /** Requests worked on at once; others wait their turn. */
  readonly slots?: number;
  /** Requests at once beyond which it refuses. */
  readonly most?: number;
  /** Share of requests that it refuses for no reason. */
  readonly moody?: number;
  /** From when to when, after the start, it answers 503 to everything. */
  readonly outage?: readonly [fromMs: number, toMs: number];
}

/** One request as the server saw it. */
export interface SimulatedRequest {
  /** Milliseconds after the start. */
  readonly at: number;
  readonly kind: Outcome<null>["kind"];
  /** Requests in flight, this one counted. */
  readonly inFlight: number;
}

/** Starts a simulated server. */
export function simulateServer(time: VirtualTime, options: SimulatedServer) {
  const { latencyMs = 200, jitter = 0.1, limiter, hasHeaders = false } =
    options;
  const { slots = Infinity, most = Infinity, outage, moody = 0 } = options;
  const random = prng("server");
  const start = time.now();
  const log: SimulatedRequest[] = [];
  const freeAt: number[] = [];
  let inFlight = 0;
  const decide = (at: number, tokens: number) => {
    if (outage && at - start >= outage[0] && at - start < outage[1]) {
      return "overloaded";
    }
    if (moody > 0 && random() < moody) return "rate_limited";
    if (inFlight > most) return "rate_limited";
    return (limiter?.accept(at, tokens) ?? true) ? "ok" : "rate_limited";
  };
  return {
    log,
    /** What a gate is given to send. */
    async request(tokens = 1): Promise<Outcome<null>> {
      const at = time.now();
      inFlight++;
      const kind = decide(at, tokens);
      log.push({ at: at - start, kind, inFlight });
      const headers = new Headers(
        hasHeaders && limiter ? limiter.headers(at) : {},
      );
      let wait = 5;
      if (kind === "ok") {
        const work = latencyMs * (1 + jitter * (2 * random() - 1));
        if (freeAt.length < slots) freeAt.push(at);
        freeAt.sort((a, b) => a - b);
        const from = slots === Infinity ? at : Math.max(at, freeAt[0]!);
        if (slots !== Infinity) freeAt[0] = from + work;
        else freeAt.length = 0;
        wait = from + work - at;
      } else {
        for (const [name, value] of Object.entries(options.refusal ?? {})) {
          headers.set(name, value);
        }
      }
      await time.sleep(wait);
      inFlight--;
      return { value: null, kind, headers, usd: null };
    },
  };
}

/** Keeps so many callers asking until a time, each one answer after the other. */
export async function keepAsking(
  gate: Gate,
  time: VirtualTime,
  server: ReturnType<typeof simulateServer>,
  { callers, forMs, tokens = 1 }: {
    callers: number;
    forMs: number;
    tokens?: number;
  },
): Promise<Outcome<null>["kind"][]> {
  const end = time.now() + forMs;
  const kinds: Outcome<null>["kind"][] = [];
  const ask = async () => {
    while (time.now() < end) {
      const reservation = {
        promptTokens: tokens,
        completionTokens: 0,
        usd: null,
      };
      const { kind } = await gate.send(
        reservation,
        () => server.request(tokens),
      );
      kinds.push(kind);
    }
  };
  await time.run(Promise.all(Array.from({ length: callers }, ask)));
  return kinds;
}
