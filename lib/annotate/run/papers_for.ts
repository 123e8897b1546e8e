import type { Gate } from "lib/annotate/gate/gate.ts";

/**
 * How many papers to have under way: a few more than requests may be in
 * flight, so that the next request is ready when one of them ends.
 */
export function papersFor({ state: { limit } }: Pick<Gate, "state">): number {
  return Math.ceil(1.25 * limit) + 4;
}
