import { sentenceAround, type Span } from "lib/annotate/lexicon/sentence.ts";
import type { Paper, Section, SectionKind } from "lib/corpus/paper.ts";

/** Sections in the order in which they are kept; the title always is. */
const PRIORITY: readonly (readonly SectionKind[])[] = [
  ["methods", "results"],
  ["abstract"],
  ["introduction", "background"],
  ["discussion", "conclusion"],
  ["floats", "other"],
];

/** Stands between passages that do not follow each other in the paper. */
const GAP = "\n\n[...]\n\n";

/** A paper's text that was made to fit. */
export interface TextCut {
  readonly text: string;
  /** What was kept and what is missing; null if nothing is. */
  readonly note: string | null;
}

/**
 * Cuts a paper that is too long: the title, then as much as fits of Methods
 * and Results, then of Abstract, Introduction, Discussion and the rest. Whole
 * paragraphs are kept, of the last one whole sentences. What is kept is copied
 * letter by letter, in the order of the paper, with "[...]" where something is
 * missing. Takes time linear in the text.
 *
 * @param paper The paper.
 * @param maxCharacters Longest text that fits, in UTF-16 units.
 * @returns The text, or null if not one sentence fits beside the title.
 *
 * @example
 * ```ts
 * import { cutText } from "lib/annotate/llm/cut_text.ts";
 * import assert from "node:assert/strict";
 * const text = "# T\n\n## Abstract\n\nShort.\n\n## Methods\n\nWe ran. We jumped.";
 * const sections = [
 *   { kind: "title", title: "T", start: 0, end: 5 },
 *   { kind: "abstract", title: "Abstract", start: 5, end: 26 },
 *   { kind: "methods", title: "Methods", start: 26, end: text.length },
 * ] as const;
 * assert.equal(cutText({ text, sections }, 55)?.text, "# T\n\n[...]\n\n## Methods\n\nWe ran.");
 * ```
 */
export function cutText(
  { text, sections }: Pick<Paper, "text" | "sections">,
  maxCharacters: number,
): TextCut | null {
  if (text.length <= maxCharacters) return { text, note: null };
  const parts = withoutHoles(text, sections);
  const title = parts.filter(({ kind }) => kind === "title");
  const kept: Span[] = [...title];
  let room = maxCharacters - lengthOf(title) - GAP.length * parts.length;
  for (const kinds of PRIORITY) {
    const group = parts.filter(({ kind }) => kinds.includes(kind));
    let wanted = lengthOf(group);
    const fits = wanted <= room;
    for (const section of group) {
      const length = section.end - section.start;
      const share = fits ? length : Math.floor(room * length / wanted);
      const spans = keepWithin(text, section, share);
      room -= lengthOf(spans);
      wanted -= length;
      for (const span of spans) kept.push(span);
    }
    if (!fits) break;
  }
  if (kept.length === title.length) return null;
  const spans = joinAdjacent(kept);
  return {
    text: spans.map(({ start, end }) => text.slice(start, end).trim())
      .filter((passage) => passage !== "").join(GAP),
    note: noteOf(text, parts, spans),
  };
}

/** Sections that cover the whole text, whatever the source left uncovered. */
function withoutHoles(text: string, sections: readonly Section[]): Section[] {
  const parts: Section[] = [];
  let at = 0;
  const end = { kind: "other", title: "", start: text.length, end: 0 } as const;
  for (const section of [...sections, end]) {
    if (section.start > at) {
      parts.push({ kind: "other", title: "", start: at, end: section.start });
    }
    if (section.end > section.start) parts.push(section);
    at = Math.max(at, section.end);
  }
  return parts;
}

/** The first paragraphs of a section that fit, and the first sentences of the next. */
function keepWithin(text: string, { start, end }: Span, share: number): Span[] {
  const spans: Span[] = [];
  let room = share;
  for (let at = start; at < end && room > 0;) {
    const blank = text.indexOf("\n\n", at);
    const next = blank < 0 || blank + 2 > end ? end : blank + 2;
    if (next - at <= room) {
      spans.push({ start: at, end: next });
      room -= next - at;
    } else {
      const stop = lastSentenceEnd(text, at, at + room);
      if (stop > at) spans.push({ start: at, end: stop });
      room -= stop - at + GAP.length;
      // One endless paragraph, such as a sequence, does not cost the rest.
      if (next - at <= share) break;
    }
    at = next;
  }
  return spans;
}

/** Less than {@link sentenceAround} looks back for the start of a sentence. */
const STEP = 1000;

/** Where the last sentence that ends at `limit` or before does end; `floor` if none does. */
function lastSentenceEnd(text: string, floor: number, limit: number): number {
  for (let at = limit; at > floor; at -= STEP) {
    const { start } = sentenceAround(text, { start: at, end: at + 1 }, floor);
    if (start > floor && at - start <= STEP) return start;
  }
  return floor;
}

function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0);
}

function joinAdjacent(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last?.end === span.start) {
      joined[joined.length - 1] = { start: last.start, end: span.end };
    } else joined.push(span);
  }
  return joined;
}

function noteOf(
  text: string,
  parts: readonly Section[],
  spans: readonly Span[],
): string {
  const missing = new Set<string>();
  for (const { kind, start, end } of parts) {
    const kept = lengthOf(
      spans.map((span) => ({
        start: Math.max(start, span.start),
        end: Math.max(start, span.start, Math.min(end, span.end)),
      })),
    );
    if (kept === 0) missing.add(kind);
    else if (kept < end - start) missing.add(`part of ${kind}`);
  }
  return `kept ${lengthOf(spans)} of ${text.length} characters; left out: ${
    [...missing].join(", ")
  }`;
}
