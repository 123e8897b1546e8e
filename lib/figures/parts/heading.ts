import type { FigureContext } from "lib/figures/figure.ts";
import { answeredBy } from "lib/figures/parts/annotator_name.ts";
import { measureText, wrapText } from "lib/figures/parts/measure_text.ts";
import { CONTENT_WIDTH, SIZES } from "lib/figures/theme.ts";

/** Title and subtitle as a Vega-Lite title. */
export interface Heading {
  readonly text: string[];
  /** Lines of parts with dots between them; a break inside a part follows a space. */
  readonly subtitle: string[];
}

/**
 * Sets the heading of a figure: the finding as title; corpus, n, annotator
 * and remarks as subtitle, broken into lines so that nothing is cut off.
 *
 * @param title The finding.
 * @param context Corpus and annotator; made-up data are named as such.
 * @param n What n counts: "312 analysed".
 * @param notes What else a reader needs to know.
 */
export function heading(
  title: string,
  context: FigureContext,
  n: string,
  notes: readonly string[] = [],
): Heading {
  const { corpus, synthetic } = context;
  const source = synthetic
    ? `Synthetic data: ${corpus.replace(/\bsynthetic /i, "")}`
    : corpus;
  return {
    text: balance(title),
    subtitle: joinParts([source, `n = ${n}`, answeredBy(context), ...notes]),
  };
}

/** Breaks a title into as few lines as it needs, about equally long. */
function balance(title: string): string[] {
  const style = { size: SIZES.title, bold: true };
  let lines = wrapText(title, CONTENT_WIDTH, style);
  for (let limit = CONTENT_WIDTH; limit > CONTENT_WIDTH / 2; limit -= 10) {
    const narrower = wrapText(title, limit, style);
    if (narrower.length > lines.length) break;
    lines = narrower;
  }
  return lines;
}

/** Breaks a part into lines; a line that its part goes on after ends in a space. */
function broken(part: string): string[] {
  const lines = wrapText(part, CONTENT_WIDTH, { size: SIZES.subtitle });
  return lines.map((line, i) => i < lines.length - 1 ? `${line} ` : line);
}

/** Joins parts by dots, and breaks lines between parts rather than in them. */
function joinParts(parts: readonly string[]): string[] {
  const style = { size: SIZES.subtitle };
  const lines: string[] = [];
  for (const part of parts) {
    const longer = `${lines.at(-1)} · ${part}`;
    if (lines.length > 0 && measureText(longer, style) <= CONTENT_WIDTH) {
      lines[lines.length - 1] = longer;
    } else {
      lines.push(...broken(part));
    }
  }
  return lines;
}
