/** A paper from the Markdown that the study gave its language model. */

import { sectionKind } from "lib/corpus/jats/section_kind.ts";
import {
  type Paper,
  type PaperMetadata,
  type Section,
  UnreadablePaper,
} from "lib/corpus/paper.ts";

/** A longer line is no heading. */
const HEADING = /^(#{1,6})[ \t]+(\S.{0,299})$/gm;
const FENCED = /^(```|~~~)[^\n]*\n[\s\S]*?(?:^\1[^\n]*$|$(?![\s\S]))/gm;

/**
 * Makes a paper from Markdown. The text stays as it is, since the recorded
 * answers quote from it; its headings of the highest level that occurs are the
 * sections.
 *
 * @param metadata What is known of the paper.
 * @param text The Markdown.
 * @throws {UnreadablePaper} With the reason "no text" if it is blank.
 *
 * @example
 * ```ts
 * import { markdownSections } from "lib/corpus/artifact/markdown_paper.ts";
 * import assert from "node:assert/strict";
 * assert.deepEqual(markdownSections("# Methods\n\nWe ran U-Net.\n"), [
 *   { kind: "methods", title: "Methods", start: 0, end: 25 },
 * ]);
 * ```
 */
export function markdownPaper(metadata: PaperMetadata, text: string): Paper {
  if (text.trim() === "") {
    throw new UnreadablePaper(
      "no text",
      `Cannot read "${metadata.doi}" as its Markdown is blank`,
    );
  }
  return { ...metadata, text, sections: markdownSections(text) };
}

/** The top-level sections of a Markdown text, without gaps. */
export function markdownSections(text: string): Section[] {
  // Lines of code may begin with "#": they are blanked, so that offsets stay.
  const plain = text.replace(FENCED, (code) => " ".repeat(code.length));
  const headings = [...plain.matchAll(HEADING)];
  const top = Math.min(...headings.map(([, marks]) => marks!.length));
  const starts = headings.filter(([, marks]) => marks!.length === top)
    .map((match) => ({
      start: match.index,
      title: match[2]!.replace(/\s*#*\s*$/, ""),
    }));
  if (starts[0]?.start !== 0) starts.unshift({ start: 0, title: "" });
  return starts.map(({ start, title }, i) => ({
    kind: sectionKind("", title),
    title,
    start,
    end: starts[i + 1]?.start ?? text.length,
  }));
}
