import { MEGAJOURNALS } from "lib/corpus/paper.ts";
import type { ArticleRow } from "lib/findings/as_published/artifact_rows.ts";
import { isInView, recordsOf } from "lib/findings/as_published/joins.ts";
import {
  add,
  type ScriptTable,
} from "lib/findings/as_published/script_table.ts";

/** The megajournals that the study searched; each has a row even without papers. */
export const SEARCHED = MEGAJOURNALS.filter((name) => name !== "other");

/** figQ.py: the filtering process by megajournal, in distinct papers: megajournal/step. */
export const FIG_Q: ScriptTable = {
  script: "figQ",
  table: "papers",
  flaws: ["doi_spelling"],
  count(rows, flaws) {
    const texts = new Set(
      rows.jats.map(({ doi, key }) => flaws.has("doi_spelling") ? doi : key),
    );
    const nameOf = ({ doi, key }: ArticleRow) =>
      flaws.has("doi_spelling") ? doi : key;
    const papers = new Map<string, ArticleRow>();
    for (const row of rows.articles) {
      const key = flaws.has("doi_spelling")
        ? `${row.doi}\t${row.megajournal}`
        : row.key;
      if (!papers.has(key)) papers.set(key, row);
    }
    const counts = new Map(
      SEARCHED.flatMap((megajournal) =>
        STEPS.map((step): [string, number] => [`${megajournal}/${step}`, 0])
      ),
    );
    for (const row of papers.values()) {
      const records = recordsOf(rows, row, flaws);
      const isIndexed = records.length > 0;
      const isCited = records.some(({ cited }) => cited > 0);
      const isNatural = isCited && isInView(rows, row, flaws);
      const passed = [
        true,
        isIndexed,
        isCited,
        isNatural,
        isNatural && texts.has(nameOf(row)),
      ];
      for (const [i, step] of STEPS.entries()) {
        if (passed[i]) add(counts, [row.megajournal, step]);
      }
    }
    return counts;
  },
};

/** The steps of the figure, in the words of its keys. */
export const STEPS = [
  "total",
  "openalex_indexed",
  "cited",
  "natural_science",
  "jats",
] as const;
