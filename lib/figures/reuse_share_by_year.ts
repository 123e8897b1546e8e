import type { Figure, FigureContext } from "lib/figures/figure.ts";
import type { ShareWithInterval } from "lib/figures/parts/share_axis.ts";
import { withoutFailed } from "lib/figures/parts/answered.ts";
import { shareYears } from "lib/figures/parts/share_years.ts";
import type { YearOptions } from "lib/figures/parts/years.ts";
import type { YearRow } from "lib/figures/papers_by_year.ts";
import { countOf } from "lib/words.ts";

/** Answers of one year with the share of yes among the papers answered. */
export interface YearShareRow extends YearRow, ShareWithInterval {}

/**
 * Shows which share of the papers that use deep learning reuse a pre-trained
 * model, year by year with 95 % intervals. A year without such papers has no
 * point.
 *
 * @param rows As in papers_by_year.csv; those of `uses_ptms` are drawn.
 * @param context Corpus and annotator for the subtitle.
 * @param options The year that the corpus covers in part; as the context says by default.
 */
export function reuseShareByYear(
  rows: readonly YearShareRow[],
  context: FigureContext,
  options: YearOptions = context,
): Figure {
  const add = (question: string, column: "papers" | "of") =>
    rows.filter((row) => row.question === question)
      .reduce((sum, row) => sum + row[column], 0);
  const asked = add("uses_ptms", "of");
  // Only papers that use deep learning are asked about models, unless a study
  // asks differently.
  const isCascade = asked === add("uses_dl", "papers");
  const own = rows.filter((row) => row.question === "uses_ptms");
  const failed = own.reduce((sum, { failed = 0 }) => sum + failed, 0);
  const nouns = failed > 0
    ? "papers with an answer"
    : isCascade
    ? "deep learning papers"
    : "papers asked";
  return shareYears(
    own.map(withoutFailed),
    context,
    {
      ...options,
      id: "reuse_share_by_year",
      n: failed > 0
        ? `${countOf(asked - failed, "paper")} with an answer`
        : isCascade
        ? countOf(asked, "deep learning paper")
        : `${countOf(asked, "paper")} asked`,
      nouns,
      does: "Reuse a pre-trained model",
      finding: (year, share, interval) =>
        `In ${year}, ${share} of the ${nouns} reuse a pre-trained model${interval}`,
    },
  );
}
