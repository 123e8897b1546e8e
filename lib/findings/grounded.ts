import type { Row } from "lib/findings/table.ts";
import { wilsonInterval } from "lib/stats/wilson.ts";

/**
 * Rows of validation.csv that say which share of the answers that something is
 * there rests on a passage of the paper, with Wilson's 95 % interval. They need
 * no labels, and are about all papers of the run.
 *
 * @param totals By question: such answers whose quotes were looked for, and
 * those with a quote that stands in the paper.
 * @param annotator Who answered, as the tables name it.
 * @returns One row for each question that had such an answer.
 */
export function groundedRows(
  totals: Readonly<
    Record<
      string,
      { readonly checkedAnswers: number; readonly groundedAnswers: number }
    >
  >,
  annotator: string,
): Row[] {
  return Object.entries(totals).flatMap(
    ([question, { checkedAnswers: n, groundedAnswers }]) => {
      if (n === 0) return [];
      const { estimate: value, low, high } = wilsonInterval(
        groundedAnswers,
        n,
      );
      return [{
        annotator,
        question,
        metric: "grounded",
        value,
        low,
        high,
        n,
        method: "wilson",
        note: "",
      }];
    },
  );
}
