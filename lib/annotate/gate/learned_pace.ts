import { type Pace, startPace } from "lib/annotate/gate/pace.ts";
import { startProbes } from "lib/annotate/gate/probes.ts";

/** Share of the rate that was too much which is kept. */
const KEEP = 0.9;
/**
 * Milliseconds until the rate that was too much is reached again: short as
 * long as the limit is not well known, doubled when a refusal confirms it.
 */
const RECOVERY_MS = { first: 2500, most: 20_000 };
/** Requests per second of that time, at least; with fewer it takes longer. */
const RECOVERY_RATE = 20;
/** A refusal at so many times the expected limit shows that it was not known. */
const FAR = 1.5;
/** A single refusal lowers a rate in force to this share of it at the most. */
const LEAST_CEILING = 0.7;
/** Accepted requests over which the accepted rate is measured. */
const MEASURED = { least: 5, most: 50 };

/** After a pause worth so many requests a server may have some saved up: no time for a probe. */
const SAVED_UP = 2;

/** A pace learnt from refusals alone. */
export interface LearnedPace extends Pick<Pace, "waitMs"> {
  /** Whether a request was sent faster than usual, to see what happens. */
  isProbe(sentAt: number): boolean;
  /** Notes that a request is sent now. */
  take(now: number): void;
  /**
   * Notes that the server accepted a request, whatever it answered.
   *
   * @param active Milliseconds in which requests were not paused.
   */
  accepted(sentAt: number, now: number, active: number): void;
  /**
   * Notes that the server refused a request as one too many.
   *
   * @param active Milliseconds in which requests were not paused.
   * @param pause Milliseconds for which requests pause now.
   */
  refused(
    sentAt: number,
    now: number,
    active: number,
    pause: number,
  ): void;
}

/**
 * Starts a pace for a server that does not announce its limit: without a rate
 * until the first refusal, then a tenth below the rate that the server
 * accepted, back to it along a cubic curve and slowly beyond it, as CUBIC
 * does for congestion (RFC 9438). Refusals of requests sent before the last
 * cut belong to the same episode and change nothing. From time to time a
 * refusal leads to a probe instead of a cut, see {@link startProbes}.
 */
export function startLearnedPace(): LearnedPace {
  const pace = startPace();
  const probes = startProbes();
  const acceptedAt: number[] = [];
  let ceiling: number | null = null;
  let cutAt = -Infinity;
  let recoveryMs = RECOVERY_MS.first;
  const recovery = (rate: number) =>
    recoveryMs * Math.max(1, RECOVERY_RATE / (1000 * rate));
  const follow = (now: number) => {
    if (ceiling === null) return;
    const distance = (now - cutAt) / recovery(ceiling) - 1;
    pace.setRate(
      probes.rate ?? ceiling * (1 + (1 - KEEP) * distance ** 3),
      now,
    );
  };
  const cut = (to: number, now: number) => {
    if (ceiling === null || to > FAR * ceiling) {
      recoveryMs = RECOVERY_MS.first;
    } else if (now - cutAt > recoveryMs) {
      recoveryMs = Math.min(RECOVERY_MS.most, 2 * recoveryMs);
    }
    ceiling = to;
    cutAt = now;
    follow(now);
  };
  const acceptedRate = (active: number) =>
    acceptedAt.length / Math.max(1, active - acceptedAt[0]!);
  /** Cuts a rate to the accepted one, but neither far below nor above itself. */
  const cutFrom = (rate: number, now: number, active: number) => {
    const accepted = Math.max(acceptedRate(active), LEAST_CEILING * rate);
    cut(Math.min(rate, accepted), now);
  };
  /** Ends a probe if this request decides it. */
  const end = (
    sentAt: number,
    isRefused: boolean,
    now: number,
    active: number,
  ) => {
    const shown = probes.ended(sentAt, isRefused);
    if (shown === null) return;
    const { rate, hasFailed } = shown;
    if (hasFailed) return cutFrom(rate, now, active);
    ceiling = rate;
    recoveryMs = RECOVERY_MS.first;
    cutAt = now - recovery(rate);
    follow(now);
  };
  return {
    isProbe: probes.holds,
    take(now) {
      follow(now);
      pace.take(1, now);
      probes.take(now);
    },
    waitMs(now) {
      follow(now);
      return pace.waitMs(now);
    },
    accepted(sentAt, now, active) {
      acceptedAt.push(active);
      if (acceptedAt.length > MEASURED.most) acceptedAt.shift();
      end(sentAt, false, now, active);
    },
    refused(sentAt, now, active, pause) {
      if (acceptedAt.length < MEASURED.least) return;
      if (probes.isOpen) return end(sentAt, true, now, active);
      if (sentAt <= cutAt) return;
      follow(now);
      const { rate } = pace;
      const measured = acceptedRate(active);
      if (rate === null) return cut(measured, now);
      const canProbe = rate * pause < SAVED_UP;
      if (canProbe && probes.begin(Math.min(rate, FAR * measured), now)) {
        return follow(now);
      }
      cutFrom(rate, now, active);
    },
  };
}
