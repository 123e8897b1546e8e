import type { DatabaseSync } from "node:sqlite";
import { readRows } from "lib/corpus/artifact/read_rows.ts";
import type { ArtifactSchema } from "lib/corpus/artifact/schema.ts";
import { megajournalOf } from "lib/corpus/megajournal.ts";
import { normaliseDoi } from "lib/corpus/metadata.ts";
import {
  type Dropped,
  type Megajournal,
  MEGAJOURNALS,
} from "lib/corpus/paper.ts";

/** What the table of articles says of a paper. */
export interface Article {
  readonly id: number;
  readonly title: string;
  readonly journal: string;
  readonly megajournal: Megajournal;
}

/** The table of articles. */
export interface Articles {
  /** By DOI. */
  readonly articles: ReadonlyMap<string, Article>;
  /** Rows without a DOI. */
  readonly dropped: readonly Dropped[];
  /** One sentence for each megajournal that the study does not know. */
  readonly warnings: readonly string[];
}

/**
 * Reads the articles, each DOI once: its first row. A megajournal that is none
 * of the study's is taken from the DOI instead.
 */
export function readArticles(
  db: DatabaseSync,
  schema: ArtifactSchema,
): Articles {
  const articles = new Map<string, Article>();
  const dropped: Dropped[] = [];
  const unknown = new Map<string, number>();
  if (!schema.has("articles", "doi")) {
    return { articles, dropped, warnings: [] };
  }
  const column = (name: string) => schema.column("articles", name);
  const rows = readRows(
    db,
    {
      select: `rowid AS id, CAST(doi AS TEXT) AS doi, ${
        column("title")
      } AS title,
       ${column("megajournal")} AS megajournal, ${
        column("journal")
      } AS journal`,
      from: `articles`,
    },
  );
  for (const row of rows) {
    const id = Number(row.id);
    const doi = normaliseDoi(String(row.doi ?? ""));
    if (doi === "") {
      dropped.push({
        source: `articles/${id}`,
        reason: "no DOI",
        detail: `Row ${id} of "articles" has no DOI`,
      });
      continue;
    }
    if (articles.has(doi)) continue;
    const journal = String(row.journal ?? "");
    const named = String(row.megajournal ?? "");
    const known = MEGAJOURNALS.find((name) => name === named);
    if (known === undefined && named !== "") {
      unknown.set(named, (unknown.get(named) ?? 0) + 1);
    }
    articles.set(doi, {
      id,
      title: String(row.title ?? ""),
      journal,
      megajournal: known ?? megajournalOf({ doi, journal }),
    });
  }
  const warnings = [...unknown].map(([name, papers]) =>
    `megajournal "${name}" is none of ${
      MEGAJOURNALS.join(", ")
    } (${papers} papers): the DOI decides instead`
  );
  return { articles, dropped, warnings };
}
