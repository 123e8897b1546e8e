/** Words before a full stop that do not end a sentence. */
const ABBREVIATIONS = new Set(
  "al approx ca cf dr eq eqs etc fig figs i.e e.g no nos prof ref refs resp sp spp st subsp suppl tab var vs"
    .split(" "),
);
/** Longer sentences are cut: tables and texts without full stops. */
const LONGEST = 1200;
/** A line shorter than this ends at its line break: headings, last lines. */
const SHORT_LINE = 30;

/** Start and end of a stretch of text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the sentence around a stretch of text.
 *
 * @param text The whole text.
 * @param within What the sentence must hold.
 * @param floor The sentence starts here or later.
 * @returns Its offsets, without white space at the ends.
 *
 * @example
 * ```ts
 * import { sentenceAround } from "lib/annotate/lexicon/sentence.ts";
 * import assert from "node:assert/strict";
 * const text = "Cells grew. Smith et al. Counted 3.5 of them (Fig. 2). Then they died.";
 * const { start, end } = sentenceAround(text, { start: 25, end: 32 }, 0);
 * assert.equal(text.slice(start, end), "Smith et al. Counted 3.5 of them (Fig. 2).");
 * ```
 */
export function sentenceAround(
  text: string,
  within: Span,
  floor: number,
): Span {
  let start = within.start;
  const first = Math.max(floor, within.start - LONGEST);
  while (start > first && !endsSentence(text, start - 1)) start--;
  let end = Math.max(within.end, start + 1);
  const last = Math.min(text.length, within.end + LONGEST);
  while (end < last && !endsSentence(text, end - 1)) end++;
  while (start < within.start && isSpace(text, start)) start++;
  while (end > within.end && isSpace(text, end - 1)) end--;
  return { start, end };
}

/** Says whether a sentence ends with this character. */
function endsSentence(text: string, i: number): boolean {
  const character = text[i]!;
  if (character === "\n") return endsLine(text, i);
  if (character !== "." && character !== "!" && character !== "?") return false;
  if (i + 1 < text.length && !isSpace(text, i + 1)) return false;
  let next = i + 1;
  while (next < i + 40 && isSpace(text, next)) next++;
  if (next < text.length && /\p{Ll}/u.test(text[next]!)) return false;
  if (character !== ".") return true;
  let word = i;
  while (word > 0 && i - word < 12 && /[\p{L}.]/u.test(text[word - 1]!)) word--;
  const before = text.slice(word, i);
  return !/^\p{Lu}$/u.test(before) && !ABBREVIATIONS.has(before.toLowerCase());
}

/** Says whether this line break ends a sentence: a blank line, a list, a table, a short line. */
function endsLine(text: string, i: number): boolean {
  if (i + 1 < text.length && "\n#|*-".includes(text[i + 1]!)) return true;
  if (i > 0 && text[i - 1] === "|") return true;
  return text.lastIndexOf("\n", i - 1) > i - SHORT_LINE - 1;
}

function isSpace(text: string, i: number): boolean {
  const code = text.charCodeAt(i);
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0;
}
