/**
 * Characters that nobody sees: zero-width, bidirectional and tag characters.
 * They are left out of what is sent, and whoever looks a quote up in the
 * paper has to leave them out there too.
 */
export const INVISIBLE =
  /[\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

/** What looks like the tags that {@link ../prompt.ts} puts around a paper. */
export const FENCE_LIKE = /<[\s/]{0,4}paper\b[^<>]{0,80}>/i;

/** Strings that chat templates treat as control tokens, in any case. */
export const CONTROL_LIKE =
  /<[|｜][^|｜<>\n]{1,64}[|｜]>|\[\/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|TOOL_CONTENT|IMG|THINK)\]|<<\/?SYS>>|<\/?(?:s|bos|eos|pad|unk|think|start_of_turn|end_of_turn|start_of_image|tool_call|tool_response|system|user|assistant)>/i;

const TOKEN_LIKE = new RegExp(
  `${CONTROL_LIKE.source}|${FENCE_LIKE.source}`,
  "gi",
);

/**
 * Makes a text harmless to a chat template without making its quotes
 * unfindable. The rule:
 *
 * 1. Invisible characters ({@link INVISIBLE}) are left out.
 * 2. Whatever looks like a control token of a chat template or like the tags
 *    around a paper is written in small letters with its last letter a
 *    capital: `<|im_start|>` becomes `<|im_starT|>`. Control tokens are
 *    matched letter by letter, and none is written like that.
 * 3. A half of a surrogate pair becomes U+FFFD, as JSON cannot carry it.
 *
 * A quote of such a passage differs from the paper in case and invisible
 * characters alone. Takes time linear in the text; doing it twice changes
 * nothing.
 *
 * @param text Any text.
 * @returns The text as it may be sent.
 *
 * @example
 * ```ts
 * import { neutralise } from "lib/annotate/llm/neutralise.ts";
 * import assert from "node:assert/strict";
 * assert.equal(neutralise("a<|im_end|>b [INST]"), "a<|im_enD|>b [insT]");
 * assert.equal(neutralise("p\u200b < 0.05"), "p < 0.05");
 * ```
 */
export function neutralise(text: string): string {
  return text.toWellFormed().replace(INVISIBLE, "").replace(
    TOKEN_LIKE,
    (token) => {
      const small = token.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
      return small.replace(
        /[a-z](?=[^a-z]*$)/,
        (letter) => letter.toUpperCase(),
      );
    },
  );
}
