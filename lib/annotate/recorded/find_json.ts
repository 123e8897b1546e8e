/** Finds the JSON in what a language model wrote. */

/** Text that is not plain JSON is only searched up to this length, in characters. */
const LONGEST_SEARCHED = 200_000;
/** Brackets that begin nothing are common in prose, but not this common. */
const MOST_FALSE_STARTS = 100;
/** A long text nested deeper is not parsed: that would take long for no answer. */
const DEEPEST_LONG = 1000;

/** The values found, or why there are none. */
export type FoundJson =
  | { readonly values: readonly unknown[]; readonly reason?: undefined }
  | { readonly reason: string; readonly values?: undefined };

/**
 * Finds every JSON object and array in a text: the whole text if it is JSON,
 * else those in a fence, after an introduction, or one after the other. Commas
 * before a closing bracket are forgiven. What is cut off is not guessed at.
 *
 * @param text What the model wrote.
 * @returns The values in their order; or the reason why there are none: "cut
 * off", "not JSON" or "too long to be an answer".
 *
 * @example
 * ```ts
 * import { findJson } from "lib/annotate/recorded/find_json.ts";
 * import assert from "node:assert/strict";
 * const text = 'Here it is:\n[{"model": "U-Net"},]\nAnything else?';
 * assert.deepEqual(findJson(text).values, [[{ model: "U-Net" }]]);
 * assert.equal(findJson('[{"model": "U-').reason, "cut off");
 * ```
 */
export function findJson(text: string): FoundJson {
  const isLong = text.length > LONGEST_SEARCHED;
  if (isLong && isNestedDeeper(text, DEEPEST_LONG)) {
    return { reason: "too long to be an answer" };
  }
  try {
    return { values: [JSON.parse(text)] };
  } catch {
    // Not JSON from end to end.
  }
  if (isLong) return { reason: "too long to be an answer" };
  const values: unknown[] = [];
  let falseStarts = 0;
  for (let at = 0; at < text.length;) {
    const start = nextBracket(text, at);
    if (start < 0 || falseStarts > MOST_FALSE_STARTS) break;
    const end = closingBracket(text, start);
    const value = end < 0 ? undefined : parseLeniently(text.slice(start, end));
    if (value !== undefined) {
      values.push(value);
      at = end;
    } else if (end < 0 && beginsJson(text, start)) {
      return { reason: "cut off" };
    } else {
      falseStarts++;
      at = start + 1;
    }
  }
  return values.length > 0 ? { values } : { reason: "not JSON" };
}

/** True if more brackets than `most` are open at one place. */
function isNestedDeeper(text: string, most: number): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '"') {
      i = endOfString(text, i);
      if (i < 0) return false;
    } else if (character === "{" || character === "[") {
      if (++depth > most) return true;
    } else if (character === "}" || character === "]") depth--;
  }
  return false;
}

function nextBracket(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    if (text[i] === "{" || text[i] === "[") return i;
  }
  return -1;
}

/** Offset after the bracket that closes the one at `start`, or -1. */
function closingBracket(text: string, start: number): number {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const character = text[i];
    if (character === '"') {
      i = endOfString(text, i);
      if (i < 0) return -1;
    } else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") {
      if (--depth === 0) return i + 1;
    }
  }
  return -1;
}

/** Offset of the quotation mark that closes the one at `start`, or -1. */
function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === '"') return i;
  }
  return -1;
}

/** True if what follows a bracket looks like JSON rather than prose. */
function beginsJson(text: string, start: number): boolean {
  const inside = text.slice(start + 1, start + 200).trimStart();
  return inside === "" ||
    (text[start] === "{" ? /^["}]/ : /^["{[\]\d-]/).test(inside);
}

function parseLeniently(json: string): unknown {
  for (const text of [json, withoutTrailingCommas(json)]) {
    try {
      return JSON.parse(text);
    } catch {
      // The next reading may do.
    }
  }
  return undefined;
}

/** Drops commas that stand before a closing bracket, outside of strings. */
function withoutTrailingCommas(json: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let i = 0; i < json.length; i++) {
    if (json[i] === '"') {
      i = endOfString(json, i);
      if (i < 0) break;
    } else if (json[i] === ",") {
      let next = i + 1;
      while (/\s/.test(json[next] ?? "")) next++;
      if (json[next] === "}" || json[next] === "]") {
        parts.push(json.slice(from, i));
        from = i + 1;
      }
    }
  }
  return parts.join("") + json.slice(from);
}
