import { type Pace, startPace } from "lib/annotate/gate/pace.ts";

/** Share of the rate that was too much which is kept. */
const KEEP = 0.9;
/**
 * Milliseconds until the rate that was too much is reached again: short as
 * long as the limit is not well known, doubled when a refusal confirms it.
 */
const RECOVERY_MS = { first: 2500, most: 20_000 };
/** Requests until then, at least. */
const RECOVERY_REQUESTS = 20;
/** A refusal at so many times the expected limit shows that it was not known. */
const FAR = 1.5;
/** A single refusal lowers a rate in force to this share of it at the most. */
const LEAST_CEILING = 0.7;
/** A refusal below this share of the expected limit comes early. */
const EARLY = 0.97;
/**
 * So many early refusals in a row, each with few refused since the cut before
 * it, are not about the rate: together the cuts more than halve it.
 */
const TOO_MANY_EARLY = 8;
/** What "few" is, and over how many requests at least it can be told. */
const FEW = { share: 0.25, requests: 8 };
/** Share refused that is too much after all: so many times the usual, and at least. */
const TOO_MUCH = { times: 3, least: 0.15 };
/** Requests over which that share is measured. */
const LATEST = 200;
/** Accepted requests over which the accepted rate is measured. */
const MEASURED = { least: 5, most: 50 };

/** A pace learnt from refusals alone. */
export interface LearnedPace extends Pick<Pace, "take" | "waitMs"> {
  /**
   * Notes that the server accepted a request, whatever it answered.
   *
   * @param active Milliseconds in which requests were not paused.
   */
  accepted(sentAt: number, active: number): void;
  /** Notes that the server refused a request as one too many. */
  refused(sentAt: number, now: number, active: number): void;
}

/**
 * Starts a pace for a server that does not announce its limit: without a rate
 * until the first refusal, then a tenth below the rate that the server
 * accepted, back to it along a cubic curve and slowly beyond it, as CUBIC
 * does for congestion (RFC 9438). Refusals of requests sent before the last
 * cut belong to the same episode and change nothing. Where single
 * refusals go on although the rate was cut again and again, they have another
 * cause: the cuts are taken back, until clearly more is refused than before.
 */
export function startLearnedPace(): LearnedPace {
  const pace = startPace();
  const acceptedAt: number[] = [];
  let ceiling: number | null = null;
  let cutAt = -Infinity;
  let recoveryMs = RECOVERY_MS.first;
  let early = { count: 0, requests: 0, rateBefore: 0 };
  let tolerated: number | null = null; // share refused for other causes
  let sinceCut: boolean[] = []; // the latest requests, true: refused
  const note = (isRefused: boolean) => {
    sinceCut.push(isRefused);
    if (sinceCut.length > LATEST) sinceCut.shift();
  };
  const follow = (now: number) => {
    if (ceiling === null) return;
    const recovery = Math.max(recoveryMs, RECOVERY_REQUESTS / ceiling);
    const distance = (now - cutAt) / recovery - 1;
    pace.setRate(ceiling * (1 + (1 - KEEP) * distance ** 3), now);
  };
  return {
    take(units, now) {
      follow(now);
      pace.take(units, now);
    },
    waitMs(now) {
      follow(now);
      return pace.waitMs(now);
    },
    accepted(sentAt, active) {
      if (sentAt > cutAt) note(false);
      acceptedAt.push(active);
      if (acceptedAt.length > MEASURED.most) acceptedAt.shift();
    },
    refused(sentAt, now, active) {
      if (sentAt <= cutAt) return;
      note(true);
      if (acceptedAt.length < MEASURED.least) return;
      follow(now);
      const requests = sinceCut.length;
      const share = sinceCut.filter((is) => is).length / requests;
      if (tolerated !== null) {
        if (requests < LATEST || share < tolerated) return;
        tolerated = null;
      }
      const measured = acceptedAt.length / Math.max(1, active - acceptedAt[0]!);
      const rate = pace.rate;
      const refused = rate === null
        ? measured
        : Math.min(Math.max(measured, LEAST_CEILING * rate), rate);
      if (ceiling === null || rate! >= EARLY * ceiling) {
        early = { count: 0, requests: 0, rateBefore: refused };
      } else if (requests >= FEW.requests) {
        if (share >= FEW.share) {
          early = { count: 0, requests: 0, rateBefore: refused };
        } else {
          early.count++;
          early.requests += requests;
        }
      }
      if (early.count === TOO_MANY_EARLY) {
        const usual = TOO_MANY_EARLY / early.requests;
        tolerated = Math.max(TOO_MUCH.least, TOO_MUCH.times * usual);
      }
      if (ceiling === null || refused > FAR * ceiling) {
        recoveryMs = RECOVERY_MS.first;
      } else if (now - cutAt > recoveryMs) {
        recoveryMs = Math.min(RECOVERY_MS.most, 2 * recoveryMs);
      }
      ceiling = tolerated !== null ? early.rateBefore / KEEP : refused;
      cutAt = now;
      sinceCut = [];
      follow(now);
    },
  };
}
