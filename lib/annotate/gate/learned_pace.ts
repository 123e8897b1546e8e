import { watchOtherCauses } from "lib/annotate/gate/other_causes.ts";
import { type Pace, startPace } from "lib/annotate/gate/pace.ts";

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

/** A pace learnt from refusals alone. */
export interface LearnedPace extends Pick<Pace, "waitMs"> {
  /** Notes that a request is sent now. */
  take(now: number): void;
  /**
   * Notes that the server accepted a request, whatever it answered.
   *
   * @param active Milliseconds in which requests were not paused.
   */
  accepted(sentAt: number, active: number): void;
  /**
   * Notes that the server refused a request as one too many.
   *
   * @param request The request: when it was sent, and which one it was.
   */
  refused(
    request: { readonly sentAt: number; readonly number: number },
    now: number,
    active: number,
  ): void;
}

/**
 * Starts a pace for a server that does not announce its limit: without a rate
 * until the first refusal, then a tenth below the rate that the server
 * accepted, back to it along a cubic curve and slowly beyond it, as CUBIC
 * does for congestion (RFC 9438). Refusals of requests sent before the last
 * cut belong to the same episode and change nothing.
 */
export function startLearnedPace(): LearnedPace {
  const pace = startPace();
  const acceptedAt: number[] = [];
  let ceiling: number | null = null;
  let cutAt = -Infinity;
  let sent = 0;
  let sentBeforeCut = 0;
  let recoveryMs = RECOVERY_MS.first;
  const otherCauses = watchOtherCauses();
  const follow = (now: number) => {
    if (ceiling === null) return;
    const slower = Math.max(1, RECOVERY_RATE / (1000 * ceiling));
    const recovery = recoveryMs * slower;
    const distance = (now - cutAt) / recovery - 1;
    pace.setRate(ceiling * (1 + (1 - KEEP) * distance ** 3), now);
  };
  return {
    take(now) {
      follow(now);
      sent++;
      pace.take(1, now);
    },
    waitMs(now) {
      follow(now);
      return pace.waitMs(now);
    },
    accepted(sentAt, active) {
      if (sentAt > cutAt) otherCauses.note(false);
      acceptedAt.push(active);
      if (acceptedAt.length > MEASURED.most) acceptedAt.shift();
    },
    refused({ sentAt, number }, now, active) {
      if (sentAt <= cutAt) return;
      otherCauses.note(true);
      if (acceptedAt.length < MEASURED.least) return;
      follow(now);
      const { rate } = pace;
      const measured = acceptedAt.length / Math.max(1, active - acceptedAt[0]!);
      const accepted = rate === null
        ? measured
        : Math.min(Math.max(measured, LEAST_CEILING * rate), rate);
      const meaning = otherCauses.judge({
        rate,
        ceiling,
        accepted,
        requests: number - sentBeforeCut,
      });
      if (meaning === "ignore") return;
      if (ceiling === null || accepted > FAR * ceiling) {
        recoveryMs = RECOVERY_MS.first;
      } else if (now - cutAt > recoveryMs) {
        recoveryMs = Math.min(RECOVERY_MS.most, 2 * recoveryMs);
      }
      ceiling = meaning === "cut" ? accepted : meaning.restore / KEEP;
      cutAt = now;
      sentBeforeCut = sent;
      follow(now);
    },
  };
}
