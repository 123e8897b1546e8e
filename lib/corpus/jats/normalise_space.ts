/**
 * Joins runs of white space into one space and cuts them off at both ends.
 * Only the four white space characters of XML count: no-break, thin and other
 * spaces of typography are part of the text and stay.
 *
 * @example A line break of the source file
 * ```ts
 * import { normaliseSpace } from "lib/corpus/jats/normalise_space.ts";
 * import assert from "node:assert/strict";
 * assert.equal(normaliseSpace(" a\n  b\u00a0c "), "a b\u00a0c");
 * ```
 */
export function normaliseSpace(text: string): string {
  const even = UNEVEN.test(text) ? text.replace(SPACES, " ") : text;
  const start = even.startsWith(" ") ? 1 : 0;
  const end = even.length > start && even.endsWith(" ")
    ? even.length - 1
    : even.length;
  return even.slice(start, end);
}

const UNEVEN = /[\t\n\r]| {2}/;
const SPACES = /[ \t\n\r]+/g;
