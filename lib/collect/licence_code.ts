/**
 * Names a licence in short, so that licences can be counted.
 *
 * @param licence URL, words or the code of OpenAlex.
 * @returns Such as "CC BY" or "CC BY-NC-ND"; "other" for words that name none
 * of these, "not stated" if there are none.
 *
 * @example
 * ```ts
 * import { licenceCode } from "lib/collect/licence_code.ts";
 * import assert from "node:assert/strict";
 * assert.equal(licenceCode("https://creativecommons.org/licenses/by-nc/4.0/"), "CC BY-NC");
 * assert.equal(licenceCode("cc-by"), "CC BY");
 * assert.equal(licenceCode(""), "not stated");
 * ```
 */
export function licenceCode(licence: string): string {
  const text = licence.toLowerCase();
  if (text.trim() === "") return "not stated";
  if (/publicdomain\/zero|\bcc-?0\b|\bcc zero\b/.test(text)) return "CC0";
  if (/publicdomain|public.?domain/.test(text)) return "public domain";
  const url = /creativecommons\.org\/licenses\/(by[a-z-]*)/.exec(text)?.[1];
  const code = url ?? /\bcc[ -]?(by(?:-(?:nc|nd|sa))*)\b/.exec(text)?.[1];
  if (code !== undefined) return `CC ${code.toUpperCase()}`;
  if (!/creative commons attribution/.test(text)) return "other";
  const parts = [
    "BY",
    ...(/non-?\s?commercial/.test(text) ? ["NC"] : []),
    ...(/no\s?deriv/.test(text) ? ["ND"] : []),
    ...(/share\s?-?alike/.test(text) ? ["SA"] : []),
  ];
  return `CC ${parts.join("-")}`;
}

/** Tells whether a licence allows commercial use only where it does not say otherwise. */
export function isNonCommercial(code: string): boolean {
  return /-NC\b/.test(code);
}
