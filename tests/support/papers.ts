import type {
  Corpus,
  Dropped,
  Paper,
  PaperMetadata,
} from "lib/corpus/paper.ts";
import { UnreadablePaper } from "lib/corpus/paper.ts";

/** A paper's metadata with what a test does not care about filled in. */
export function metadataOf(parts: Partial<PaperMetadata> = {}): PaperMetadata {
  const doi = parts.doi ?? "10.5555/a";
  return {
    doi,
    title: `Title of ${doi}`,
    journal: "A Journal",
    megajournal: "PLOS",
    date: "2020-05-01",
    year: 2020,
    articleType: "research-article",
    subjects: [],
    licence: "",
    citedByCount: null,
    fields: null,
    source: `${doi}.xml`,
    ...parts,
  };
}

/** A paper of one methods section. */
export function paperOf(
  text: string,
  parts: Partial<PaperMetadata> = {},
): Paper {
  const sections = [
    { kind: "methods" as const, title: "Methods", start: 0, end: text.length },
  ];
  return { ...metadataOf(parts), text, sections };
}

/** A corpus of given papers and dropped items, in that order. */
export function corpusOf(
  papers: readonly Paper[],
  dropped: readonly Dropped[] = [],
): Corpus {
  return {
    description: `${papers.length} test papers`,
    synthetic: true,
    async *items() {
      for (const { text: _text, sections: _sections, ...metadata } of papers) {
        yield { metadata };
      }
      for (const item of dropped) yield { dropped: item };
    },
    read({ doi }) {
      const paper = papers.find((paper) => paper.doi === doi);
      return paper
        ? Promise.resolve(paper)
        : Promise.reject(new UnreadablePaper("gone", `${doi} is gone`));
    },
  };
}
