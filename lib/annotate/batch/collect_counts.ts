import type { Usage } from "lib/annotate/annotator.ts";
import { sumUsage } from "lib/annotate/llm/usage.ts";

/** What became of the lines of a file of requests, or of several. */
export interface CollectCounts {
  /** Requests that were sent. */
  readonly requests: number;
  /** Questions answered: their answers are in the store. */
  readonly answered: number;
  /** Questions that ended without an answer and were saved as such, by status. */
  readonly failed: Readonly<Record<string, number>>;
  /** Answers that the store had already. */
  readonly before: number;
  /** Requests that the next export sends again, by reason. */
  readonly again: Readonly<Record<string, number>>;
  /** Lines beside the first for one request that say the same, or failed. */
  readonly duplicates: number;
  /** Requests with two different answers: the first was kept. */
  readonly conflicts: readonly string[];
  /** Tokens of everything that was run, as the server counted them. */
  readonly usage: Usage | null;
}

/** Counts that are being made. */
export interface Counting extends CollectCounts {
  requests: number;
  answered: number;
  readonly failed: Record<string, number>;
  before: number;
  readonly again: Record<string, number>;
  duplicates: number;
  readonly conflicts: string[];
  usage: Usage | null;
}

/** Counts of nothing. */
export function noCounts(): Counting {
  return {
    requests: 0,
    answered: 0,
    failed: {},
    before: 0,
    again: {},
    duplicates: 0,
    conflicts: [],
    usage: null,
  };
}

/** Counts one more of a class, or several. */
export function countOne(
  classes: Record<string, number>,
  name: string,
  more = 1,
): void {
  classes[name] = (classes[name] ?? 0) + more;
}

/** Adds counts up. */
export function sumCounts(parts: readonly CollectCounts[]): CollectCounts {
  const sum = noCounts();
  for (const part of parts) {
    sum.requests += part.requests;
    sum.answered += part.answered;
    sum.before += part.before;
    sum.duplicates += part.duplicates;
    sum.conflicts.push(...part.conflicts);
    for (const key of ["failed", "again"] as const) {
      for (const [name, count] of Object.entries(part[key])) {
        countOne(sum[key], name, count);
      }
    }
    sum.usage = sumUsage([sum.usage, part.usage]);
  }
  return sum;
}
