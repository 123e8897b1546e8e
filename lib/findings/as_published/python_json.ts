/** JSON as Python's `json` module reads and writes it, errors included. */

import {
  PythonError,
  typeName,
} from "lib/findings/as_published/python_error.ts";

/** Python gives up on JSON that is nested deeper (`sys.getrecursionlimit()`). */
const DEEPEST = 990;

/**
 * `json.loads(text)`.
 *
 * @throws {PythonError} JSONDecodeError with the message of Python 3.11, or
 * RecursionError.
 *
 * @example
 * ```ts
 * import { pythonLoads } from "lib/findings/as_published/python_json.ts";
 * import assert from "node:assert/strict";
 * assert.deepEqual(pythonLoads('{"result": true}'), { result: true });
 * assert.throws(() => pythonLoads("\n "), {
 *   exception: "JSONDecodeError",
 *   message: "Expecting value: line 2 column 2 (char 2)",
 * });
 * ```
 */
export function pythonLoads(text: string): unknown {
  if (countBrackets(text) < DEEPEST) {
    try {
      return JSON.parse(text);
    } catch {
      // Python says what is wrong in other words, and allows NaN.
    }
  }
  return decode(text);
}

/** `json.loads(text)`, or undefined where it raises. */
export function softLoads(text: string | null): unknown {
  if (text === null || text === "") return undefined;
  try {
    return pythonLoads(text);
  } catch (error) {
    if (error instanceof PythonError) return undefined;
    throw error;
  }
}

/** `json.dumps(value)`: ", " and ": " between the parts, ASCII only. */
export function pythonDumps(value: unknown): string {
  switch (typeName(value)) {
    case "list":
      return `[${(value as unknown[]).map(pythonDumps).join(", ")}]`;
    case "dict": {
      const parts = Object.entries(value as object).map(([key, part]) =>
        `${pythonDumps(key)}: ${pythonDumps(part)}`
      );
      return `{${parts.join(", ")}}`;
    }
    case "str":
      return JSON.stringify(value).replace(
        /[\u007f-\uffff]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
      );
    default:
      return JSON.stringify(value ?? null);
  }
}

function countBrackets(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length && count < DEEPEST; i++) {
    if (text[i] === "[" || text[i] === "{") count++;
  }
  return count;
}

function decode(text: string): unknown {
  if (text.startsWith("\ufeff")) {
    throw fail(text, "Unexpected UTF-8 BOM (decode using utf-8-sig)", 0);
  }
  const [value, at] = scan(text, skipSpace(text, 0), 0);
  const end = skipSpace(text, at);
  if (end !== text.length) throw fail(text, "Extra data", end);
  return value;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (" \t\n\r".includes(text[at] ?? "x")) at++;
  return at;
}

type Scanned = readonly [value: unknown, end: number];

const WORDS: readonly [word: string, value: unknown][] = [
  ["null", null],
  ["true", true],
  ["false", false],
  ["NaN", NaN],
  ["Infinity", Infinity],
  ["-Infinity", -Infinity],
];
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function scan(text: string, at: number, depth: number): Scanned {
  const character = text[at];
  if (character === '"') return scanString(text, at);
  if (character === "{" || character === "[") {
    if (depth >= DEEPEST) {
      const kind = character === "[" ? "array" : "object";
      throw new PythonError(
        "RecursionError",
        `maximum recursion depth exceeded while decoding a JSON ${kind} from a unicode string`,
      );
    }
    return character === "{"
      ? scanObject(text, at, depth + 1)
      : scanArray(text, at, depth + 1);
  }
  for (const [word, value] of WORDS) {
    if (text.startsWith(word, at)) return [value, at + word.length];
  }
  NUMBER.lastIndex = at;
  const number = NUMBER.exec(text)?.[0];
  if (number === undefined) throw fail(text, "Expecting value", at);
  return [Number(number), at + number.length];
}

function scanObject(text: string, start: number, depth: number): Scanned {
  const object: Record<string, unknown> = {};
  let at = skipSpace(text, start + 1);
  if (text[at] === "}") return [object, at + 1];
  while (true) {
    if (text[at] !== '"') {
      throw fail(
        text,
        "Expecting property name enclosed in double quotes",
        at,
      );
    }
    const [key, afterKey] = scanString(text, at);
    at = skipSpace(text, afterKey);
    if (text[at] !== ":") throw fail(text, "Expecting ':' delimiter", at);
    const [value, end] = scan(text, skipSpace(text, at + 1), depth);
    object[key] = value;
    at = skipSpace(text, end);
    if (text[at] === "}") return [object, at + 1];
    if (text[at] !== ",") throw fail(text, "Expecting ',' delimiter", at);
    at = skipSpace(text, at + 1);
  }
}

function scanArray(text: string, start: number, depth: number): Scanned {
  const values: unknown[] = [];
  let at = skipSpace(text, start + 1);
  if (text[at] === "]") return [values, at + 1];
  while (true) {
    const [value, end] = scan(text, at, depth);
    values.push(value);
    at = skipSpace(text, end);
    if (text[at] === "]") return [values, at + 1];
    if (text[at] !== ",") throw fail(text, "Expecting ',' delimiter", at);
    at = skipSpace(text, at + 1);
  }
}

function scanString(
  text: string,
  start: number,
): readonly [value: string, end: number] {
  let at = start + 1;
  while (true) {
    const character = text[at];
    if (character === undefined) {
      throw fail(text, "Unterminated string starting at", start);
    }
    if (character === '"') {
      return [JSON.parse(text.slice(start, at + 1)), at + 1];
    }
    if (character <= "\x1f") {
      throw fail(text, "Invalid control character at", at);
    }
    at += character === "\\" ? escapeLength(text, at, start) : 1;
  }
}

function escapeLength(text: string, at: number, start: number): number {
  const letter = text[at + 1];
  if (letter === undefined) {
    throw fail(text, "Unterminated string starting at", start);
  }
  if (letter !== "u") {
    if ('"\\/bfnrt'.includes(letter)) return 2;
    throw fail(text, "Invalid \\escape", at);
  }
  if (/^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6))) return 6;
  throw fail(text, "Invalid \\uXXXX escape", at + 1);
}

function fail(text: string, what: string, at: number): PythonError {
  const before = text.slice(0, at);
  const line = before.split("\n").length;
  const column = characters(before.slice(before.lastIndexOf("\n") + 1)) + 1;
  return new PythonError(
    "JSONDecodeError",
    `${what}: line ${line} column ${column} (char ${characters(before)})`,
  );
}

/** Length as Python counts it: a pair of surrogates is one character. */
function characters(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit < 0xdc00) count--;
  }
  return count;
}
