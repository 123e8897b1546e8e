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

const HYPHEN_UNIT = 0x2d;
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
  let units = new Uint16Array(text.length + 64);
  let starts = new Uint32Array(text.length + 64);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i)!;
    if (length + 32 > units.length) {
      const [narrowUnits, narrowStarts] = [units, starts];
      units = new Uint16Array(length * 2);
      units.set(narrowUnits);
      starts = new Uint32Array(length * 2);
      starts.set(narrowStarts);
    }
    for (const unit of levelCharacter(code)) {
      if (
        unit === SPACE_UNIT && (length === 0 || units[length - 1] === unit)
      ) continue;
      units[length] = unit;
      starts[length++] = i;
    }
    if (code > 0xffff) i++;
  }
  const spaced = new TextDecoder("utf-16le").decode(units.subarray(0, length));
  return units.includes(HYPHEN_UNIT)
    ? joinWords(spaced, starts.subarray(0, length))
    : { text: spaced, starts: starts.subarray(0, length) };
}

/** Drops the hyphens inside words. */
function joinWords(text: string, starts: Uint32Array): Levelled {
  const kept = new Uint32Array(starts.length);
  const parts: string[] = [];
  let [from, length] = [0, 0];
  const keep = (to: number) => {
    kept.set(starts.subarray(from, to), length);
    parts.push(text.slice(from, to));
    length += to - from;
  };
  for (const { index, 0: { length: dropped } } of text.matchAll(INNER_HYPHEN)) {
    keep(index);
    from = index + dropped;
  }
  keep(text.length);
  return { text: parts.join(""), starts: kept.subarray(0, length) };
}
