import type { ArticleRow } from "lib/findings/as_published/artifact_rows.ts";
import { SEARCHED } from "lib/findings/as_published/fig_q.ts";
import { isInView, recordsOf } from "lib/findings/as_published/joins.ts";
import { PythonError } from "lib/findings/as_published/python_error.ts";
import {
  add,
  type ScriptTable,
} from "lib/findings/as_published/script_table.ts";

/** figQ_update.py, bars: the filtering process in rows: megajournal/step. */
export const FIG_Q_UPDATE_BARS: ScriptTable = {
  script: "figQ_update",
  table: "bars",
  flaws: ["duplicate_rows", "rows_counted", "doi_spelling"],
  count(rows, flaws) {
    const nameOf = (row: { doi: string; key: string }) =>
      flaws.has("doi_spelling") ? row.doi : row.key;
    const texts = new Map<string, number>();
    for (const row of rows.jats) {
      const name = nameOf(row);
      const copies = flaws.has("duplicate_rows") ? texts.get(name) ?? 0 : 0;
      texts.set(name, copies + 1);
    }
    const counts = new Map(
      SEARCHED.flatMap((megajournal) =>
        ["total", "cited", "natural_science", "jats"]
          .map((step): [string, number] => [`${megajournal}/${step}`, 0])
      ),
    );
    const seen = new Set<string>();
    const isCounted = (row: ArticleRow) => {
      if (flaws.has("rows_counted")) return true;
      const isNew = !seen.has(nameOf(row));
      seen.add(nameOf(row));
      return isNew;
    };
    for (const row of rows.articles) {
      if (!isCounted(row)) continue;
      const to = (step: string, papers: number) =>
        add(counts, [row.megajournal, step], papers);
      const cited = recordsOf(rows, row, flaws)
        .filter(({ cited }) => cited > 0).length;
      to("total", 1);
      to("cited", cited);
      if (cited === 0 || !isInView(rows, row, flaws)) continue;
      to("natural_science", 1);
      to("jats", texts.get(nameOf(row)) ?? 0);
    }
    return counts;
  },
};

/** figQ_update.py, pies: papers by megajournal and search keyword: megajournal/keyword. */
export const FIG_Q_UPDATE_PIES: ScriptTable = {
  script: "figQ_update",
  table: "pies",
  flaws: ["search_id_missing_stop", "search_id_restarts"],
  count(rows, flaws) {
    if (!rows.hasSearchId && flaws.has("search_id_missing_stop")) {
      throw new PythonError(
        "OperationalError",
        "no such column: a.search_id",
      );
    }
    if (!flaws.has("search_id_restarts")) {
      return new Map(rows.keywords.map(({ megajournal, keyword, papers }) => [
        `${megajournal}/"${keyword}"`,
        papers,
      ]));
    }
    const keywords = new Set(
      [...rows.searches.values()].map(({ keyword }) => keyword),
    );
    const counts = new Map<string, number>();
    for (const megajournal of SEARCHED) {
      for (const keyword of keywords) {
        counts.set(`${megajournal}/${keyword}`, 0);
      }
    }
    for (const { searchId } of rows.articles) {
      const search = searchId === null ? null : rows.searches.get(searchId);
      if (search) add(counts, [search.megajournal, search.keyword]);
    }
    return counts;
  },
};
