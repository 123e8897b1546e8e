/** Where a phrase stands in a text. */
export interface PhraseMatch {
  /** Index of the phrase in the list that the matcher was built from. */
  readonly phrase: number;
  readonly start: number;
  readonly end: number;
}

/** Classes of characters: a-z are 0-25, 0-9 are 26-35, then these. */
const SPACE = 36, DOT = 37, PLUS = 38, QUOTE = 39, BREAK = 40, LETTER = 41;
const CLASSES = 42;

const CLASS_OF = new Uint8Array(0x10000).fill(BREAK);
for (let code = 0; code < CLASS_OF.length; code++) {
  const character = String.fromCharCode(code);
  if (/[A-Za-z]/.test(character)) CLASS_OF[code] = (code | 32) - 97;
  else if (/[0-9]/.test(character)) CLASS_OF[code] = 26 + code - 48;
  else if (/[\s\-‐-―−_/\u00ad\u200b]/.test(character)) CLASS_OF[code] = SPACE;
  else if (character === ".") CLASS_OF[code] = DOT;
  else if (character === "+") CLASS_OF[code] = PLUS;
  else if (/['’]/.test(character)) CLASS_OF[code] = QUOTE;
  else if (/\p{L}|\p{N}/u.test(character)) CLASS_OF[code] = LETTER;
}
const isWord = (kind: number) => kind < SPACE || kind === LETTER;
const S = 18; // the class of "s"

/**
 * Finds phrases in texts as whole words, all phrases in one pass and in time
 * linear in the text (Aho and Corasick 1975, doi:10.1145/360825.360855).
 *
 * Capitals do not matter. A space, hyphen, underscore, slash or line break of
 * the text are the same, and so are several of them. A hyphen of a phrase
 * stands for one of these or for nothing: "pre-trained" also finds
 * "pretrained". A final "s" may follow.
 *
 * @param phrases What to find.
 * @returns A function that lists the matches in a text, by their ends.
 *
 * @example
 * ```ts
 * import { phraseMatcher } from "lib/annotate/lexicon/phrase_matcher.ts";
 * import assert from "node:assert/strict";
 * const find = phraseMatcher(["ResNet-50", "neural network"]);
 * assert.deepEqual(find("Neural networks (Resnet50)"), [
 *   { phrase: 1, start: 0, end: 14 },
 *   { phrase: 0, start: 17, end: 25 },
 * ]);
 * ```
 */
export function phraseMatcher(
  phrases: readonly string[],
): (text: string) => PhraseMatch[] {
  const { next, phrasesAt, longest } = buildAutomaton(phrases);
  const window = 1 << Math.ceil(Math.log2(longest + 1));
  const offsets = new Int32Array(window);
  return (text) => {
    const matches: PhraseMatch[] = [];
    let state = 0, count = 0, spaced = false;
    for (let i = 0; i < text.length; i++) {
      const kind = CLASS_OF[text.charCodeAt(i)]!;
      if (kind === SPACE && spaced) continue;
      spaced = kind === SPACE;
      offsets[count++ & (window - 1)] = i;
      state = next[state * CLASSES + kind]!;
      const ended = phrasesAt[state];
      if (ended === undefined || !endsWord(text, i)) continue;
      for (const { phrase, length } of ended) {
        const start = offsets[(count - length) & (window - 1)]!;
        if (start > 0 && isWord(CLASS_OF[text.charCodeAt(start - 1)]!)) {
          continue;
        }
        matches.push({ phrase, start, end: i + 1 });
      }
    }
    return matches;
  };
}

/** Says whether a word ends at this character, or with an "s" after it. */
function endsWord(text: string, i: number): boolean {
  const kindAt = (j: number) =>
    j < text.length ? CLASS_OF[text.charCodeAt(j)]! : BREAK;
  const after = kindAt(i + 1);
  return !isWord(after) || (after === S && !isWord(kindAt(i + 2)));
}

interface Ending {
  readonly phrase: number;
  readonly length: number;
}

/** Builds the table of states: `next[state * CLASSES + class]` is the next state. */
function buildAutomaton(phrases: readonly string[]) {
  const rows: Int32Array[] = [new Int32Array(CLASSES).fill(-1)];
  const phrasesAt: (Ending[] | undefined)[] = [undefined];
  let longest = 1;
  phrases.forEach((text, phrase) => {
    for (const classes of spellings(text)) {
      let state = 0;
      for (const kind of classes) {
        const row = rows[state]!;
        if (row[kind] === -1) {
          row[kind] = rows.length;
          rows.push(new Int32Array(CLASSES).fill(-1));
          phrasesAt.push(undefined);
        }
        state = row[kind]!;
      }
      (phrasesAt[state] ??= []).push({ phrase, length: classes.length });
      longest = Math.max(longest, classes.length);
    }
  });
  // Breadth first: each state falls back to its longest proper suffix.
  const fallback = new Int32Array(rows.length);
  const queue = [0];
  for (const state of queue) {
    const row = rows[state]!, below = rows[fallback[state]!]!;
    for (let kind = 0; kind < CLASSES; kind++) {
      const child = row[kind]!;
      const suffix = state === 0 ? 0 : below[kind]!;
      if (child === -1) {
        row[kind] = suffix;
        continue;
      }
      fallback[child] = suffix;
      const inherited = phrasesAt[suffix];
      if (inherited && child !== suffix) {
        phrasesAt[child] = [...(phrasesAt[child] ?? []), ...inherited];
      }
      queue.push(child);
    }
  }
  const next = new Int32Array(rows.length * CLASSES);
  rows.forEach((row, state) => next.set(row, state * CLASSES));
  return { next, phrasesAt, longest };
}

/** All spellings of a phrase as classes: each hyphen as a space and as nothing. */
function spellings(phrase: string): number[][] {
  let found: number[][] = [[]];
  for (const character of phrase) {
    const kind = CLASS_OF[character.charCodeAt(0)]!;
    const longer = found.map((classes) => [...classes, kind]);
    found = character === "-" ? [...longer, ...found] : longer;
  }
  return found;
}
