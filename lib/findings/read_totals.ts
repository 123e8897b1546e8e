import { shareInWords } from "lib/findings/read_shares.ts";
import type { Question } from "lib/questions/question.ts";
import { countOf, formatCount } from "lib/words.ts";

/** A row of papers.csv: one yes-no question over all papers. */
export interface TotalRow {
  readonly question: string;
  /** Papers answered yes. */
  readonly papers: number;
  /** Papers asked. */
  readonly of: number;
  /** Papers among them that got no answer; the share is of the others. */
  readonly failed?: number;
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * Says for each yes-no question how many papers were answered yes.
 *
 * @param rows Rows of papers.csv.
 * @param questions The study's questions, which name the rows.
 *
 * @example
 * ```ts
 * import { totalsInWords } from "lib/findings/read_totals.ts";
 * import assert from "node:assert/strict";
 * const row = { question: "uses_dl", papers: 1, of: 4, share: 0.25, low: 0.05, high: 0.70 };
 * assert.equal(
 *   totalsInWords([row], [{ id: "uses_dl", title: "Uses deep learning" }]),
 *   "Uses deep learning: yes for 1 paper of 4 asked, 25% (95% interval 5% to 70%).",
 * );
 * ```
 */
export function totalsInWords(
  rows: readonly TotalRow[],
  questions: readonly Pick<Question, "id" | "title">[],
): string {
  const sentences = questions.flatMap(({ id, title }) =>
    rows.filter(({ question, of }) => question === id && of > 0)
      .map((row) =>
        `${title}: yes for ${countOf(row.papers, "paper")} of ${
          formatCount(row.of - (row.failed ?? 0))
        } ${row.failed ? "with an answer" : "asked"}, ${shareInWords(row)}.${
          row.failed ? ` ${formatCount(row.failed)} more got no answer.` : ""
        }`
      )
  );
  return sentences.join(" ") || "No paper was asked anything.";
}
