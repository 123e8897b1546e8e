/** From the bytes of a PDF to lines of text, through `pdf-parse`. */

import { UnreadablePaper } from "lib/corpus/paper.ts";
import { MAX_ARTICLE_BYTES, tooLarge } from "lib/corpus/read_corpus_file.ts";

/** Largest number of pages that is read. */
export const MAX_PDF_PAGES = 2000;
/** Longest text that is read, in characters; a long monograph has 2 million. */
const MAX_TEXT_LENGTH = 16 * 1024 * 1024;

/** The text of a PDF and what the file says of itself. */
export interface PdfPages {
  /** Lines of each page, in the order of the file. */
  readonly pages: readonly (readonly string[])[];
  /** Entries of the document's information and XMP metadata, by lower-case name. */
  readonly metadata: ReadonlyMap<string, string>;
}

/**
 * Loads the package only when a PDF is read: it takes about 60 MB. Its PDF
 * engine says on loading that it has no canvas where native code may not be
 * loaded; reading text needs none, so that is not passed on.
 */
async function loadPackage() {
  const warn = console.warn;
  console.warn = () => {};
  try {
    return await import("pdf-parse");
  } finally {
    console.warn = warn;
  }
}

function toUnreadable(error: unknown): UnreadablePaper {
  if (error instanceof UnreadablePaper) return error;
  const { name, message } = error instanceof Error
    ? error
    : new Error(String(error));
  return name === "PasswordException"
    ? new UnreadablePaper("encrypted PDF", "A password is needed to open it", {
      cause: error,
    })
    : new UnreadablePaper("broken PDF", `${name}: ${message}`, {
      cause: error,
    });
}

function checkBytes(bytes: Uint8Array): void {
  if (bytes.length === 0) {
    throw new UnreadablePaper("empty file", "The file has 0 bytes");
  }
  if (bytes.length > MAX_ARTICLE_BYTES) throw tooLarge("the PDF", bytes.length);
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 1024));
  if (!start.includes("%PDF-")) {
    throw new UnreadablePaper(
      "not a PDF",
      'The first 1,024 bytes do not hold "%PDF-"',
    );
  }
}

function metadataOf(
  info: Record<string, unknown>,
  xmp: Iterable<[string, unknown]>,
): Map<string, string> {
  const custom = info.Custom as Record<string, unknown> | undefined;
  const entries = [...xmp, ...Object.entries({ ...custom, ...info })];
  const metadata = new Map<string, string>();
  for (const [name, value] of entries) {
    if (typeof value === "string" && value.trim() !== "") {
      metadata.set(name.toLowerCase(), value.trim());
    }
  }
  return metadata;
}

/** Undoes typographic ligatures and makes all white space and hyphens plain. */
export function toPlainText(text: string): string {
  return text
    .replace(/[\ufb00-\ufb06]/g, (ligature) => ligature.normalize("NFKC"))
    .replace(/[\u2010\u2011]/g, "-")
    .replace(/[\u200b-\u200d\u2060\ufeff\0]/g, "")
    .replace(/[^\S\n]+/g, " ");
}

/**
 * Reads the text of a PDF, page by page.
 *
 * @throws {UnreadablePaper} "empty file", "not a PDF", "too large", "encrypted
 * PDF" or "broken PDF".
 */
export async function readPages(bytes: Uint8Array): Promise<PdfPages> {
  checkBytes(bytes);
  const { PDFParse, VerbosityLevel } = await loadPackage();
  const parser = new PDFParse({
    data: bytes.slice(),
    isEvalSupported: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const { info, metadata, total } = await parser.getInfo();
    if (total > MAX_PDF_PAGES) {
      throw new UnreadablePaper(
        "too large",
        `The file has ${total} pages; the limit is ${MAX_PDF_PAGES}`,
      );
    }
    const pages: string[][] = [];
    let length = 0;
    for (let page = 1; page <= total; page++) {
      const { text } = await parser.getText({
        cellSeparator: " ",
        pageJoiner: "",
        partial: [page],
      });
      length += text.length;
      if (length > MAX_TEXT_LENGTH) {
        throw new UnreadablePaper(
          "too large",
          `The first ${page} pages hold ${length} characters; the limit is ${MAX_TEXT_LENGTH}`,
        );
      }
      const lines = toPlainText(text).split("\n").map((line) => line.trim());
      pages.push(lines.filter((line) => line !== ""));
    }
    // XMP is there for some files only.
    return { pages, metadata: metadataOf(info ?? {}, metadata ?? []) };
  } catch (error) {
    throw toUnreadable(error);
  } finally {
    await parser.destroy();
  }
}
