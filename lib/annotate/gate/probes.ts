/** So many times the rate is tried in a probe. */
const FASTER = 1.5;
/** Requests of a probe, and the refusals among them that make it fail. */
const REQUESTS = { all: 20, refused: 3 };
/** So many times the rate must be reached, or something else held requests back. */
const REACHED = 1.2;
/** Refusals that lower the rate before the next one starts a probe. */
const CUTS = { first: 8, most: 128 };
/** Share of the rate that the last probe tested below which the next one starts. */
const FALLEN = 0.6;

/** What a probe has shown. */
export interface Shown {
  /** Requests per millisecond: of the probe, or before it if it has failed. */
  readonly rate: number;
  readonly hasFailed: boolean;
}

/** Finds out now and then whether refusals are about the rate at all. */
export interface Probes {
  /** Requests per millisecond that a probe asks for now; null without one. */
  readonly rate: number | null;
  /** True from the first request of a probe until it is decided. */
  readonly isOpen: boolean;
  /** Whether a request was sent in the last probe. */
  holds(sentAt: number): boolean;
  /**
   * Notes a refusal at a rate.
   *
   * @returns True if a probe begins, false if the rate should be lowered.
   */
  begin(rate: number, now: number): boolean;
  /** Notes that a request is sent. */
  take(now: number): void;
  /** Notes how a request ended; returns what a probe has shown with it. */
  ended(sentAt: number, isRefused: boolean): Shown | null;
}

/**
 * Starts without a probe. A server may refuse requests for reasons of its own,
 * however slowly they come; a rate that is lowered at each of them would go
 * down to nothing. So once refusals have lowered it much, or often, the next
 * one raises the rate by half for 20 requests. If refusals are about the rate,
 * a third of these is refused: the probe fails, and probes become rare. If
 * not, few are: the higher rate stays, and the next refusal starts the next
 * probe. Where something else held the requests back, the higher rate stays
 * as well, but the next refusals lower it as usual. A probe begins right after
 * a refusal, when a server has no requests saved up.
 */
export function startProbes(): Probes {
  let probe: {
    from: number;
    sent: number;
    accepted: number;
    refused: number;
    isSlow: boolean;
  } | null = null;
  let startedAt = Infinity;
  let endedAt = Infinity;
  let tested: number | null = null;
  let cuts = 0;
  let patience = CUTS.first;
  const holds = (sentAt: number) => sentAt > startedAt && sentAt <= endedAt;
  return {
    holds,
    get isOpen() {
      return probe !== null;
    },
    get rate() {
      const isSending = probe !== null && probe.sent < REQUESTS.all;
      return isSending ? FASTER * probe!.from : null;
    },
    begin(rate, now) {
      tested ??= rate;
      if (++cuts <= patience && rate > FALLEN * tested) return false;
      probe = { from: rate, sent: 0, accepted: 0, refused: 0, isSlow: false };
      startedAt = now;
      endedAt = Infinity;
      return true;
    },
    take(now) {
      if (probe === null || now <= startedAt || endedAt < Infinity) return;
      if (++probe.sent < REQUESTS.all) return;
      endedAt = now;
      const rate = REQUESTS.all / (endedAt - startedAt);
      probe.isSlow = rate < REACHED * probe.from;
    },
    ended(sentAt, isRefused) {
      if (probe === null || !holds(sentAt)) return null;
      if (isRefused) probe.refused++;
      else probe.accepted++;
      const hasFailed = probe.refused >= REQUESTS.refused;
      const isOver = hasFailed ||
        probe.accepted > REQUESTS.all - REQUESTS.refused;
      if (!isOver) return null;
      const isProved = !hasFailed && !probe.isSlow;
      tested = !hasFailed ? FASTER * probe.from : probe.from;
      if (isProved) patience = CUTS.first;
      else if (hasFailed) patience = Math.min(CUTS.most, 2 * patience);
      cuts = isProved ? patience : 0;
      probe = null;
      return { rate: tested, hasFailed };
    },
  };
}
