import type { AnnotatedPaper } from "lib/annotate/store.ts";
import { countStep, type FunnelRow } from "lib/corpus/funnel.ts";
import type { Dropped, Megajournal } from "lib/corpus/paper.ts";
import type { Row, Table } from "lib/findings/table.ts";

/** Columns of sample.csv. */
export const SAMPLE_COLUMNS = [
  ...["doi", "title", "journal", "megajournal", "year", "cited_by_count"],
  ...["fields", "stratum", "inclusion_probability", "source"],
] as const;

/** One row of sample.csv: a paper that was drawn, and how likely that was. */
export function sampleRow(
  { metadata, stratum, inclusionProbability }: Omit<
    AnnotatedPaper,
    "annotations"
  >,
): Row {
  return {
    doi: metadata.doi,
    title: metadata.title,
    journal: metadata.journal,
    megajournal: metadata.megajournal,
    year: metadata.year ?? "unknown",
    cited_by_count: metadata.citedByCount,
    fields: metadata.fields?.join(";") ?? "",
    stratum,
    inclusion_probability: inclusionProbability,
    source: metadata.source,
  };
}

/** A sampled paper, and why it could not be analysed; null if it was. */
export interface Outcome {
  readonly megajournal: Megajournal;
  readonly reason: string | null;
}

/** Why a sampled paper gave no answer at all; null if its first question was answered. */
export function outcomeOf(
  { metadata, annotations }: AnnotatedPaper,
): Outcome {
  const first = annotations[0];
  const reason = first === undefined
    ? "text no longer readable"
    : first.answer === null
    ? `no answer: ${first.status}`
    : null;
  return { megajournal: metadata.megajournal, reason };
}

/** funnel.csv: the steps up to the sample, and what became of the sampled papers. */
export function funnelTable(
  funnel: readonly FunnelRow[],
  outcomes: readonly Outcome[],
): Table {
  const { rows } = countStep("analysed", outcomes, ({ reason }) => reason);
  return {
    name: "funnel",
    columns: ["step", "megajournal", "reason", "papers"],
    rows: [...funnel, ...rows].map((row) => ({ ...row })),
  };
}

/** dropped.csv: every item that could not be read, with what was found in it. */
export function droppedTable(dropped: readonly Dropped[]): Table {
  return {
    name: "dropped",
    columns: ["source", "reason", "detail"],
    rows: dropped.map((row) => ({ ...row })),
  };
}
