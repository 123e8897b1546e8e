import { emptySpec } from "lib/figures/empty_spec.ts";
import { fieldPanels } from "lib/figures/field_panels.ts";
import type { Figure, FigureContext } from "lib/figures/figure.ts";
import { heading } from "lib/figures/heading.ts";
import { leading } from "lib/figures/leading.ts";
import type { ShareWithInterval } from "lib/figures/share_axis.ts";
import {
  countOf,
  formatCount,
  formatShare,
  listWords,
} from "lib/figures/words.ts";

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
}

/** Name of the row of papers that no field is known for. */
const UNASSIGNED = "Unassigned";

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
  const id = "papers_by_field";
  const fields = rows.filter((row) => row.question === "uses_ptms").toSorted(
    (a, b) =>
      Number(a.field === UNASSIGNED) - Number(b.field === UNASSIGNED) ||
      b.papers - a.papers || (a.field < b.field ? -1 : 1),
  );
  const asked = fields.reduce((sum, row) => sum + row.of, 0);
  const finding = findingOf(fields);
  const title = heading(
    finding,
    context,
    countOf(asked, "paper\u2013field pair"),
    ["fields overlap"],
  );
  if (fields.length === 0) {
    const description = `${finding}.`;
    return { id, description, spec: emptySpec(title, description) };
  }
  const parts = fields.map(({ field, papers, of, share }) =>
    `${field} ${formatCount(papers)} of ${formatCount(of)}` +
    (share === null ? "" : ` (${formatShare(share)})`)
  );
  const description = `${finding}; papers that reuse one, by field: ${
    parts.join(", ")
  }.`;
  const spec = fieldPanels(fields, { title, description, of: askedOf(rows) });
  return { id, description, spec };
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

function findingOf(fields: readonly FieldRow[]): string {
  const named = fields.filter((row) => row.field !== UNASSIGNED);
  const top = leading(named, (row) => row.papers);
  const [first] = top;
  if (first === undefined) {
    const papers = fields.reduce((sum, row) => sum + row.papers, 0);
    return papers === 0
      ? "No paper reuses a pre-trained model"
      : `${countOf(papers, "paper")} without a field ${
        papers === 1 ? "reuses" : "reuse"
      } a pre-trained model`;
  }
  const names = top.length > 3
    ? `${top.length} fields`
    : listWords(top.map((row) => row.field));
  const count = formatCount(first.papers);
  return top.length === 1
    ? `${names} has the most papers that reuse a pre-trained model (${count})`
    : `${names} have the most papers that reuse a pre-trained model (${count} each)`;
}
