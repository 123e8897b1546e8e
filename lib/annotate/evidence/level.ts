/** A text with everything levelled that copying and typesetting change, and the way back. */
export interface Levelled {
  readonly text: string;
  /** Offset in the original of each character of the levelled text. */
  readonly starts: Uint32Array;
}

/** Hyphens and dashes that stand inside words; the em dash stands between them. */
const HYPHEN = /[-\u00ad\u2010-\u2013\u2212\ufe63\uff0d]/;
const SPACE = /[\s\u2014\u2015]/;
const QUOTE =
  /["'`\u00b4\u00ab\u00bb\u2018-\u201f\u2032-\u2037\u2039\u203a\uff02\uff07]/;
/** Zero-width and bidirectional characters, tags and combining marks. */
const INVISIBLE =
  /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]|\p{M}/gu;
/** A hyphen inside a word; between digits it counts, since "3-5" is not "35". */
const INNER_HYPHEN = /(?<=\p{L})-+ ?(?=[\p{L}\p{N}])|(?<=\p{N})-+ ?(?=\p{L})/gu;

const SPACE_UNIT = 0x20;

/** What a character becomes, as UTF-16 units; found once for each character. */
const known = new Map<number, readonly number[]>();

function levelCharacter(code: number): readonly number[] {
  let units = known.get(code);
  if (units === undefined) {
    const character = String.fromCodePoint(code);
    const levelled = HYPHEN.test(character)
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
 * zero-width characters go, letters become lower case, quotation marks one
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
      if (unit === SPACE_UNIT && isAfterSpace(units, length)) continue;
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
  return { text: parts.join(""), starts: starts.slice(0, length) };
}
