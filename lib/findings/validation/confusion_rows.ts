import type { MatchedPair } from "lib/findings/validation/match_pairs.ts";
import type { Row } from "lib/findings/table.ts";
import { shareOfPairs } from "lib/findings/validation/share_of_pairs.ts";

/** What stands for a label or an answer that the other side has no partner for. */
export const NOT_LABELLED = "not labelled";
export const NOT_NAMED = "not named";

/** Columns of confusion.csv. */
export const CONFUSION_COLUMNS = [
  ...["annotator", "question", "label", "answer", "pairs", "papers"],
  ...["of", "share", "low", "high"],
] as const;

/**
 * Rows of confusion.csv: for each labelled category the pairs that the
 * annotator gave each category, or did not name at all, and likewise what it
 * named without a label. `share` is that of the label's pairs, `of` in number,
 * with Wilson's interval on the effective number of pairs, as papers were drawn
 * and not pairs; where one paper has them all there is no interval, and pairs
 * without a label have no share.
 *
 * @param annotator Its name in tables.
 * @param question The question's id.
 * @param pairs Matched pairs of name and category.
 * @param categories The closed list.
 */
export function confusionRows(
  annotator: string,
  question: string,
  pairs: readonly MatchedPair[],
  categories: readonly string[],
): Row[] {
  const cells = pairs.map(({ doi, labelled, given }) => ({
    doi,
    label: labelled?.category ?? NOT_LABELLED,
    answer: given?.category ?? NOT_NAMED,
  }));
  const isUsed = (side: "label" | "answer") => (value: string) =>
    cells.some((cell) => cell[side] === value);
  const labels = [...categories, NOT_LABELLED].filter(isUsed("label"));
  const answers = [...categories, NOT_NAMED].filter((value) =>
    isUsed("answer")(value) || labels.includes(value)
  );
  return labels.flatMap((label) => {
    const own = cells.filter((cell) => cell.label === label);
    const papers = [...Map.groupBy(own, ({ doi }) => doi).values()];
    return answers.filter((answer) =>
      label !== NOT_LABELLED || answer !== NOT_NAMED
    ).map((answer) => {
      const found = own.filter((cell) => cell.answer === answer);
      const share = label === NOT_LABELLED
        ? null
        : shareOfPairs(papers, (cell) => cell.answer === answer);
      return {
        annotator,
        question,
        label,
        answer,
        pairs: found.length,
        papers: new Set(found.map(({ doi }) => doi)).size,
        of: own.length,
        share: share?.share ?? null,
        low: share?.low ?? null,
        high: share?.high ?? null,
      };
    });
  });
}
