import type { Megajournal } from "lib/corpus/paper.ts";
import { MEGAJOURNALS } from "lib/corpus/paper.ts";
import { byCodeUnit } from "lib/order.ts";

/** One row of funnel.csv. */
export interface FunnelRow {
  readonly step: string;
  readonly megajournal: Megajournal;
  /** Empty for the papers that go on; else why these left, or why the step was not applied. */
  readonly reason: string;
  readonly papers: number;
}

/**
 * Counts one step of the funnel, by megajournal.
 *
 * @param step The step's name.
 * @param papers The papers that come in.
 * @param leave Why a paper leaves.
 * @returns The papers that go on, in their order, and the rows of the step:
 * for each megajournal the papers that go on, then those that leave, by reason;
 * a single row of 0 papers if none come in.
 *
 * @example
 * ```ts
 * import { countStep } from "lib/corpus/funnel.ts";
 * import assert from "node:assert/strict";
 * const megajournal = "PLOS" as const;
 * const papers = [{ megajournal, year: 2001 }, { megajournal, year: 2020 }];
 * const { rows } = countStep("recent", papers, ({ year }) =>
 *   year < 2010 ? "before 2010" : null);
 * assert.deepEqual(rows, [
 *   { step: "recent", megajournal: "PLOS", reason: "", papers: 1 },
 *   { step: "recent", megajournal: "PLOS", reason: "before 2010", papers: 1 },
 * ]);
 * ```
 */
export function countStep<T extends { readonly megajournal: Megajournal }>(
  step: string,
  papers: readonly T[],
  leave: (paper: T) => string | null,
): { kept: T[]; rows: FunnelRow[] } {
  const counts = new Map<Megajournal, Map<string, number>>();
  const kept: T[] = [];
  for (const paper of papers) {
    const reason = leave(paper);
    if (reason === null) kept.push(paper);
    const of = counts.get(paper.megajournal) ?? new Map([["", 0]]);
    of.set(reason ?? "", (of.get(reason ?? "") ?? 0) + 1);
    counts.set(paper.megajournal, of);
  }
  const rows = MEGAJOURNALS.filter((name) => counts.has(name)).flatMap(
    (megajournal) =>
      [...counts.get(megajournal)!].sort(([a], [b]) => byCodeUnit(a, b)).map(
        ([reason, papers]) => ({ step, megajournal, reason, papers }),
      ),
  );
  if (rows.length === 0) {
    rows.push({ step, megajournal: "other", reason: "", papers: 0 });
  }
  return { kept, rows };
}

const NOT_APPLIED = "not applied";

/** The reason of a step that was not applied. */
export function skippedReason(why: string): string {
  return `${NOT_APPLIED}: ${why}`;
}

/** Tells whether a row of a funnel says that its step was not applied. */
export function wasSkipped({ reason }: Pick<FunnelRow, "reason">): boolean {
  return reason.startsWith(NOT_APPLIED);
}

/**
 * A step that could not be applied: all papers go on, and a row of 0 papers
 * says why nothing was asked of them.
 */
export function skipStep<T extends { readonly megajournal: Megajournal }>(
  step: string,
  papers: readonly T[],
  why: string,
): { kept: T[]; rows: FunnelRow[] } {
  const { kept, rows } = countStep(step, papers, () => null);
  const note = { step, reason: skippedReason(why), papers: 0 };
  return {
    kept,
    rows: rows.flatMap((
      row,
    ) => [row, { ...note, megajournal: row.megajournal }]),
  };
}
