import type { Figure, FigureContext } from "lib/figures/figure.ts";
import { withoutFailed } from "lib/figures/parts/answered.ts";
import { shareYears } from "lib/figures/parts/share_years.ts";
import type { YearOptions } from "lib/figures/parts/years.ts";
import type { YearShareRow } from "lib/figures/reuse_share_by_year.ts";
import type { YesNoQuestion } from "lib/questions/question.ts";
import { countOf } from "lib/words.ts";

/**
 * Shows which share of the papers asked any yes-no question is answered yes,
 * year by year with 95 % intervals.
 *
 * @param rows As in papers_by_year.csv; those of the question are drawn.
 * @param context Corpus and annotator for the subtitle.
 * @param question What was asked.
 * @param options The year that the corpus covers in part; as the context says by default.
 */
export function shareByYear(
  rows: readonly YearShareRow[],
  context: FigureContext,
  { id, title }: Pick<YesNoQuestion, "id" | "title">,
  options: YearOptions = context,
): Figure {
  const own = rows.filter((row) => row.question === id);
  const asked = own.reduce((sum, row) => sum + row.of, 0);
  const failed = own.reduce((sum, { failed = 0 }) => sum + failed, 0);
  const which = failed > 0 ? "with an answer" : "asked";
  const figure = shareYears(own.map(withoutFailed), context, {
    ...options,
    id: `share_${id}_by_year`,
    n: `${countOf(asked - failed, "paper")} ${which}`,
    nouns: `papers ${which}`,
    does: `${title}: yes`,
    finding: (year, share, interval) =>
      `${title}: yes for ${share} of the papers of ${year}${interval}`,
  });
  return {
    ...figure,
    caption:
      `Share of the papers ${which} that are answered yes, by year of publication. Lines are Wilson's 95% intervals; they are wide in years with few papers.`,
  };
}
