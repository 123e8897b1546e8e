import { setImmediate } from "node:timers/promises";

/** Units of work between two pauses. */
const STEPS = 32;

/** Heap, in bytes, above which a pause is used to collect garbage. */
const FULL_HEAP = 96 * 2 ** 20;

/** Heap, in bytes, that is worth collecting between two parts of the work. */
const GROWN_HEAP = 80 * 2 ** 20;

/**
 * Collects the garbage of a part of the work that has ended, where the program
 * runs with `--v8-flags=--expose-gc` and the heap has grown.
 */
export function collectGarbage(): void {
  const { gc } = globalThis as { gc?: () => void };
  if (gc && Deno.memoryUsage().heapUsed > GROWN_HEAP) gc();
}

/**
 * Makes long work interruptible and keeps its memory flat: work that never
 * waits would keep signals and timers from being handled, and V8 lets garbage
 * grow to several times what is in use before it collects it. Every now and
 * then signals may pass, and a heap that has grown is collected where the
 * program runs with `--v8-flags=--expose-gc`, as the project's tasks do.
 *
 * @param signal Stops the work.
 * @returns To be awaited after every unit of work; rejects with the signal's
 * reason once it is aborted.
 */
export function breathing(signal?: AbortSignal): () => Promise<void> {
  const { gc } = globalThis as { gc?: () => void };
  let steps = 0;
  return async () => {
    if (++steps % STEPS === 0) {
      await setImmediate();
      if (gc && Deno.memoryUsage().heapUsed > FULL_HEAP) gc();
    }
    signal?.throwIfAborted();
  };
}
