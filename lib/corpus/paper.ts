/**
 * The paper: one article as every later step sees it, whatever it was read
 * from (JATS, PDF, the demo generator, a database).
 */
import type { SampleSize } from "lib/corpus/sample.ts";
import type { SelectedPapers } from "lib/corpus/select.ts";

/** The four megajournals of the study, and everything else. */
export const MEGAJOURNALS = [
  "BMJ",
  "F1000",
  "FrontiersIn",
  "PLOS",
  "other",
] as const;

/** One of {@link MEGAJOURNALS}. */
export type Megajournal = (typeof MEGAJOURNALS)[number];

/** What a section is for, as far as its title says. */
export const SECTION_KINDS = [
  "title",
  "abstract",
  "introduction",
  "background",
  "methods",
  "results",
  "discussion",
  "conclusion",
  "floats",
  "other",
] as const;

/** One of {@link SECTION_KINDS}. */
export type SectionKind = (typeof SECTION_KINDS)[number];

/**
 * A top-level section of a paper's text. Sections follow each other without
 * gaps: a nested section belongs to the top-level one that holds it.
 */
export interface Section {
  readonly kind: SectionKind;
  /** The heading as printed, without markup; empty if the section has none. */
  readonly title: string;
  /** Offset of the first character in the paper's text, in UTF-16 units. */
  readonly start: number;
  /** Offset after the last character. */
  readonly end: number;
}

/** What is known of a paper without its text. */
export interface PaperMetadata {
  /** Lower case, without "https://doi.org/". */
  readonly doi: string;
  readonly title: string;
  readonly journal: string;
  readonly megajournal: Megajournal;
  /** Earliest publication date, "YYYY", "YYYY-MM" or "YYYY-MM-DD"; null if the source has none. */
  readonly date: string | null;
  /** Year of that date, as in the source; null if absent. */
  readonly year: number | null;
  /** JATS article type, such as "research-article"; empty if the source has none. */
  readonly articleType: string;
  readonly subjects: readonly string[];
  /** Licence URL, or its text where there is no URL; empty if not stated. */
  readonly licence: string;
  /** Times cited; null if no metadata says so. */
  readonly citedByCount: number | null;
  /** Distinct OpenAlex field names; null if no metadata names any. */
  readonly fields: readonly string[] | null;
  /** Those it counts under, where a study asks for others than the natural sciences; absent elsewhere. */
  readonly countedFields?: readonly string[];
  /** File (and member) the paper was read from, relative to the corpus. */
  readonly source: string;
}

/** A paper with its text. */
export interface Paper extends PaperMetadata {
  /** Title, abstract and body as Markdown-like text. */
  readonly text: string;
  readonly sections: readonly Section[];
}

/** An item of a corpus that could not become a paper, and why. */
export interface Dropped {
  readonly source: string;
  /** Short and the same for all items of one cause: it is a row of the funnel. */
  readonly reason: string;
  /** What exactly was found in this item, for the person who looks after it. */
  readonly detail: string;
}

/**
 * Thrown by a reader for an item that cannot become a paper. The run goes on
 * without the item and counts it under its reason.
 */
export class UnreadablePaper extends Error {
  override readonly name = "UnreadablePaper";
  /** See {@link Dropped.reason}. */
  readonly reason: string;

  constructor(reason: string, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.reason = reason;
  }
}

/** One item of a corpus as its first pass sees it. */
export type CorpusItem =
  | { readonly metadata: PaperMetadata; readonly dropped?: undefined }
  | { readonly dropped: Dropped; readonly metadata?: undefined };

/**
 * A stream of papers from one source. The first pass reads metadata of all
 * items; texts are read later, one at a time, for the papers of the sample.
 */
export interface Corpus {
  /** What it is, for subtitles: "1,200 synthetic demo papers". */
  readonly description: string;
  /** True if the papers are made up; every output then says so. */
  readonly synthetic: boolean;
  /** The year in which the papers were collected, and which they cover in part; null or absent if that is not known. */
  readonly incompleteYear?: number | null;
  /** All items in a stable order, each a paper's metadata or why there is none. */
  items(): AsyncIterable<CorpusItem>;
  /**
   * Reads one paper with its text.
   *
   * @throws {UnreadablePaper} If the item no longer gives a paper.
   */
  read(paper: Pick<PaperMetadata, "doi" | "source">): Promise<Paper>;
  /**
   * Draws the sample, where the source knows itself which papers are eligible.
   *
   * @param size How many papers to draw, and the seed.
   */
  select?(
    size: SampleSize & { readonly seed: string | number },
  ): SelectedPapers;
  /** Frees what the corpus holds open, such as a zip file. */
  close?(): void;
}
