/** Decides when each host is asked. */

import type { RateLimit } from "lib/collect/services.ts";

/** How time passes. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Waits; rejects at once when the signal is aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** What a host allows. */
export interface HostRules {
  readonly limits: readonly RateLimit[];
  readonly connections: number;
}

/** Thrown where going on would mean to wait too long: come back later. */
export class StoppedForNow extends Error {
  override readonly name = "StoppedForNow";
}

/** One queue for each host. */
export interface Scheduler {
  /**
   * Waits until a host may be asked.
   *
   * @returns The time of the turn; dispose of it once the answer is there.
   * @throws {StoppedForNow} If that would take more than an hour.
   */
  turn(host: string, signal?: AbortSignal): Promise<Disposable>;
  /** Lets nobody ask a host for a time. */
  pause(host: string, ms: number): void;
}

/** A limit is kept as if its time were so much longer: clocks and networks vary. */
const MARGIN = 1.05;
/** Longest wait for a host's own limits, in milliseconds. */
const LONGEST_WAIT_MS = 3_600_000;

/**
 * Starts the scheduler. Requests to a host go out one after the other, evenly
 * at the rate of its shortest limit, and never more in any time than each limit
 * allows, those of earlier runs counted.
 *
 * @param options.rules What a host allows.
 * @param options.sentSince When requests were sent to it before.
 */
export function startScheduler({ rules, sentSince, now, sleep }: Clock & {
  readonly rules: (host: string) => HostRules;
  readonly sentSince: (host: string, since: number) => number[];
}): Scheduler {
  const lanes = new Map<string, Lane>();
  const laneOf = (host: string) => {
    const lane = lanes.get(host) ?? openLane(host);
    lanes.set(host, lane);
    return lane;
  };
  const openLane = (host: string): Lane => {
    const { limits, connections } = rules(host);
    const longest = Math.max(...limits.map(({ seconds }) => seconds));
    const sent = sentSince(host, now() - 1000 * MARGIN * longest)
      .filter((at) => at <= now());
    return { limits, free: connections, queue: [], sent, pausedUntil: 0 };
  };
  return {
    async turn(host, signal) {
      const lane = laneOf(host);
      await enter(lane, signal);
      try {
        for (;;) {
          const wait = waitMs(lane, now());
          if (wait.ms <= 0) break;
          if (wait.isOwn && wait.ms > LONGEST_WAIT_MS) {
            throw new StoppedForNow(
              `Stopped for now as ${host} allows no further request for ${
                hours(wait.ms)
              }`,
            );
          }
          await sleep(wait.ms, signal);
        }
        note(lane, now());
      } catch (error) {
        leave(lane);
        throw error;
      }
      let isOver = false;
      return {
        [Symbol.dispose]() {
          if (!isOver) leave(lane);
          isOver = true;
        },
      };
    },
    pause(host, ms) {
      const lane = laneOf(host);
      lane.pausedUntil = Math.max(lane.pausedUntil, now() + ms);
    },
  };
}

interface Lane {
  readonly limits: readonly RateLimit[];
  free: number;
  readonly queue: (() => void)[];
  /** When requests were sent, as far back as the longest limit, oldest first. */
  sent: number[];
  pausedUntil: number;
}

/** Takes a connection, first come, first served. */
async function enter(lane: Lane, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  if (lane.free > 0) {
    lane.free--;
    return;
  }
  await new Promise<void>((resolve, reject) => {
    const giveUp = () => {
      lane.queue.splice(lane.queue.indexOf(go), 1);
      reject(signal!.reason);
    };
    const go = () => {
      signal?.removeEventListener("abort", giveUp);
      resolve();
    };
    signal?.addEventListener("abort", giveUp, { once: true });
    lane.queue.push(go);
  });
}

function leave(lane: Lane): void {
  const next = lane.queue.shift();
  if (next === undefined) lane.free++;
  else next();
}

function note(lane: Lane, now: number): void {
  lane.sent.push(now);
  const longest = Math.max(...lane.limits.map(({ seconds }) => seconds));
  const since = now - 1000 * MARGIN * longest;
  if (lane.sent[0]! < since) lane.sent = lane.sent.filter((at) => at >= since);
}

function waitMs(
  { limits, sent, pausedUntil }: Lane,
  now: number,
): { ms: number; isOwn: boolean } {
  const shortest = limits.reduce((a, b) => b.seconds < a.seconds ? b : a);
  const spacing = 1000 * MARGIN * shortest.seconds / shortest.requests;
  const free = [
    (sent.at(-1) ?? -Infinity) + spacing,
    ...limits.map(({ requests, seconds }) =>
      (sent.at(-requests) ?? -Infinity) + 1000 * MARGIN * seconds
    ),
  ];
  const own = Math.max(...free) - now;
  const paused = pausedUntil - now;
  return { ms: Math.max(own, paused), isOwn: own >= paused };
}

/** A time in words, to the minute. */
export function hours(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  return minutes < 60
    ? `${minutes} min`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
