/** Text of unknown origin, made safe for where it is shown. */

const HTML_ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  // Alone in an element, these start no formula in Jupyter.
  "$": "<span>&#36;</span>",
  "\\": "<span>&#92;</span>",
};

/**
 * Makes text stay text between HTML tags: no markup, no formulas.
 *
 * @example
 * ```ts
 * import { escapeHtml } from "lib/notebook/escape.ts";
 * import assert from "node:assert/strict";
 * assert.equal(escapeHtml("<b>R&D</b>"), "&lt;b&gt;R&amp;D&lt;/b&gt;");
 * ```
 */
export function escapeHtml(text: string): string {
  return visible(text).replace(
    /[&<>"'$\\]/g,
    (character) => HTML_ENTITIES[character] ?? character,
  );
}

/**
 * Makes text stay text inside a Markdown paragraph: no markup, links, HTML,
 * lists or formulas; white space becomes one space. Punctuation is written as
 * entities, which Markdown never reads as structure.
 *
 * @example
 * ```ts
 * import { escapeMarkdown } from "lib/notebook/escape.ts";
 * import assert from "node:assert/strict";
 * assert.equal(escapeMarkdown("a *b*"), "a &#42;b&#42;");
 * ```
 */
export function escapeMarkdown(text: string): string {
  return visible(text).replace(/\s+/g, " ").trim().replace(
    /[!#-&(-+\--/:-@[-`{-~]/g,
    (character) => {
      const entity = `&#${character.charCodeAt(0)};`;
      return "$\\".includes(character) ? `<span>${entity}</span>` : entity;
    },
  );
}

// deno-lint-ignore no-control-regex -- control characters are what is replaced
const CONTROL = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Shows control characters, such as terminal escapes and changes of the
 * writing direction, instead of obeying them.
 */
export function visible(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(CONTROL, "\ufffd");
}
