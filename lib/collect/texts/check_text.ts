import { unversioned, versionOf } from "lib/collect/found_papers.ts";
import { parseJats } from "lib/corpus/jats/parse_jats.ts";
import { type PaperMetadata, UnreadablePaper } from "lib/corpus/paper.ts";

/** What a text says of its paper. */
export interface CheckedText extends PaperMetadata {
  /** Version of an F1000 paper; null for others. */
  readonly version: number | null;
  /** True if an F1000 paper carries referees' reports or their verdicts; null for others. */
  readonly isReviewed: boolean | null;
}

/**
 * Reads a text and tells whether it is the full text of a paper.
 *
 * @param body What a service gave, status 200.
 * @param url Its address, for provenance.
 * @param id The paper's DOI without version.
 * @throws {UnreadablePaper} If it is not: a challenge page in HTML, another
 * paper's article, an abstract alone, broken XML.
 */
export function checkText(
  body: Uint8Array,
  url: string,
  id: string,
): CheckedText {
  const { text: _, sections, ...metadata } = parseJats(body, url);
  if (unversioned(metadata.doi) !== id) {
    throw new UnreadablePaper(
      "text of another paper",
      `Cannot use "${url}" as the text of ${id}: it has the DOI ${metadata.doi}`,
    );
  }
  if (sections.every(({ kind }) => kind === "title" || kind === "abstract")) {
    throw new UnreadablePaper(
      "abstract only",
      `Cannot use "${url}" as the text of ${id}: it has no body`,
    );
  }
  const version = versionOf(metadata.doi);
  return {
    ...metadata,
    version,
    isReviewed: version === null
      ? null
      : hasReports(new TextDecoder().decode(body)),
  };
}

/** F1000 papers carry their referees' reports, or "[version 2; peer review: 2 approved]". */
function hasReports(xml: string): boolean {
  return /<sub-article[^>]+article-type="(?:ref|referee|reviewer)-report"/
    .test(xml) ||
    /(?:peer review|referees): \d+ (?:not )?approved/.test(xml);
}

/** Tells whether XML is complete: it ends with the tag that closes its first element. */
export function isWholeXml(body: Uint8Array): boolean {
  const decoder = new TextDecoder();
  const start = decoder.decode(body.subarray(0, 4096));
  const end = decoder.decode(body.subarray(-4096));
  const root = /<([A-Za-z][\w:.-]*)/.exec(
    start.replace(/<!--[\s\S]*?-->/g, ""),
  )?.[1];
  if (root === undefined || /^html$/i.test(root)) return true;
  return end.trimEnd().endsWith(`</${root}>`) ||
    /<\/[\w:.-]+>\s*(?:<!--[\s\S]*?-->\s*|<\?[\s\S]*?\?>\s*)+$/.test(end);
}
