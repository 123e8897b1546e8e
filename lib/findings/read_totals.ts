import type { YearRow } from "lib/figures/papers_by_year.ts";
import { countOf, formatCount } from "lib/figures/words.ts";
import { shareInWords } from "lib/findings/read_shares.ts";
import type { Question } from "lib/questions/question.ts";
import { yesShare } from "lib/findings/count_tables.ts";

/**
 * Says for each yes-no question how many papers were answered yes over all
 * years.
 *
 * @param rows Rows of papers_by_year.csv.
 * @param questions The study's questions, which name the rows.
 */
export function totalsInWords(
  rows: readonly (YearRow & { failed: number })[],
  questions: readonly Pick<Question, "id" | "title">[],
): string {
  const sentences = questions.flatMap(({ id, title }) => {
    const own = rows.filter(({ question }) => question === id);
    if (own.length === 0) return [];
    const sum = (column: "papers" | "of" | "failed") =>
      own.reduce((total, row) => total + row[column], 0);
    const count = {
      papers: sum("papers"),
      of: sum("of"),
      failed: sum("failed"),
    };
    return [
      `${title}: yes for ${countOf(count.papers, "paper")} of ${
        formatCount(count.of)
      } asked, ${shareInWords({ ...yesShare(count) })}.`,
    ];
  });
  return sentences.join(" ") || "No paper was asked anything.";
}
