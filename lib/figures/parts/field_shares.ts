import type { Figure, FigureContext } from "lib/figures/figure.ts";
import { emptySpec } from "lib/figures/parts/empty_spec.ts";
import {
  fieldPanels,
  type FieldPapers,
} from "lib/figures/parts/field_panels.ts";
import { heading } from "lib/figures/parts/heading.ts";
import { countOf, formatCount, formatShare } from "lib/words.ts";

/** The words of a figure of papers answered yes, by field. */
export interface FieldSharesWords {
  readonly id: string;
  readonly finding: string;
  /** What is counted, for the description: "papers that reuse one". */
  readonly counted: string;
  /** What the shares are shares of: "field's papers". */
  readonly of: string;
}

/**
 * Shows how many papers of each field are answered yes, and which share that
 * is of the papers asked, with its interval.
 *
 * @param fields Of one question, in the order of the rows.
 */
export function fieldShares(
  fields: readonly FieldPapers[],
  context: FigureContext,
  { id, finding, counted, of: nouns }: FieldSharesWords,
): Figure {
  const tables = ["papers_by_field"];
  const asked = fields.reduce((sum, { of }) => sum + of, 0);
  const n = countOf(asked, "paper\u2013field pair");
  const title = heading(finding, context, n, ["fields overlap"]);
  if (fields.length === 0) {
    const description = `${finding}.`;
    return { id, description, tables, spec: emptySpec(title, description) };
  }
  const parts = fields.map(({ field, papers, of, share }) =>
    `${field} ${formatCount(papers)} of ${formatCount(of)}` +
    (share === null ? "" : ` (${formatShare(share)})`)
  );
  const description = `${finding}; ${counted}, by field: ${parts.join(", ")}.`;
  const spec = fieldPanels(fields, { title, description, of: nouns });
  return { id, description, tables, spec };
}
