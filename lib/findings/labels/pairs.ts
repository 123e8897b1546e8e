/** A model and how it was reused, as a human wrote them. */
export interface Pair {
  readonly model: string;
  readonly pattern: string;
}

/**
 * Reads a free-text list of pairs.
 *
 * @param text Pairs in square brackets, the pattern after the last comma, with
 * semicolons, commas or spaces between them.
 * @returns The pairs in order, and every piece of text that is no pair.
 *
 * @example
 * ```ts
 * import { parsePairs } from "lib/findings/labels/pairs.ts";
 * import assert from "node:assert/strict";
 * assert.deepEqual(parsePairs("[VGGNet (VGG-16), Adaptation]; [U-Net]"), {
 *   pairs: [{ model: "VGGNet (VGG-16)", pattern: "Adaptation" }],
 *   rest: ["[U-Net]"],
 * });
 * ```
 */
export function parsePairs(text: string): { pairs: Pair[]; rest: string[] } {
  const pairs: Pair[] = [];
  const rest: string[] = [];
  // A piece in brackets, or what stands before the next one.
  for (const [piece] of text.matchAll(/\[[^[\]]*\]|[^[\]]+|[[\]][^[\]]*/g)) {
    const plain = piece.replace(/^[\s;,]+|[\s;,]+$/g, "");
    if (plain === "") continue;
    const [, model = "", pattern = ""] =
      /^\[(.*),([^,]*)\]$/s.exec(plain)?.map((part) => part.trim()) ?? [];
    if (model !== "" && pattern !== "") pairs.push({ model, pattern });
    else rest.push(plain);
  }
  return { pairs, rest };
}
