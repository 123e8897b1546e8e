import type { KeywordCount } from "lib/corpus/artifact/count_keywords.ts";
import type { Table } from "lib/findings/table.ts";
import { wilsonInterval } from "lib/stats/mod.ts";

/** keywords.csv: the papers that each search keyword found, with their share. */
export function keywordsTable(counts: readonly KeywordCount[]): Table {
  return {
    name: "keywords",
    columns: ["megajournal", "keyword", "papers", "share", "low", "high", "of"],
    rows: counts.map((count) => {
      const { estimate, low, high } = wilsonInterval(count.papers, count.of);
      return { ...count, share: estimate, low, high };
    }),
  };
}
