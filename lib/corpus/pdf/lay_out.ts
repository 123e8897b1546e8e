/** Sections of lines to the text of a paper. */

import type { Section } from "lib/corpus/paper.ts";
import { isSubheading } from "lib/corpus/pdf/headings.ts";
import { joinLines, type WordCounts } from "lib/corpus/pdf/join_lines.ts";
import type { Segment } from "lib/corpus/pdf/segments.ts";

/** Length of a usual line: the median of those that are no fragments. */
function usualLength(lines: readonly string[]): number {
  const lengths = lines.map((line) => line.length).filter((n) => n >= 20)
    .sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length / 2)] ?? 0;
}

/**
 * Puts lines together to paragraphs. A PDF does not mark them: one ends where
 * a line ends a sentence and is at least a fifth shorter than usual.
 */
function toParagraphs(
  lines: readonly string[],
  usual: number,
  words: WordCounts,
): string[] {
  const paragraphs: string[] = [];
  let open: string[] = [];
  const close = () => {
    if (open.length > 0) paragraphs.push(joinLines(open, words));
    open = [];
  };
  for (const line of lines) {
    if (line.startsWith("### ") || isSubheading(line)) {
      close();
      paragraphs.push(line.startsWith("### ") ? line : `### ${line}`);
      continue;
    }
    open.push(line);
    if (/[.!?:]["'\u201d\u2019)\]]*$/.test(line) && line.length < 0.8 * usual) {
      close();
    }
  }
  close();
  return paragraphs;
}

/**
 * Lays the sections out as Markdown-like text: the title as `# …`, each
 * section under `## …`, paragraphs separated by blank lines.
 *
 * @returns The text and where each section stands in it, without gaps.
 */
export function layOut(
  title: string,
  segments: readonly Segment[],
  words: WordCounts,
): { text: string; sections: Section[] } {
  const usual = usualLength(segments.flatMap(({ lines }) => lines));
  const blocks = segments.map((segment) => ({
    kind: segment.kind,
    title: segment.title,
    paragraphs: [
      ...segment.title === "" ? [] : [`## ${segment.title}`],
      ...toParagraphs(segment.lines, usual, words),
    ],
  }));
  if (title !== "") {
    blocks.unshift({ kind: "title", title, paragraphs: [`# ${title}`] });
  }
  let text = "";
  const starts = blocks.map(({ paragraphs }) => {
    if (text !== "") text += "\n\n";
    const start = text.length;
    text += paragraphs.join("\n\n");
    return start;
  });
  const sections = blocks.map(({ kind, title }, i): Section => ({
    kind,
    title,
    start: starts[i]!,
    end: starts[i + 1] ?? text.length,
  }));
  return { text, sections };
}
