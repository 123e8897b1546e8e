/** A sampled paper as a plan of labels sees it. */
export interface PlannedPaper {
  readonly doi: string;
  readonly title: string;
  readonly source: string;
  readonly year: string;
  readonly megajournal: string;
  /** The first of the fields that it counts under. */
  readonly field: string;
  /** The annotator's answer; "none" if it failed. A question that an earlier answer made needless is answered no. */
  readonly answer: "yes" | "no" | "none";
  /** The passages that the annotator points to. */
  readonly passage: string;
}

/** What papers can be divided by. */
export const STRATA = ["answer", "field", "year", "megajournal"] as const;

/** One of {@link STRATA}. */
export type Stratum = (typeof STRATA)[number];

/**
 * Divides papers into strata that do not overlap: a paper with several fields
 * belongs to the first of them.
 *
 * @param by What to divide by, one or several.
 * @returns Papers by the name of their stratum, such as "yes, Neuroscience",
 * names in order.
 */
export function divide(
  papers: readonly PlannedPaper[],
  by: readonly Stratum[],
): ReadonlyMap<string, readonly PlannedPaper[]> {
  const groups = Map.groupBy(
    papers,
    (paper) => by.map((stratum) => partOf(paper, stratum)).join(", "),
  );
  return new Map([...groups].sort(([a], [b]) => a < b ? -1 : 1));
}

function partOf(paper: PlannedPaper, stratum: Stratum): string {
  switch (stratum) {
    case "answer":
      return paper.answer === "none" ? "no answer" : paper.answer;
    case "field":
      return paper.field;
    case "year":
      return paper.year;
    case "megajournal":
      return paper.megajournal;
  }
}
