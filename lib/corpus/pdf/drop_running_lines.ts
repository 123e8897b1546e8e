/** Running headers, footers and page numbers. */

/** Lines at the top and bottom of a page among which running lines are sought. */
const EDGE = 3;

/** What is the same on all pages of a line that counts pages. */
function mask(line: string): string {
  return line.toLowerCase().replace(/\d+/g, "#").replace(/\s+/g, " ").trim();
}

function edgesOf(page: readonly string[]): number[] {
  return page.map((_, i) => i)
    .filter((i) => i < EDGE || i >= page.length - EDGE);
}

/**
 * Drops what repeats at the top or bottom of pages: a line among the first or
 * last three of its page that stands there, digits aside, on at least three
 * pages or on more than half of at least two.
 *
 * @param pages Lines of each page.
 * @returns The other lines of each page, and the dropped ones (which often hold
 * the DOI).
 *
 * @example
 * ```ts
 * import { dropRunningLines } from "lib/corpus/pdf/drop_running_lines.ts";
 * import assert from "node:assert/strict";
 *
 * const { pages } = dropRunningLines([
 *   ["A Journal 3 (2019)", "First text.", "Page 1"],
 *   ["A Journal 3 (2019)", "More text.", "Page 2"],
 * ]);
 * assert.deepEqual(pages, [["First text."], ["More text."]]);
 * ```
 */
export function dropRunningLines(
  pages: readonly (readonly string[])[],
): { pages: string[][]; running: string[] } {
  const count = new Map<string, number>();
  for (const page of pages) {
    const masks = new Set(edgesOf(page).map((i) => mask(page[i]!)));
    for (const one of masks) count.set(one, (count.get(one) ?? 0) + 1);
  }
  const runs = (line: string) => {
    const found = count.get(mask(line)) ?? 0;
    return found >= 3 || (found >= 2 && found > pages.length / 2);
  };
  const running: string[] = [];
  const kept = pages.map((page) => {
    const edges = new Set(edgesOf(page));
    return page.filter((line, i) => {
      if (!edges.has(i) || !runs(line)) return true;
      running.push(line);
      return false;
    });
  });
  return { pages: kept, running };
}
