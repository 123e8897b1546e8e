/** Milliseconds whose worth may be sent at once, to make up for late timers. */
const SLACK_MS = 5;

/** A shorter wait, in milliseconds, is none: rounding errors must not be waited for. */
const LEAST_MS = 0.1;

/** Spreads what is sent evenly over time, at a rate that may change. */
export interface Pace {
  /** Units per millisecond; null if nothing holds requests back. */
  readonly rate: number | null;
  setRate(rate: number | null, now: number): void;
  /** Notes that so many units are sent now. */
  take(units: number, now: number): void;
  /** Milliseconds until more may be sent; 0 if it may be now. */
  waitMs(now: number): number;
}

/**
 * Starts a pace without a rate: a leaky bucket. What is sent fills it, it
 * runs out at the rate, and more may be sent once it is empty.
 */
export function startPace(): Pace {
  let rate: number | null = null;
  let level = 0;
  let settledAt = 0;
  const settle = (now: number) => {
    if (rate !== null) {
      const left = level - rate * Math.max(0, now - settledAt);
      level = Math.max(left, -rate * SLACK_MS);
    }
    settledAt = now;
  };
  return {
    get rate() {
      return rate;
    },
    setRate(next, now) {
      settle(now);
      rate = next;
      if (rate === null) level = 0;
    },
    take(units, now) {
      settle(now);
      if (rate !== null) level += units;
    },
    waitMs(now) {
      settle(now);
      const wait = rate === null ? 0 : level / rate;
      return wait < LEAST_MS ? 0 : wait;
    },
  };
}
