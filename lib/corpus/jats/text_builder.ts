/**
 * Builds a paper's text block by block and keeps the offsets of its sections.
 */

import type { Section, SectionKind } from "lib/corpus/paper.ts";

/** A text with its sections as they grow; made by {@link createTextBuilder}. */
export interface TextBuilder {
  /** True once anything but headings was written. */
  hasBlocks(): boolean;
  /**
   * Ends the section before and starts the next one, with a heading if it has
   * a title. A section into which nothing is written is dropped.
   */
  startSection(kind: SectionKind, title: string): void;
  /** Writes the heading of a nested section; the level is the number of "#". */
  heading(level: number, title: string): void;
  /** Writes a paragraph, list item or table row; a blank line goes before it unless it is tight. */
  block(text: string, tight: boolean): void;
  /** The whole text below the paper's title, and its sections without gaps. */
  finish(title: string): { text: string; sections: Section[] };
}

/** Makes an empty text. Its blocks are joined only once, at the end. */
export function createTextBuilder(): TextBuilder {
  const parts: string[] = [];
  const starts: { kind: SectionKind; title: string; start: number }[] = [];
  let next: { kind: SectionKind; title: string } | null = null;
  let length = 0;
  let hasBlocks = false;

  function write(text: string, separator: string): void {
    if (length > 0) {
      parts.push(separator);
      length += separator.length;
    }
    if (next !== null) {
      starts.push({ ...next, start: length });
      next = null;
    }
    parts.push(text);
    length += text.length;
  }

  return {
    hasBlocks: () => hasBlocks,
    startSection(kind, title) {
      next = { kind, title };
      if (title !== "") write(`## ${title}`, "\n\n");
    },
    heading(level, title) {
      write(`${"#".repeat(Math.min(level, 6))} ${title}`, "\n\n");
    },
    block(text, tight) {
      hasBlocks = true;
      write(text, tight ? "\n" : "\n\n");
    },
    finish(title) {
      const head = title === "" ? "" : `# ${title}\n\n`;
      const text = head + parts.join("");
      const all = starts.map((section) => ({
        ...section,
        start: section.start + head.length,
      }));
      if (head !== "") all.unshift({ kind: "title", title, start: 0 });
      const sections = all.map((section, i) => ({
        ...section,
        end: all[i + 1]?.start ?? text.length,
      }));
      return { text, sections };
    },
  };
}
