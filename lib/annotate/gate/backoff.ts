import type { Random } from "lib/stats/random.ts";

const BASE_MS = 1000;
const CAP_MS = 60_000;

/**
 * How long to wait before an attempt is repeated: exponential backoff with
 * full jitter
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 *
 * @param random Seeded random numbers.
 * @param failures Attempts that failed so far, 1 or more.
 * @returns Milliseconds from 0 to 1 s, 2 s, 4 s … at most 60 s.
 */
export function backoffMs(random: Random, failures: number): number {
  return random() * Math.min(CAP_MS, BASE_MS * 2 ** (failures - 1));
}
