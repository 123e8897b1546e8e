import type { PaperRow } from "lib/collect/paper_row.ts";
import type { Step } from "lib/collect/steps.ts";
import type { KeywordCount } from "lib/corpus/artifact/count_keywords.ts";
import { skippedReason } from "lib/corpus/funnel.ts";
import { MEGAJOURNALS } from "lib/corpus/paper.ts";
import type { Row, Table } from "lib/findings/table.ts";
import { byCodeUnit } from "lib/order.ts";

/**
 * Counts where papers left: for each step, journal and keyword the papers that
 * go on (empty reason) and those that leave, by reason. A paper found by
 * several keywords counts for each of them; rows with an empty keyword count
 * every paper once.
 */
export function funnelTable(
  rows: readonly PaperRow[],
  steps: readonly Step[],
  keywords: readonly string[],
): Table {
  const counted: Row[] = [];
  let left = rows;
  for (const { name, leave, skipped } of steps) {
    const counts = new Map<string, number>();
    const goOn: PaperRow[] = [];
    for (const row of left) {
      const reason = skipped === null ? leave(row) ?? "" : "";
      if (reason === "") goOn.push(row);
      for (const keyword of ["", ...row.keywords]) {
        const key = JSON.stringify([
          MEGAJOURNALS.indexOf(row.megajournal),
          row.journal,
          keywords.indexOf(keyword),
          reason,
        ]);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
    const sorted = [...counts].map(([key, papers]) =>
      [JSON.parse(key) as [number, string, number, string], papers] as const
    ).sort(([a], [b]) =>
      a[0] - b[0] || byCodeUnit(a[1], b[1]) || a[2] - b[2] ||
      byCodeUnit(a[3], b[3])
    );
    for (const [[megajournal, journal, keyword, reason], papers] of sorted) {
      counted.push({
        step: name,
        megajournal: MEGAJOURNALS[megajournal]!,
        journal,
        keyword: keywords[keyword] ?? "",
        reason,
        papers,
      });
    }
    if (skipped !== null) {
      counted.push({
        ...{ step: name, megajournal: "", journal: "", keyword: "" },
        ...{ reason: skippedReason(skipped), papers: 0 },
      });
    }
    left = goOn;
  }
  return {
    name: "funnel",
    columns: ["step", "megajournal", "journal", "keyword", "reason", "papers"],
    rows: counted,
  };
}

/**
 * Counts how many papers of each megajournal each keyword found, of all papers
 * of it that were found and identified.
 */
export function countKeywords(
  rows: readonly PaperRow[],
  keywords: readonly string[],
): KeywordCount[] {
  const known = Map.groupBy(
    rows.filter(({ problem }) => problem === ""),
    ({ megajournal }) => megajournal,
  );
  return MEGAJOURNALS.filter((name) => known.has(name)).flatMap(
    (megajournal) => {
      const papers = known.get(megajournal)!;
      return keywords.toSorted(byCodeUnit).map((keyword) => ({
        megajournal,
        keyword,
        papers: papers.filter((row) => row.keywords.includes(keyword)).length,
        of: papers.length,
      }));
    },
  );
}
