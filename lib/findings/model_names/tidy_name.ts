/** Characters of a name that are read; no name of a model, and no list of them, is longer. */
const LONGEST_READ = 1000;

/** Characters of a name that are shown. */
const LONGEST_SHOWN = 120;

/** What stands around a name and is no part of it. */
const AROUND: ReadonlySet<string> = new Set(" \"'`*.,;:“”‘’«»");

/**
 * Writes a name in one line and one alphabet: full-width letters, special
 * dashes, control characters and line breaks become plain ones, quotation
 * marks and full stops around the name go. Answers can hold anything at any
 * length: only the first thousand characters are read.
 *
 * @example
 * ```ts
 * import { tidyName } from "lib/findings/model_names/tidy_name.ts";
 * import assert from "node:assert/strict";
 * assert.equal(tidyName(' "ResNet–50\n(ours)". '), "ResNet-50 (ours)");
 * ```
 */
export function tidyName(name: string): string {
  const text = name.slice(0, LONGEST_READ).normalize("NFKC")
    .slice(0, LONGEST_READ)
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/[\s\p{C}]+/gu, " ");
  let [start, end] = [0, text.length];
  while (start < end && AROUND.has(text[start]!)) start++;
  while (end > start && AROUND.has(text[end - 1]!)) end--;
  return text.slice(start, end);
}

/** Shortens a tidy name to what fits into a table. */
export function shownName(name: string): string {
  return name.length <= LONGEST_SHOWN
    ? name
    : `${name.slice(0, LONGEST_SHOWN - 1)}…`;
}
