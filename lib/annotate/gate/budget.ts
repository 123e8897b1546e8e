import { AnnotatorStopped, LimitReached } from "lib/annotate/annotator.ts";
import { countOf } from "lib/words.ts";

/** What may be spent. */
export interface Limits {
  /** US dollars. */
  readonly maxUsd?: number;
  /** Requests. */
  readonly maxCalls?: number;
}

/** Keeps what is spent below the limits. */
export interface Budget {
  /** Requests sent. */
  readonly calls: number;
  /** US dollars spent, as far as known. */
  readonly usd: number;
  /**
   * Reserves what a request may cost at the worst.
   *
   * @param usd US dollars; null if the price is unknown.
   * @returns False if it has to wait for what requests in flight really cost.
   * @throws {LimitReached} If it does not fit; nothing is reserved after that.
   * @throws {AnnotatorStopped} If money is limited and the price unknown.
   */
  reserve(usd: number | null): boolean;
  /** Ends a reservation with what the request did cost. */
  settle(reserved: number | null, usd: number): void;
}

/**
 * Opens a budget. A request is let through only if everything reserved could
 * be paid at the worst; what is left over of a reservation comes back.
 *
 * @param limits The limits; without any, all is counted and nothing refused.
 * @throws {RangeError} If a limit is not a number of 0 or more.
 */
export function openBudget({ maxUsd, maxCalls }: Limits): Budget {
  for (const [name, limit] of Object.entries({ maxUsd, maxCalls })) {
    if (limit !== undefined && !(limit >= 0)) {
      throw new RangeError(
        `Cannot limit ${name} as it must be a number of 0 or more: current value is ${limit}`,
      );
    }
  }
  let calls = 0;
  let usd = 0;
  let reserved = 0;
  let inFlight = 0;
  let isCostKnown = true;
  let reached: string | null = null;
  const refuse = (limit: string, next: string, goesOn: string): never => {
    const sent = countOf(calls, "request");
    reached = `Stopped before the limit of ${limit} would be passed: ${
      isCostKnown
        ? `${sent} and ${dollars(usd)} spent`
        : `${sent} sent, cost unknown`
    }${next}; the same command ${goesOn}`;
    throw new LimitReached(reached);
  };
  return {
    get calls() {
      return calls;
    },
    get usd() {
      return usd;
    },
    reserve(worst) {
      if (reached !== null) throw new LimitReached(reached);
      if (maxUsd !== undefined && worst === null) {
        throw new AnnotatorStopped(
          "Cannot keep to --max-usd as the price of the model is not known; add it to data/prices.json, or limit the requests with --max-calls",
        );
      }
      if (maxCalls !== undefined && calls >= maxCalls) {
        // Wait for those in flight, so that the message says all that is spent.
        if (inFlight > 0) return false;
        refuse(
          countOf(maxCalls, "request"),
          "",
          "goes on, with as many requests again",
        );
      }
      if (maxUsd !== undefined && usd + reserved + worst! > maxUsd) {
        if (inFlight > 0) return false;
        refuse(
          dollars(maxUsd),
          `, and the next request could cost ${dollars(worst!)}`,
          worst! > maxUsd
            ? "with a higher limit goes on"
            : "goes on, and may spend as much again",
        );
      }
      if (worst === null) isCostKnown = false;
      calls++;
      inFlight++;
      reserved += worst ?? 0;
      return true;
    },
    settle(worst, cost) {
      inFlight--;
      reserved = inFlight === 0 ? 0 : reserved - (worst ?? 0);
      usd += cost;
    },
  };
}

function dollars(usd: number): string {
  return `${usd.toFixed(usd < 1 ? 4 : 2)} US dollars`;
}
