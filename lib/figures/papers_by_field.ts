import type { Figure, FigureContext } from "lib/figures/figure.ts";
import { answeredOf, withoutFailed } from "lib/figures/parts/answered.ts";
import { fieldShares } from "lib/figures/parts/field_shares.ts";
import { byPapers, leadingField } from "lib/figures/parts/leading_field.ts";
import type { ShareWithInterval } from "lib/figures/parts/share_axis.ts";

/** Answers to one yes-no question about the papers of one field. */
export interface FieldRow extends ShareWithInterval {
  /** Name of the field, or "Unassigned". */
  readonly field: string;
  /** `uses_dl` or `uses_ptms`. */
  readonly question: string;
  /** Papers answered yes. */
  readonly papers: number;
  /** Papers asked. */
  readonly of: number;
  /** Papers among them that got no answer; the share is of the others. */
  readonly failed?: number;
}

/**
 * Shows how many papers of each field reuse a pre-trained model, and which
 * share that is of the papers asked, with its interval. Fields come by number
 * of papers, then by name; Unassigned comes last.
 *
 * @param rows One per field and question; a paper counts once in each of its
 * fields.
 * @param context Corpus and annotator for the subtitle.
 */
export function papersByField(
  rows: readonly FieldRow[],
  context: FigureContext,
): Figure {
  const fields = rows.filter((row) => row.question === "uses_ptms").toSorted(
    byPapers,
  );
  return fieldShares(fields.map(withoutFailed), context, {
    id: "papers_by_field",
    finding: leadingField(fields, "uses_ptms"),
    counted: "papers that reuse one",
    of: answeredOf(fields) ?? askedOf(rows),
  });
}

/** Says who was asked about pre-trained models: all papers, or some of them. */
function askedOf(rows: readonly FieldRow[]): string {
  const add = (question: string, column: "papers" | "of") =>
    rows.filter((row) => row.question === question)
      .reduce((sum, row) => sum + row[column], 0);
  const asked = add("uses_ptms", "of");
  if (asked === add("uses_dl", "of")) return "field's papers";
  return asked === add("uses_dl", "papers")
    ? "field's deep learning papers"
    : "field's papers asked";
}
