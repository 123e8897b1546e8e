/** The pairs of neighbouring words of a text, and where each stands. */
export interface WordPairs {
  /** Offsets at which a pair of words may stand, at most {@link MOST}. */
  find(pair: number): number[];
}

/** A pair of words: its hash, and the offset of its first letter. */
export interface WordPair {
  readonly hash: number;
  readonly start: number;
}

/** Places of one pair that are looked at: a pair that is everywhere says nothing. */
const MOST = 64;

/** Pairs of neighbouring words in a levelled text, in order. */
export function* wordPairs(text: string): Generator<WordPair> {
  let before: WordPair | null = null;
  let hash = 0;
  let start = -1;
  for (let i = 0; i <= text.length; i++) {
    const unit = i < text.length ? text.charCodeAt(i) : 0;
    if (isWord(unit)) {
      if (start < 0) [start, hash] = [i, 0x811c9dc5];
      hash = Math.imul(hash ^ unit, 0x01000193);
    } else if (start >= 0) {
      if (before !== null) {
        yield {
          hash: Math.imul(before.hash, 31) + hash >>> 0,
          start: before.start,
        };
      }
      before = { hash, start };
      start = -1;
    }
  }
}

/** Letters and digits of a levelled text; everything beyond ASCII counts as letters. */
function isWord(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) ||
    unit > 127;
}

/**
 * Indexes the pairs of neighbouring words of a levelled text in typed arrays:
 * linear in the text, 8 bytes a word and a table.
 */
export function indexWordPairs(text: string): WordPairs {
  const most = Math.ceil(text.length / 2);
  const bits = Math.min(20, Math.max(8, Math.ceil(Math.log2(most / 3 + 1))));
  const heads = new Int32Array(1 << bits).fill(-1);
  const slot = (hash: number) => Math.imul(hash, 0x9e3779b1) >>> (32 - bits);
  let capacity = Math.ceil(most / 2) + 1;
  let starts = new Int32Array(capacity);
  let hashes = new Int32Array(capacity);
  let next = new Int32Array(capacity);
  let pairs = 0;
  for (const { hash, start } of wordPairs(text)) {
    if (pairs === capacity) {
      capacity *= 2;
      [starts, hashes, next] = [starts, hashes, next].map((narrow) => {
        const wide = new Int32Array(capacity);
        wide.set(narrow);
        return wide;
      }) as [typeof starts, typeof hashes, typeof next];
    }
    const head = slot(hash);
    starts[pairs] = start;
    hashes[pairs] = hash;
    next[pairs] = heads[head]!;
    heads[head] = pairs++;
  }
  return {
    find(pair) {
      const found: number[] = [];
      let steps = 0;
      for (
        let at = heads[slot(pair)]!;
        at >= 0 && steps < MOST;
        at = next[at]!, steps++
      ) {
        if (hashes[at] === (pair | 0)) found.push(starts[at]!);
      }
      return found;
    },
  };
}
