import { wasSkipped } from "lib/corpus/funnel.ts";
import type { FunnelRow } from "lib/figures/parts/funnel_steps.ts";
import { statusInWords } from "lib/findings/status_in_words.ts";
import { countOf } from "lib/words.ts";

/** What the reason of a paper without an answer begins with. */
const NO_ANSWER = "no answer: ";

/** Why papers left the funnel, over all megajournals. */
export interface Leaving {
  readonly step: string;
  readonly reason: string;
  readonly papers: number;
}

/**
 * Adds up why papers left, in the order of the steps; a step that was not
 * applied is named with 0 papers.
 *
 * @param rows Rows of funnel.csv.
 *
 * @example
 * ```ts
 * import { leavingReasons } from "lib/findings/read_funnel.ts";
 * import assert from "node:assert/strict";
 * const row = { step: "cited", reason: "never cited" };
 * assert.deepEqual(
 *   leavingReasons([{ ...row, megajournal: "BMJ", papers: 2 }, { ...row, megajournal: "PLOS", papers: 3 }]),
 *   [{ step: "cited", reason: "never cited", papers: 5 }],
 * );
 * ```
 */
export function leavingReasons(rows: readonly FunnelRow[]): Leaving[] {
  const sums = new Map<string, Leaving>();
  for (const { step, reason, papers } of rows) {
    if (reason === "") continue;
    const key = `${step}\n${reason}`;
    const before = sums.get(key)?.papers ?? 0;
    sums.set(key, { step, reason: inWords(reason), papers: before + papers });
  }
  return [...sums.values()];
}

/** A reason names how a question's turn ended, as the tables do. */
function inWords(reason: string): string {
  const status = reason.slice(NO_ANSWER.length);
  return reason.startsWith(NO_ANSWER) ? statusInWords(status) : reason;
}

/** Says in a sentence how many papers are left after each step. */
export function funnelInWords(rows: readonly FunnelRow[]): string {
  const left = (step: string) => countOf(papersAfter(rows, step), "paper");
  const isCollected = rows.some(({ step }) => step === "identified");
  if (isCollected) {
    return `Of ${countOf(papersAfter(rows, "found"), "paper")} found, ${
      left("identified")
    } have a DOI and a journal of the list. ${conditionsInWords(rows)} ${
      left("natural science")
    } are left; ${left("with text")} have an open full text, of which ${
      left("research article")
    } report research, ${left("sampled")} were drawn and ${
      left("analysed")
    } analysed.`;
  }
  const hasTypes = rows.some(({ step }) => step === "research article");
  return `Of ${countOf(papersAfter(rows, "found"), "item")} found, ${
    left("readable")
  } can be read${
    hasTypes ? ` and ${left("research article")} report research` : ""
  }. ${conditionsInWords(rows)} ${left("natural science")} are left, of which ${
    left("sampled")
  } were drawn and ${left("analysed")} analysed.`;
}

/** Names the conditions that were applied. */
function conditionsInWords(rows: readonly FunnelRow[]): string {
  const conditions = [["cited", "citations"], ["natural science", "fields"]]
    .filter(([step]) =>
      !rows.some((row) => row.step === step && wasSkipped(row))
    ).map(([, name]) => name);
  if (conditions.length === 0) {
    return "No condition on citations or fields was applied:";
  }
  return `After the condition${conditions.length === 1 ? "" : "s"} on ${
    conditions.join(" and ")
  }`;
}

/** Papers that go on after a step; of the first step, the papers found. */
export function papersAfter(rows: readonly FunnelRow[], step: string): number {
  return rows.filter((row) => row.step === step && row.reason === "")
    .reduce((sum, { papers }) => sum + papers, 0);
}
