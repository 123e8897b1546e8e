/**
 * Tells whether a short form stands for a long one, as "ViT" for "Vision
 * Image Transformer" and "ResNet" for "residual network": from the last letter
 * to the first, each letter of the short form is found in the long one, and
 * the first begins a word (Schwartz & Hearst 2003, a simple algorithm for
 * identifying abbreviation definitions, PSB 8:451-462). The number of a version
 * need not be found.
 *
 * @example
 * ```ts
 * import { isAbbreviation } from "lib/findings/model_names/is_abbreviation.ts";
 * import assert from "node:assert/strict";
 * assert.ok(isAbbreviation("ViT", "Vision Image Transformer"));
 * assert.ok(isAbbreviation("GPT-3", "generative pre-trained transformer"));
 * assert.ok(!isAbbreviation("U-Net", "FreeSurfer ScLimbic"));
 * ```
 */
export function isAbbreviation(short: string, long: string): boolean {
  const letters = short.toLowerCase().replace(/v?\d.*$/, "")
    .replace(/[^\p{L}]/gu, "");
  const text = long.toLowerCase();
  if (letters.length < 2 || letters.length >= text.length) return false;
  let at = text.length;
  for (let i = letters.length - 1; i >= 0; i--) {
    do at--; while (
      at >= 0 &&
      (text[at] !== letters[i] || (i === 0 && isLetter(text[at - 1])))
    );
    if (at < 0) return false;
  }
  return true;
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /\p{L}/u.test(character);
}
