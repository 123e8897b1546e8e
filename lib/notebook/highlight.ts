import { type Displayable, displayable } from "lib/notebook/displayable.ts";
import { escapeHtml, visible } from "lib/notebook/escape.ts";

/** Part of a text, in UTF-16 units; the end is not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Shows a passage with its evidence marked; as plain text, the evidence stands
 * in double square brackets. Spans may overlap.
 *
 * @param text The passage.
 * @param spans What to mark.
 * @throws {RangeError} If a span does not lie in the text.
 *
 * @example
 * ```ts
 * import { highlight } from "lib/notebook/highlight.ts";
 * highlight("We fine-tuned BERT.", [{ start: 3, end: 18 }]);
 * ```
 */
export function highlight(text: string, spans: readonly Span[]): Displayable {
  const wrong = spans.find(({ start, end }) =>
    !(start >= 0 && start <= end && end <= text.length)
  );
  if (wrong) {
    throw new RangeError(
      `Cannot highlight as a span must lie in the text of ${text.length} characters: current span is ${wrong.start} to ${wrong.end}`,
    );
  }
  const parts = split(text, spans);
  const html = parts.map(({ part, marked }) => {
    const escaped = escapeHtml(part).replaceAll("\n", "<br>\n");
    return marked ? `<mark>${escaped}</mark>` : escaped;
  });
  const plain = parts.map(({ part, marked }) =>
    marked ? `[[${visible(part)}]]` : visible(part)
  );
  return displayable({
    "text/html": `<blockquote>${html.join("")}</blockquote>`,
    "text/plain": plain.join(""),
  });
}

function split(
  text: string,
  spans: readonly Span[],
): { part: string; marked: boolean }[] {
  const parts: { part: string; marked: boolean }[] = [];
  let done = 0;
  const add = (end: number, marked: boolean) => {
    if (end > done) parts.push({ part: text.slice(done, end), marked });
    done = Math.max(done, end);
  };
  for (const { start, end } of merge(spans)) {
    add(start, false);
    add(end, true);
  }
  add(text.length, false);
  return parts;
}

/** Spans in order, those that touch or overlap as one. */
function merge(spans: readonly Span[]): Span[] {
  const merged: { start: number; end: number }[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ ...span });
  }
  return merged;
}
