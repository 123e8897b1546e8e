import type { Collected } from "lib/collect/collect.ts";
import { versionOf } from "lib/collect/found_papers.ts";
import { worksOf } from "lib/collect/paper_row.ts";
import type { Row, Table } from "lib/findings/table.ts";

/** notes.csv: what was decided about a paper that could have been decided otherwise. */
export function notesTable(
  { rows, papers, works }: Pick<Collected, "rows" | "papers" | "works">,
): Table {
  const notes: Row[] = [];
  for (const [i, row] of rows.entries()) {
    const note = (text: string) => notes.push({ doi: row.doi, note: text });
    const paper = papers[i]!;
    const found = worksOf(paper, works);
    if (paper.problem === "" && found.length === 0) note("not in OpenAlex");
    const [used, ...others] = found;
    for (const other of others) {
      note(
        `OpenAlex has several works: ${used!.id} with ${
          used!.citedByCount ?? "unknown"
        } citations is used, ${other.id} with ${
          other.citedByCount ?? "unknown"
        } is not`,
      );
    }
    if (used !== undefined && used.year === null) {
      note(
        row.year === null
          ? "OpenAlex has no year, nor has the article"
          : `OpenAlex has no year: ${row.year} is the article's`,
      );
    }
    if (used?.isRetracted) note("retracted, according to OpenAlex");
    const versions = paper.dois.map(versionOf).filter((one) => one !== null);
    if (row.version !== null) {
      note(
        `version ${row.version} is used${
          versions.length > 1 ? ` of ${versions.join(", ")} found` : ""
        }, ${row.isReviewed ? "reviewed" : "no review in its text"}`,
      );
    }
  }
  return { name: "notes", columns: ["doi", "note"], rows: notes };
}
