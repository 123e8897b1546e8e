import {
  type GroupCounts,
  labelledCells,
  plainCounts,
} from "lib/findings/adjusted/group_counts.ts";
import type { ShareOf } from "lib/stats/answer_cell.ts";
import {
  type AdjustedMethod,
  adjustedShare,
} from "lib/stats/adjusted_share.ts";
import { countOf, listWords } from "lib/words.ts";

/** What the labels of a group are known to be. */
export interface LabelsOfGroup {
  /** What the share is a share of. */
  readonly of: ShareOf;
  /** Whether they say how likely their papers were to be labelled. */
  readonly areDesigned: boolean;
  /** Papers of each megajournal of which no paper is labelled. */
  readonly missing: ReadonlyMap<string, number>;
}

/**
 * The cells of adjusted.csv that labels fill: the adjusted share with its
 * method and limits, and a note on what the labels do not allow and on what is
 * taken for granted: that papers without an answer are like the labelled ones
 * among them, and that labels which do not say how they were drawn are a simple
 * random sample of the papers.
 */
export function adjustedCells(counts: GroupCounts, about: LabelsOfGroup) {
  const { method, estimate, low, high, labels, note } = adjustedShare(
    labelledCells(counts),
    { of: about.of },
  );
  const assumed = method === "too_few_labels"
    ? []
    : [...failedNote(counts, method), ...drawnNote(counts, about)];
  return {
    labels: Math.round(labels),
    method,
    adjusted: estimate,
    low,
    high,
    note: [note, ...assumed].filter((text) => text !== "").join(". "),
  };
}

function failedNote(counts: GroupCounts, method: AdjustedMethod): string[] {
  const { failed: { papers, labels } } = plainCounts(counts);
  if (papers === 0) return [];
  const which = `${countOf(papers, "paper")} without an answer`;
  if (labels > 0) {
    return [`Includes ${which}, by ${countOf(labels, "label")} among them`];
  }
  // Labels that stand alone are of all papers, answered or not.
  return method === "wilson_labels"
    ? []
    : [`Leaves out ${which}, of which none is labelled`];
}

function drawnNote(
  counts: GroupCounts,
  { areDesigned, missing }: LabelsOfGroup,
): string[] {
  const { papers, labels } = plainCounts(counts);
  if (areDesigned || labels === papers) return [];
  const lacking = [...missing].map(([name, papers]) =>
    `${name} (${countOf(papers, "paper")})`
  );
  return [
    "Labels count as a simple random sample, as they do not say how they were drawn",
    ...(lacking.length === 0
      ? []
      : [`This is doubtful: no paper of ${listWords(lacking)} is labelled`]),
  ];
}
