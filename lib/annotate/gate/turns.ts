/** What a request at the head of the queue is told. */
export type Verdict<T> =
  /** It may go, and this is what it took. */
  | { readonly pass: T }
  /** It has to wait until something changes. */
  | "wait"
  /** It may try again after so many milliseconds. */
  | number;

/** A queue in which requests wait for their turn. */
export interface Turns {
  /** Requests in the queue. */
  readonly waiting: number;
  /**
   * Waits for a turn.
   *
   * @param order Lower goes first.
   * @param enter Decides, and takes what the request needs if it may go; what
   * it throws is thrown here.
   * @returns What it took.
   */
  take<T>(
    order: number,
    enter: () => Verdict<T>,
    signal?: AbortSignal,
  ): Promise<T>;
  /** Looks again: something has changed. */
  look(): void;
}

/** How time passes. */
export interface Clock {
  /** Milliseconds since 1970, never going back. */
  readonly now: () => number;
  /** Waits; rejects at once when the signal is aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

interface Waiting {
  readonly order: number;
  /** Decides, and lets the request go if it may. */
  readonly enter: () => "gone" | "wait" | number;
  readonly fail: (reason: unknown) => void;
}

/**
 * Opens a queue in which only the head is let through, so that none overtakes
 * another. At most one timer runs, and none while nobody waits.
 */
export function openTurns({ now, sleep }: Clock): Turns {
  const queue: Waiting[] = [];
  let alarm: { at: number; stop: AbortController } | null = null;

  const disarm = () => {
    alarm?.stop.abort();
    alarm = null;
  };
  const arm = (ms: number) => {
    const at = now() + ms;
    if (alarm !== null && alarm.at <= at) return;
    disarm();
    const mine = alarm = { at, stop: new AbortController() };
    const ring = () => {
      if (alarm !== mine) return;
      alarm = null;
      look();
    };
    sleep(ms, mine.stop.signal).then(ring, () => {});
  };
  const look = () => {
    while (queue.length > 0) {
      const head = queue[0]!;
      try {
        const verdict = head.enter();
        if (verdict === "wait") return;
        if (verdict !== "gone") return arm(verdict);
      } catch (error) {
        head.fail(error);
      }
      queue.shift();
    }
    disarm();
  };
  return {
    get waiting() {
      return queue.length;
    },
    look,
    take(order, enter, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const leave = () => {
          queue.splice(queue.indexOf(waiting), 1);
          reject(signal!.reason);
          look();
        };
        const done = () => signal?.removeEventListener("abort", leave);
        const waiting: Waiting = {
          order,
          enter() {
            const verdict = enter();
            if (typeof verdict !== "object") return verdict;
            done();
            resolve(verdict.pass);
            return "gone";
          },
          fail: (reason) => (done(), reject(reason)),
        };
        signal?.addEventListener("abort", leave, { once: true });
        const place = queue.findLastIndex((other) => other.order <= order);
        queue.splice(place + 1, 0, waiting);
        look();
      });
    },
  };
}
