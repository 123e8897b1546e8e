import type { PlannedPaper } from "lib/findings/labels/plan/strata.ts";

/** Papers with one answer; their DOIs differ by the answer and a number. */
export function papersOf(
  answer: PlannedPaper["answer"],
  number: number,
  parts: Partial<PlannedPaper> = {},
): PlannedPaper[] {
  return Array.from({ length: number }, (_, i) => ({
    doi: `10.5555/${answer}.${parts.field ?? ""}${i}`,
    title: `Paper ${i}`,
    source: `${i}.xml`,
    year: "2020",
    megajournal: "PLOS",
    field: "Chemistry",
    answer,
    passage: "",
    ...parts,
  }));
}
