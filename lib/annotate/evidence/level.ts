/** A text with everything levelled that copying and typesetting change, and the way back. */
export interface Levelled {
  readonly text: string;
  /** Offset in the original of a character of the levelled text. */
  startOf(at: number): number;
}

/** Hyphens and dashes that stand inside words; the em dash stands between them. */
const HYPHEN = /[-\u2010-\u2013\u2212\ufe63\uff0d]/;
/** White space, the byte order mark excepted, and dashes between words. */
const SPACE = /[^\S\ufeff]|[\u2014\u2015]/;
const QUOTE =
  /["'`\u00b4\u00ab\u00bb\u2018-\u201f\u2032-\u2037\u2039\u203a\uff02\uff07]/;
/**
 * Format characters (zero-width, bidirectional and the like), tags, and marks:
 * accents and variation selectors.
 */
const INVISIBLE = /[\p{Cf}\p{M}\u2065\u{e0000}-\u{e007f}]/gu;
/**
 * A hyphen inside a word; between digits it counts, since "3-5" is not "35". A
 * soft hyphen shows at the end of a line at most, and counts nowhere.
 */
const INNER_HYPHEN =
  /(?<=\p{L})[-\u00ad]+ ?(?=[\p{L}\p{N}])|(?<=\p{N})[-\u00ad]+ ?(?=\p{L})|\u00ad+/gu;

const SPACE_UNIT = 0x20;
const SOFT_HYPHEN = 0xad;

/** What a character becomes, as UTF-16 units; found once for each character. */
const known = new Map<number, readonly number[]>();

function levelCharacter(code: number): readonly number[] {
  let units = known.get(code);
  if (units === undefined) {
    const character = String.fromCodePoint(code);
    const levelled = code === SOFT_HYPHEN
      ? character
      : HYPHEN.test(character)
      ? "-"
      : SPACE.test(character)
      ? " "
      : QUOTE.test(character)
      ? "'"
      : character.normalize("NFKD").toLowerCase().replace(INVISIBLE, "");
    units = levelled.split("").map((unit) => unit.charCodeAt(0));
    known.set(code, units);
  }
  return units;
}

/** What the ASCII characters become: each one unit. */
const ASCII = Uint8Array.from(
  { length: 128 },
  (_, code) => levelCharacter(code)[0]!,
);

/**
 * Levels a text: Unicode compatibility forms (ligatures, full-width and
 * mathematical letters, superscripts) become plain letters, accents and
 * invisible characters go, letters become lower case, quotation marks one
 * mark, white space one space. A hyphen inside a word goes, with the line
 * break after it, so that "pre-trained" is the same with any hyphen and over
 * the end of a line.
 *
 * The time is linear in the text.
 *
 * @example
 * ```ts
 * import { level } from "lib/annotate/evidence/level.ts";
 * import assert from "node:assert/strict";
 * assert.equal(level("A  Pre\u2010\ntrained “ﬁlter”").text, "a pretrained 'filter'");
 * ```
 */
export function level(text: string): Levelled {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i);
    if (length + LONGEST > scratch.units.length) widen();
    const { units, starts } = scratch;
    if (code < ASCII.length) {
      const unit = ASCII[code]!;
      if (unit === SPACE_UNIT && isAfterSpace(units, length)) continue;
      units[length] = unit;
      starts[length++] = i;
      continue;
    }
    code = text.codePointAt(i)!;
    for (const unit of levelCharacter(code)) {
      const isLost = unit === SPACE_UNIT || unit === SOFT_HYPHEN;
      if (isLost && isAfterSpace(units, length)) continue;
      units[length] = unit;
      starts[length++] = i;
    }
    if (code > 0xffff) i++;
  }
  const { units, starts } = scratch;
  const spaced = new TextDecoder("utf-16le").decode(units.subarray(0, length));
  const levelled = joinWords(spaced, starts.subarray(0, length));
  if (units.length > KEPT_ROOM) makeRoom(KEPT_ROOM);
  return levelled;
}

/** Units of the longest character: one ligature becomes eighteen letters. */
const LONGEST = 32;

/** Characters of most papers: room for so many is kept from text to text. */
const KEPT_ROOM = 1 << 18;

const scratch = { units: new Uint16Array(0), starts: new Uint32Array(0) };
makeRoom(KEPT_ROOM);

function makeRoom(characters: number): void {
  scratch.units = new Uint16Array(characters);
  scratch.starts = new Uint32Array(characters);
}

function widen(): void {
  const { units, starts } = scratch;
  makeRoom(2 * units.length);
  scratch.units.set(units);
  scratch.starts.set(starts);
}

function isAfterSpace(units: Uint16Array, length: number): boolean {
  return length === 0 || units[length - 1] === SPACE_UNIT;
}

/** Drops the hyphens inside words. */
function joinWords(text: string, starts: Uint32Array): Levelled {
  const parts: string[] = [];
  let [from, length] = [0, 0];
  const keep = (to: number) => {
    starts.copyWithin(length, from, to);
    parts.push(text.slice(from, to));
    length += to - from;
  };
  for (const { index, 0: { length: dropped } } of text.matchAll(INNER_HYPHEN)) {
    keep(index);
    from = index + dropped;
  }
  keep(text.length);
  return { text: parts.join(""), startOf: runsOf(starts.subarray(0, length)) };
}

/**
 * Packs offsets that mostly rise one by one: of each run of such offsets its
 * place and its first offset are kept, a fiftieth of the whole for a paper.
 *
 * @param starts Offset of each character.
 * @returns The offset of a character.
 */
function runsOf(starts: Uint32Array): Levelled["startOf"] {
  const begins = (i: number) => i === 0 || starts[i] !== starts[i - 1]! + 1;
  let runs = 0;
  for (let i = 0; i < starts.length; i++) if (begins(i)) runs++;
  const places = new Uint32Array(runs);
  const offsets = new Uint32Array(runs);
  for (let i = 0, run = 0; i < starts.length; i++) {
    if (!begins(i)) continue;
    places[run] = i;
    offsets[run++] = starts[i]!;
  }
  return (at) => {
    let [low, high] = [0, runs - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (places[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    return offsets[low]! + at - places[low]!;
  };
}
