import type { FoundPaper } from "lib/collect/found_papers.ts";
import { worksOf } from "lib/collect/paper_row.ts";
import type { Work } from "lib/collect/works.ts";
import type { Row, Table } from "lib/findings/table.ts";

type Works = ReadonlyMap<string, readonly Work[]>;

/** What is compared, as it is shown. */
const COMPARED: readonly [what: string, of: (work: Work) => string][] = [
  ["cited_by_count", (work) => String(work.citedByCount ?? "")],
  ["year", (work) => String(work.year ?? "")],
  ["type", (work) => work.type],
  ["is_retracted", (work) => String(work.isRetracted ?? "")],
  ["topics", (work) => work.topics.map(([topic]) => topic.name).join("; ")],
  [
    "topic_fields",
    (work) => work.topics.map(([topic]) => topic.fieldId).join("; "),
  ],
];

/** changes.csv: what OpenAlex says of a paper now and said before. */
export function changesTable(
  papers: readonly FoundPaper[],
  before: Works,
  now: Works,
): Table {
  const rows: Row[] = [];
  for (const paper of papers) {
    if (paper.problem !== "") continue;
    const [old] = worksOf(paper, before);
    const [work] = worksOf(paper, now);
    const doi = paper.dois[0]!;
    if (old === undefined || work === undefined) {
      if (old === work) continue;
      rows.push({
        ...{ doi, what: "openalex" },
        ...{ before: old?.id ?? "", now: work?.id ?? "" },
      });
      continue;
    }
    for (const [what, of] of COMPARED) {
      if (of(old) === of(work)) continue;
      rows.push({ doi, what, before: of(old), now: of(work) });
    }
  }
  return { name: "changes", columns: ["doi", "what", "before", "now"], rows };
}
