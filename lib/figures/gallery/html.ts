/** Text of unknown origin, made safe for where a page shows it. */

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

// deno-lint-ignore no-control-regex -- control characters are what is replaced
const CONTROL = /[\0-\x08\x0b-\x1f\x7f-\x9f]/g;

/**
 * Makes text stay text in an element or in a quoted attribute.
 *
 * @example
 * ```ts
 * import { escapeText } from "lib/figures/gallery/html.ts";
 * import assert from "node:assert/strict";
 * assert.equal(escapeText('<b title="R&D">'), "&lt;b title=&quot;R&amp;D&quot;&gt;");
 * ```
 */
export function escapeText(text: string): string {
  return text.toWellFormed().replace(CONTROL, "\ufffd").replace(
    /[&<>"']/g,
    (character) => ENTITIES[character] ?? character,
  );
}

/** Keeps the two ends of an interval, such as 19\u201368%, on one line. */
export function keepTogether(text: string): string {
  return text.replace(/(?<=\d\u2013)(?=\d)/g, "\u2060");
}

/** Writes data as JSON that cannot end the script element around it. */
export function scriptJson(data: unknown): string {
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}

/**
 * Makes program text of a package safe inside a script element. Where the
 * sequence occurs it is in a string or a pattern, in which the backslash
 * changes nothing.
 */
export function scriptText(program: string): string {
  return program.replace(/<(?=\/script|script|!--)/gi, "\\x3c");
}

/**
 * Writes a CSV file as the address of a download.
 *
 * @returns A data URL, safe in a quoted attribute.
 */
export function csvAddress(csv: string): string {
  const encoded = encodeURI(csv.toWellFormed()).replaceAll("#", "%23");
  return escapeText(`data:text/csv;charset=utf-8,${encoded}`);
}
