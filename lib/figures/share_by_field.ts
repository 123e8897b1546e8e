import type { Figure, FigureContext } from "lib/figures/figure.ts";
import { answeredOf, withoutFailed } from "lib/figures/parts/answered.ts";
import { fieldShares } from "lib/figures/parts/field_shares.ts";
import { byPapers, UNASSIGNED } from "lib/figures/parts/leading_field.ts";
import type { FieldRow } from "lib/figures/papers_by_field.ts";
import type { YesNoQuestion } from "lib/questions/question.ts";
import { formatShare } from "lib/words.ts";

/**
 * Shows how many papers of each field are answered yes to any yes-no question,
 * and which share that is of the papers asked, with its interval. Fields come
 * by number of papers; Unassigned comes last.
 *
 * @param rows As in papers_by_field.csv; those of the question are drawn.
 * @param context Corpus and annotator for the subtitle.
 * @param question What was asked.
 */
export function shareByField(
  rows: readonly FieldRow[],
  context: FigureContext,
  { id, title }: Pick<YesNoQuestion, "id" | "title">,
): Figure {
  const fields = rows.filter((row) => row.question === id).toSorted(byPapers);
  const figure = fieldShares(fields.map(withoutFailed), context, {
    id: `share_${id}_by_field`,
    finding: `${title}: ${findingOf(fields)}`,
    counted: "papers answered yes",
    of: answeredOf(fields) ?? "field's papers asked",
  });
  return {
    ...figure,
    caption:
      "Papers answered yes, by field: their number at the left, and their share of the papers asked at the right with Wilson's 95% interval. A paper counts once in each of its fields.",
  };
}

/** The fields with the smallest and the largest share. */
function findingOf(fields: readonly FieldRow[]): string {
  const known = fields.filter((row): row is FieldRow & { share: number } =>
    row.field !== UNASSIGNED && row.share !== null
  ).toSorted((a, b) => a.share - b.share);
  const [least, most] = [known[0], known.at(-1)];
  if (least === undefined || most === undefined) return "no field is known";
  return least.share === most.share
    ? `yes for ${formatShare(least.share)} of the papers of each field`
    : `yes for ${formatShare(least.share)} of the papers in ${least.field} to ${
      formatShare(most.share)
    } in ${most.field}`;
}
