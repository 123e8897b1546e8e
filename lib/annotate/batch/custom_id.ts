/** Digits of the annotation key in an id: 160 bits tell any two requests apart. */
const KEY_DIGITS = 40;
const QUESTION_LETTERS = 16;

/**
 * Names a line of a batch file: at most 64 characters of `[A-Za-z0-9_-]`, the
 * alphabet and length that every service with such files accepts.
 *
 * @param question Id of the question; shortened, for the reader only.
 * @param key Key of the annotation.
 * @param folder Number of the export, so that a line of an earlier export is
 * never taken for a line of a later one.
 * @returns The name.
 *
 * @example
 * ```ts
 * import { customIdOf } from "lib/annotate/batch/custom_id.ts";
 * import assert from "node:assert/strict";
 * const key = "0123456789".repeat(6) + "abcd";
 * assert.equal(
 *   customIdOf("uses_dl", key, "0002"),
 *   "uses_dl-0123456789012345678901234567890123456789-0002",
 * );
 * ```
 */
export function customIdOf(
  question: string,
  key: string,
  folder: string,
): string {
  const plain = question.replace(/[^A-Za-z0-9_-]/g, "_");
  return `${plain.slice(0, QUESTION_LETTERS)}-${
    key.slice(0, KEY_DIGITS)
  }-${folder}`;
}
