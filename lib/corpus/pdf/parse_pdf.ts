/** From the bytes of a PDF to a paper. */

import { megajournalOf } from "lib/corpus/megajournal.ts";
import { type Paper, UnreadablePaper } from "lib/corpus/paper.ts";
import { dropRunningLines } from "lib/corpus/pdf/drop_running_lines.ts";
import { findDate } from "lib/corpus/pdf/find_date.ts";
import { findDoi } from "lib/corpus/pdf/find_doi.ts";
import { findJournal, findTitle } from "lib/corpus/pdf/find_title.ts";
import { countWords } from "lib/corpus/pdf/join_lines.ts";
import { layOut } from "lib/corpus/pdf/lay_out.ts";
import { readPages } from "lib/corpus/pdf/read_pages.ts";
import { toSegments } from "lib/corpus/pdf/segments.ts";

/** A page of text has thousands of letters; a scan may carry a stamp. */
const MIN_LETTERS_PER_PAGE = 50;

/** Letters on the page that is in the middle when pages are sorted by letters. */
function medianLetters(pages: readonly (readonly string[])[]): number {
  const letters = pages
    .map((lines) => lines.join("").match(/\p{L}/gu)?.length ?? 0)
    .sort((a, b) => a - b);
  return letters[Math.floor(letters.length / 2)] ?? 0;
}

/**
 * Reads an article from a PDF. A PDF holds lines, not structure, so headings,
 * paragraphs, title, DOI and date are found by rules; what the rules do not
 * find stays empty. The article type is always empty: a PDF does not say it.
 *
 * @param bytes The file; its content is left as it is.
 * @param source Where it came from, for messages and provenance.
 * @throws {UnreadablePaper} "empty file", "not a PDF", "too large", "encrypted
 * PDF", "broken PDF", "no text (scanned?)" or "no DOI".
 *
 * @example
 * ```ts ignore
 * const bytes = await Deno.readFile("article.pdf");
 * const paper = await parsePdf(bytes, "article.pdf");
 * console.log(paper.doi, paper.sections.map(({ title }) => title));
 * ```
 */
export async function parsePdf(
  bytes: Uint8Array,
  source: string,
): Promise<Paper> {
  const { pages, metadata } = await readPages(bytes);
  const { pages: kept, running } = dropRunningLines(pages);
  const letters = medianLetters(kept);
  if (letters < MIN_LETTERS_PER_PAGE) {
    throw new UnreadablePaper(
      "no text (scanned?)",
      `Half of the ${pages.length} pages have ${letters} letters or fewer`,
    );
  }
  const lines = kept.flat();
  const segments = toSegments(lines);
  const doi = findDoi(
    metadata,
    running,
    segments.flatMap((segment) => segment.lines),
  );
  if (doi === null) {
    throw new UnreadablePaper(
      "no DOI",
      "Neither the metadata nor the text before the references hold a DOI",
    );
  }
  const title = findTitle(metadata, kept[0] ?? []);
  const firstPages = pages.slice(0, 2).flat();
  const byDoi = megajournalOf({ doi });
  const journal = findJournal(metadata, byDoi === "other" ? [] : firstPages);
  const date = findDate(metadata, firstPages, doi);
  return {
    doi,
    title,
    journal,
    megajournal: byDoi,
    date,
    year: date === null ? null : Number(date.slice(0, 4)),
    articleType: "",
    subjects: [],
    licence: "",
    citedByCount: null,
    fields: null,
    source,
    ...layOut(title, segments, countWords(lines)),
  };
}
