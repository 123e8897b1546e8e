import { type Displayable, displayable } from "lib/notebook/displayable.ts";
import { escapeMarkdown, visible } from "lib/notebook/escape.ts";
import { formatCell } from "lib/notebook/format_cell.ts";

/**
 * Shows prose with numbers and names from the data: a tagged template of
 * Markdown whose values are escaped, numbers with thousands separators. Years,
 * which take none, and shares are put in as text: `${String(year)}`,
 * `${formatShare(share)}`.
 *
 * @example
 * ```ts
 * import { md } from "lib/notebook/markdown.ts";
 * const users = 1200;
 * md`Of all papers, **${users}** reuse a pre-trained model.`;
 * ```
 */
export function md(
  words: TemplateStringsArray,
  ...values: readonly (string | number | null | undefined)[]
): Displayable {
  const texts = values.map((value) => formatCell(value));
  const join = (escape: (text: string) => string) =>
    words.reduce((prose, word, i) => prose + escape(texts[i - 1] ?? "") + word)
      .trim();
  return displayable({
    "text/markdown": join(escapeMarkdown),
    "text/plain": join(visible),
  });
}
