/**
 * A paper as plain text for a person: a small header and then the very text
 * that annotators get.
 */

import type { Paper } from "lib/corpus/paper.ts";

/**
 * Formats a paper for reading.
 *
 * @returns One line per known metadata, a blank line, the text, a line break.
 *
 * @example
 * ```ts
 * import { formatForReading } from "lib/corpus/format_for_reading.ts";
 * import { parseJats } from "lib/corpus/jats/parse_jats.ts";
 * import assert from "node:assert/strict";
 * const xml = `<article><front><article-meta>
 *   <article-id pub-id-type="doi">10.1371/one</article-id></article-meta></front>
 *   <body><p>All of it.</p></body></article>`;
 * const paper = parseJats(new TextEncoder().encode(xml), "one.xml");
 * assert.equal(
 *   formatForReading(paper),
 *   "DOI: 10.1371/one\n\nAll of it.\n",
 * );
 * ```
 */
export function formatForReading(paper: Paper): string {
  const header: [name: string, value: string | null][] = [
    ["DOI", paper.doi],
    ["Title", paper.title],
    ["Journal", paper.journal],
    ["Date", paper.date],
    ["Article type", paper.articleType],
    ["Subjects", paper.subjects.join("; ")],
    ["Licence", paper.licence],
  ];
  const lines = header
    .filter(([, value]) => value !== null && value !== "")
    .map(([name, value]) => `${name}: ${value}\n`);
  return `${lines.join("")}\n${paper.text}\n`;
}
