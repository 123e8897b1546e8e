import { setImmediate } from "node:timers/promises";

/** Units of work between two pauses. */
const STEPS = 32;

/**
 * Makes long work interruptible: work that never waits would keep signals and
 * timers from being handled, so every now and then it lets them pass.
 *
 * @param signal Stops the work.
 * @returns To be awaited after every unit of work; rejects with the signal's
 * reason once it is aborted.
 */
export function breathing(signal?: AbortSignal): () => Promise<void> {
  let steps = 0;
  return async () => {
    if (++steps % STEPS === 0) await setImmediate();
    signal?.throwIfAborted();
  };
}
