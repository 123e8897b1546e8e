import type { YearRow } from "lib/figures/papers_by_year.ts";
import { countOf } from "lib/figures/words.ts";
import { shareInWords } from "lib/findings/read_shares.ts";
import { yesShare } from "lib/findings/count_tables.ts";

/**
 * Says for each yes-no question how many papers were answered yes over all
 * years.
 *
 * @param rows Rows of papers_by_year.csv.
 */
export function totalsInWords(
  rows: readonly (YearRow & { failed: number })[],
): string {
  const questions = [...new Set(rows.map(({ question }) => question))];
  const sentences = questions.map((question) => {
    const sum = (column: "papers" | "of" | "failed") =>
      rows.filter((row) => row.question === question)
        .reduce((total, row) => total + row[column], 0);
    const count = {
      papers: sum("papers"),
      of: sum("of"),
      failed: sum("failed"),
    };
    return `${question}: ${countOf(count.papers, "paper")} of ${
      countOf(count.of, "paper")
    } asked, ${shareInWords({ ...yesShare(count) })}.`;
  });
  return sentences.join(" ") || "No paper was asked anything.";
}
