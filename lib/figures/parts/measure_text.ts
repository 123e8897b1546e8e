/**
 * Text widths without a canvas: the advance widths of DejaVu Sans 2.37, the
 * font that the figures are drawn in (its `hmtx` table; a test compares them
 * with a canvas). Layout is thus the same on each machine.
 */

/** Characters in the order of the widths: ASCII, Latin-1, some punctuation. */
const CHARACTERS = [
  ...characters(0x20, 0x7e),
  ...characters(0xa0, 0xff),
  ..."–—‘’“”…−≤≥",
];

const REGULAR = widths(`
  651 821 942 1716 1303 1946 1597 563 799 799 1024 1716 651 739 651 690 1303
  1303 1303 1303 1303 1303 1303 1303 1303 1303 690 690 1716 1716 1716 1087
  2048 1401 1405 1430 1577 1294 1178 1587 1540 604 604 1343 1141 1767 1532
  1612 1235 1612 1423 1300 1251 1499 1401 2025 1403 1251 1403 799 690 799 1716
  1024 1024 1255 1300 1126 1300 1260 721 1300 1298 569 569 1186 569 1995 1298
  1253 1300 1300 842 1067 803 1298 1212 1675 1212 1212 1075 1303 690 1303 1716
  651 821 1303 1303 1303 1303 690 1024 1024 2048 965 1253 1716 739 2048 1024
  1024 1716 821 821 1024 1303 1303 651 1024 821 965 1253 1985 1985 1985 1087
  1401 1401 1401 1401 1401 1401 1995 1430 1294 1294 1294 1294 604 604 604 604
  1587 1532 1612 1612 1612 1612 1612 1716 1612 1499 1499 1499 1499 1251 1239
  1290 1255 1255 1255 1255 1255 1255 2011 1126 1260 1260 1260 1260 569 569 569
  569 1253 1298 1253 1253 1253 1253 1253 1716 1253 1298 1298 1298 1298 1212
  1300 1212 1024 2048 651 651 1061 1061 2048 1716 1716 1716
`);

const BOLD = widths(`
  713 934 1067 1716 1425 2052 1786 627 936 936 1071 1716 778 850 778 748 1425
  1425 1425 1425 1425 1425 1425 1425 1425 1425 819 819 1716 1716 1716 1188
  2048 1585 1561 1503 1700 1399 1399 1681 1714 762 762 1587 1305 2038 1714
  1741 1501 1741 1577 1475 1397 1663 1585 2259 1579 1483 1485 936 748 936 1716
  1024 1024 1382 1466 1214 1466 1389 891 1466 1458 702 702 1362 702 2134 1458
  1407 1466 1466 1010 1219 979 1458 1335 1892 1321 1335 1192 1458 748 1458
  1716 713 934 1425 1425 1303 1425 748 1024 1024 2048 1155 1323 1716 850 2048
  1024 1024 1716 897 897 1024 1507 1303 778 1024 897 1155 1323 2120 2120 2120
  1188 1585 1585 1585 1585 1585 1585 2222 1503 1399 1399 1399 1399 762 762 762
  762 1716 1714 1741 1741 1741 1741 1741 1716 1741 1663 1663 1663 1663 1483
  1511 1473 1382 1382 1382 1382 1382 1382 2146 1214 1389 1389 1389 1389 702
  702 702 702 1407 1458 1407 1407 1407 1407 1407 1716 1407 1458 1458 1458 1458
  1335 1466 1335 1024 2048 778 778 1346 1346 2048 1716 1716 1716
`);

/** Units of the widths above per font size. */
const UNITS_PER_EM = 2048;

/** How a text is set. */
export interface TextStyle {
  /** Font size in pixels. */
  readonly size: number;
  readonly bold?: boolean;
}

/**
 * Measures a line of text as it will be drawn. Kerning is left out, and a
 * character that the table does not hold counts as wide as the font size, so
 * the width is rather too large than too small.
 *
 * @param text One line.
 * @param style Font size in pixels, and whether it is bold.
 * @returns Width in pixels.
 *
 * @example Digits are equally wide
 * ```ts
 * import { measureText } from "lib/figures/parts/measure_text.ts";
 * import assert from "node:assert/strict";
 * assert.equal(measureText("111", { size: 12 }), measureText("888", { size: 12 }));
 * ```
 */
export function measureText(text: string, style: TextStyle): number {
  const table = style.bold ? BOLD : REGULAR;
  let units = 0;
  for (const character of text) units += table.get(character) ?? UNITS_PER_EM;
  return units * style.size / UNITS_PER_EM;
}

/**
 * Breaks text into lines that are no wider than a limit: at spaces, and inside
 * a word only if the word alone is wider than a line.
 *
 * @param text Words separated by spaces.
 * @param limit Width of a line in pixels.
 * @param style Font size in pixels, and whether it is bold.
 * @returns At least one line.
 */
export function wrapText(
  text: string,
  limit: number,
  style: TextStyle,
): string[] {
  const fits = (line: string) => measureText(line, style) <= limit;
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter((word) => word !== "")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    line = "";
    for (const character of word) {
      if (line !== "" && !fits(line + character)) {
        lines.push(line);
        line = "";
      }
      line += character;
    }
  }
  lines.push(line);
  return lines;
}

/**
 * Cuts a text that is wider than a limit, and marks that by three dots.
 *
 * @param text One line.
 * @param limit Width in pixels.
 * @param style Font size in pixels, and whether it is bold.
 * @returns The text, or its beginning with "..." after it.
 */
export function cutText(text: string, limit: number, style: TextStyle): string {
  if (measureText(text, style) <= limit) return text;
  let cut = "";
  for (const character of text) {
    if (measureText(`${cut}${character}...`, style) > limit) break;
    cut += character;
  }
  return `${cut.trimEnd()}...`;
}

function characters(first: number, last: number): string[] {
  return Array.from(
    { length: last - first + 1 },
    (_, i) => String.fromCodePoint(first + i),
  );
}

function widths(text: string): ReadonlyMap<string, number> {
  const numbers = text.trim().split(/\s+/).map(Number);
  return new Map(numbers.map((width, i) => [CHARACTERS[i] ?? "", width]));
}
