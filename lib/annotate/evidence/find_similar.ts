import { type WordPairs, wordPairs } from "lib/annotate/evidence/word_pairs.ts";

/** Where a text resembles a quote most. */
export interface SimilarPassage {
  readonly start: number;
  readonly end: number;
  /** 1 less the share of the quote's characters that had to be edited. */
  readonly similarity: number;
}

/** Characters of the shortest and longest quote that is looked for. */
const SHORTEST = 20;
const LONGEST = 5_000;

/** Places of the text that are compared letter by letter. */
const CANDIDATES = 3;

/**
 * Finds the passage of a text that is most like a quote.
 *
 * Pairs of neighbouring words that quote and text share say where to look: the
 * places at which most of them stand at the right distance from each other.
 * There the edit distance (Levenshtein 1966: insertions, deletions and
 * substitutions of single characters) between the quote and any passage is
 * computed in a band as wide as the threshold allows (Ukkonen 1985,
 * doi:10.1016/S0019-9958(85)80046-2). The time does not depend on the text.
 *
 * @param quote The levelled quote; not looked for if it has fewer than 20 or
 * more than 5,000 characters.
 * @param text The levelled text.
 * @param pairs Its word pairs.
 * @param threshold Least similarity, 0 to 1.
 * @returns The passage, or null if none reaches the threshold.
 */
export function findSimilar(
  quote: string,
  text: string,
  pairs: WordPairs,
  threshold: number,
): SimilarPassage | null {
  if (quote.length < SHORTEST || quote.length > LONGEST) return null;
  const most = Math.floor(quote.length * (1 - threshold));
  let best: Alignment | null = null;
  for (const shift of candidateShifts(quote, pairs, most)) {
    const found = align(quote, text, shift, best ? best.edits - 1 : most);
    if (found) best = found;
  }
  return best && {
    start: best.start,
    end: best.end,
    similarity: 1 - best.edits / quote.length,
  };
}

/** Shifts of the quote against the text at which most word pairs agree. */
function candidateShifts(
  quote: string,
  pairs: WordPairs,
  most: number,
): number[] {
  const shifts: number[] = [];
  for (const { hash, start } of wordPairs(quote)) {
    for (const at of pairs.find(hash)) shifts.push(at - start);
  }
  shifts.sort((a, b) => a - b);
  const groups: { shift: number; count: number }[] = [];
  for (let from = 0; from < shifts.length;) {
    let to = from;
    while (to < shifts.length && shifts[to]! - shifts[from]! <= most) to++;
    const shift = shifts[(from + to) >> 1]!;
    groups.push({ shift, count: to - from });
    from = to;
  }
  return groups.sort((a, b) => b.count - a.count || a.shift - b.shift)
    .slice(0, CANDIDATES).map(({ shift }) => shift);
}

interface Alignment {
  readonly start: number;
  readonly end: number;
  readonly edits: number;
}

/**
 * Aligns the whole quote with some passage that stands within `most` characters
 * of a shift.
 *
 * @returns The passage with the fewest edits, or null if it takes more than `most`.
 */
function align(
  quote: string,
  text: string,
  shift: number,
  most: number,
): Alignment | null {
  const width = 2 * most + 1;
  const TOO_MANY = most + 1;
  // Cell k of row i: the quote's first i characters against a passage that
  // ends before the text's character i + shift - most + k.
  let edits = new Int32Array(width + 1).fill(TOO_MANY);
  let starts = new Int32Array(width + 1);
  for (let k = 0; k < width; k++) {
    const at = shift - most + k;
    starts[k] = at;
    if (at >= 0 && at <= text.length) edits[k] = 0;
  }
  let nextEdits = new Int32Array(width + 1).fill(TOO_MANY);
  let nextStarts = new Int32Array(width + 1);
  for (let i = 1; i <= quote.length; i++) {
    const unit = quote.charCodeAt(i - 1);
    let fewest = TOO_MANY;
    for (let k = 0; k < width; k++) {
      const at = i + shift - most + k;
      let cost = TOO_MANY;
      let start = 0;
      if (at >= 0 && at <= text.length) {
        if (at > 0) {
          cost = edits[k]! + Number(text.charCodeAt(at - 1) !== unit);
          start = starts[k]!;
        }
        if (edits[k + 1]! + 1 < cost) {
          cost = edits[k + 1]! + 1;
          start = starts[k + 1]!;
        }
        if (k > 0 && nextEdits[k - 1]! + 1 < cost) {
          cost = nextEdits[k - 1]! + 1;
          start = nextStarts[k - 1]!;
        }
      }
      nextEdits[k] = cost;
      nextStarts[k] = start;
      if (cost < fewest) fewest = cost;
    }
    if (fewest === TOO_MANY) return null;
    [edits, nextEdits] = [nextEdits, edits];
    [starts, nextStarts] = [nextStarts, starts];
  }
  let best: Alignment | null = null;
  for (let k = 0; k < width; k++) {
    if (edits[k]! <= (best ? best.edits - 1 : most)) {
      best = {
        start: starts[k]!,
        end: quote.length + shift - most + k,
        edits: edits[k]!,
      };
    }
  }
  return best && best.end > best.start ? best : null;
}
