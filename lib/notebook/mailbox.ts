/** A queue that one side fills and the other waits on. */

/** Holds what arrived until it is taken. */
export interface Mailbox<T> {
  put(item: T): void;
  /** Ends the waiting at once and for good; only the first reason counts. */
  fail(reason: unknown): void;
  /**
   * The next item.
   *
   * @throws The reason given to `fail`.
   */
  take(): Promise<T>;
}

/** Makes an empty mailbox. */
export function openMailbox<T>(): Mailbox<T> {
  const items: T[] = [];
  let failure: { reason: unknown } | null = null;
  let wake = () => {};
  return {
    put(item) {
      items.push(item);
      wake();
    },
    fail(reason) {
      failure ??= { reason };
      wake();
    },
    async take() {
      while (items.length === 0 && failure === null) {
        await new Promise<void>((resolve) => wake = resolve);
      }
      if (failure !== null) throw failure.reason;
      return items.shift() as T;
    },
  };
}
