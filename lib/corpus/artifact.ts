/** The corpus of the study's own artifact: an SQLite database. */

import { basename } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import {
  countKeywords,
  type KeywordCount,
} from "lib/corpus/artifact/count_keywords.ts";
import { markdownPaper } from "lib/corpus/artifact/markdown_paper.ts";
import { openReadOnly } from "lib/corpus/artifact/open_read_only.ts";
import {
  type ArtifactPaper,
  type ArtifactPapers,
  readPapers,
} from "lib/corpus/artifact/read_papers.ts";
import { lastSearchYear } from "lib/corpus/artifact/last_search_year.ts";
import { type ArtifactSchema, readSchema } from "lib/corpus/artifact/schema.ts";
import {
  type ArtifactSelection,
  selectArtifactPapers,
} from "lib/corpus/artifact/select_papers.ts";
import { parseJats } from "lib/corpus/jats/parse_jats.ts";
import { normaliseDoi } from "lib/corpus/metadata.ts";
import {
  type Corpus,
  type CorpusItem,
  type Paper,
  type PaperMetadata,
  UnreadablePaper,
} from "lib/corpus/paper.ts";
import type { SelectedPapers } from "lib/corpus/select.ts";

/** An open artifact. */
export interface Artifact extends Corpus {
  /** The file. */
  readonly path: string;
  readonly db: DatabaseSync;
  readonly schema: ArtifactSchema;
  /** One sentence for each thing that is missing or odd. */
  readonly warnings: readonly string[];
  /** All papers without their texts, by DOI. */
  readonly papers: readonly ArtifactPaper[];
  /** Papers that each keyword found, by megajournal. */
  keywords(): KeywordCount[];
  /** Draws the sample as the study did; see {@link selectArtifactPapers}. */
  select(selection: ArtifactSelection): SelectedPapers;
  close(): void;
}

/**
 * Opens the study's artifact for reading. Neither the file nor its folder is
 * changed. Texts are read one at a time, when they are asked for.
 *
 * @param path The SQLite file.
 * @returns The corpus; the papers of the stored view are those that the study
 * called natural science.
 * @throws {Error} If the file cannot be opened, or holds none of the study's
 * tables: one sentence that says why.
 *
 * @example
 * ```ts ignore
 * const artifact = await openArtifact("data/raw/aius.sqlite3");
 * console.log(artifact.description, artifact.warnings);
 * ```
 */
export async function openArtifact(path: string): Promise<Artifact> {
  const file = await Promise.resolve(openReadOnly(path));
  const { db } = file;
  try {
    const schema = readSchema(db);
    if (
      !["articles", "openalex", "markdown"].some((name) => schema.has(name))
    ) {
      throw new Error(
        `Cannot open artifact "${path}" as it has none of the study's tables: articles, openalex and markdown are missing`,
      );
    }
    const found = readPapers(db, schema);
    return artifactOf(path, file, schema, found);
  } catch (error) {
    file.close();
    throw error;
  }
}

function artifactOf(
  path: string,
  { db, close, warnings }: ReturnType<typeof openReadOnly>,
  schema: ArtifactSchema,
  found: ArtifactPapers,
): Artifact {
  const { papers } = found;
  const allWarnings = [...warnings, ...schema.warnings, ...found.warnings];
  return {
    path,
    db,
    schema,
    papers,
    incompleteYear: lastSearchYear(db, schema),
    description: `${
      papers.length.toLocaleString("en-US")
    } papers of the artifact "${basename(path)}"`,
    synthetic: false,
    warnings: allWarnings,
    async *items(): AsyncIterable<CorpusItem> {
      for (const { metadata } of papers) yield { metadata };
      for (const dropped of found.dropped) yield { dropped };
    },
    read({ doi, source }) {
      return Promise.resolve().then(() =>
        readText(db, findPaper(papers, normaliseDoi(doi)), source)
      );
    },
    keywords: () => countKeywords(db, schema, papers),
    select: (selection) => ({
      ...selectArtifactPapers(found, schema, selection),
      warnings: allWarnings,
    }),
    close,
  };
}

/** Papers are in the order of their DOIs. */
function findPaper(
  papers: readonly ArtifactPaper[],
  doi: string,
): PaperMetadata {
  let low = 0;
  let high = papers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (papers[middle]!.metadata.doi < doi) low = middle + 1;
    else high = middle;
  }
  const metadata = papers[low]?.metadata;
  if (metadata?.doi === doi) return metadata;
  throw new UnreadablePaper(
    "not in the artifact",
    `Cannot read "${doi}" as the artifact has no such paper`,
  );
}

function readText(
  db: DatabaseSync,
  metadata: PaperMetadata,
  source: string,
): Paper {
  const [table, row] = source.split("/");
  if (table !== "markdown" && table !== "jats") {
    throw new UnreadablePaper(
      "no text",
      `Cannot read "${metadata.doi}" as the artifact has no text of it`,
    );
  }
  const column = table === "markdown" ? "markdown" : "jats_xml";
  const text = db.prepare(
    `SELECT CAST(${column} AS TEXT) AS text FROM ${table} WHERE rowid = ?`,
  ).get(Number(row))?.text;
  if (typeof text !== "string") {
    throw new UnreadablePaper(
      "no text",
      `Cannot read "${metadata.doi}" as the artifact has no row "${source}"`,
    );
  }
  if (table === "markdown") return markdownPaper(metadata, text);
  const { text: body, sections } = parseJats(
    new TextEncoder().encode(text),
    source,
  );
  return { ...metadata, text: body, sections };
}
