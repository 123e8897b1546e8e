/**
 * Works on several items at once. After the first failure no other item is
 * begun; what is begun comes to its end before the failure is thrown.
 *
 * @param items Taken one by one, as there is room.
 * @param most Items worked on at once; a function is asked again after each.
 * @param work Gets the item and a signal that is aborted, with the failure as
 * its reason, once nothing new should be begun.
 * @throws The first failure.
 */
export async function forEachAtOnce<T>(
  items: Iterable<T>,
  most: number | (() => number),
  work: (item: T, stop: AbortSignal) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const left = items[Symbol.iterator]();
  const room = typeof most === "number" ? () => most : most;
  const going = new Set<Promise<void>>();
  for (;;) {
    while (!stop.signal.aborted && going.size < Math.max(1, room())) {
      const next = left.next();
      if (next.done) break;
      const one = work(next.value, stop.signal)
        .catch((error) => {
          if (!stop.signal.aborted) stop.abort(error);
        })
        .finally(() => going.delete(one));
      going.add(one);
    }
    if (going.size === 0) break;
    await Promise.race(going);
  }
  if (stop.signal.aborted) throw stop.signal.reason;
}
