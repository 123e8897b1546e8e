import { setImmediate } from "node:timers/promises";

/**
 * Lets pieces of work begin one per turn of the event loop, first come, first
 * served. Between two of them the answers that have arrived are handled and
 * the requests that were made go out; a row of pieces would hold them up.
 *
 * @returns To be awaited before every piece.
 */
export function onePerTurn(): () => Promise<void> {
  let last = Promise.resolve();
  return () => last = last.then(() => setImmediate());
}
