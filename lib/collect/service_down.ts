/** A service that gives no answer, or refuses what a run cannot do without. */

import { type Outcome, refusalText } from "lib/collect/send.ts";

/** Thrown where a service gives no answer, however often it is asked. */
export class ServiceDown extends Error {
  override readonly name = "ServiceDown";
  /** Short: "HTTP 503", "no connection". */
  readonly why: string;
  readonly isReached: boolean;

  constructor(hosts: readonly string[], { why, isReached }: Failure) {
    const last = hosts.at(-1);
    const names = hosts.length > 1
      ? `${hosts.slice(0, -1).join(", ")} and ${last}`
      : last;
    super(
      isReached
        ? `Cannot go on as ${names} does not answer (${why}): run the same command again later, it goes on from here`
        : `Cannot go on as ${names} cannot be reached (${why}): is this computer online? The same command goes on from here`,
    );
    this.why = why;
    this.isReached = isReached;
  }
}

/** How the last request to a host failed, and how many did in a row. */
export interface Failure {
  readonly inARow: number;
  readonly why: string;
  readonly isReached: boolean;
}

/** Counts a failed request of a host. */
export function countFailure(
  outcome: Outcome,
  before: Failure | undefined,
): Failure {
  const inARow = (before?.inARow ?? 0) + 1;
  return outcome.kind === "lost"
    ? { inARow, why: outcome.why, isReached: outcome.isReached }
    : { inARow, why: `HTTP ${outcome.status}`, isReached: true };
}

/** A service's final no to a search or to metadata, in its own words. */
export function refused(
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
