import type { Cell } from "lib/notebook/nbformat.ts";

/** What the tag of a cell begins with that is about one question. */
const ASKS = "asks:";
/** The tag of a cell that says nothing without human labels. */
const NEEDS_LABELS = "needs:labels";

/**
 * Tells which cells belong into the notebook of a study. A cell with a tag such
 * as "asks:uses_ptms" is about that question and belongs there only if the study
 * asks it, with several such tags only if it asks all of them; "asks:other"
 * stands for any question that the study's own figures leave out. A cell with
 * the tag "needs:labels" belongs there only if the study has human labels, and
 * one without such tags into every notebook.
 *
 * @param asked Ids of the questions that the study asks.
 * @param others Ids of those that the study's own figures leave out.
 * @param hasLabels Whether the study has human labels.
 *
 * @example
 * ```ts
 * import { cellsFor } from "lib/notebook/cells_for.ts";
 * import assert from "node:assert/strict";
 * const belongs = cellsFor(["shares_data"], ["shares_data"], false);
 * const cell = (...tags: string[]) =>
 *   ({ cell_type: "markdown", source: "", metadata: { tags } }) as const;
 * assert.ok(belongs(cell("asks:other")));
 * assert.ok(!belongs(cell("asks:uses_ptms")));
 * assert.ok(!belongs(cell("needs:labels")));
 * assert.ok(belongs({ cell_type: "code", source: "1 + 1" }));
 * ```
 */
export function cellsFor(
  asked: readonly string[],
  others: readonly string[],
  hasLabels: boolean,
): (cell: Cell) => boolean {
  const known = new Set([...asked, ...(others.length > 0 ? ["other"] : [])]);
  return ({ metadata }) => {
    const tags = Array.isArray(metadata?.tags) ? metadata.tags : [];
    if (tags.includes(NEEDS_LABELS) && !hasLabels) return false;
    return tags.map(String).filter((tag) => tag.startsWith(ASKS))
      .every((tag) => known.has(tag.slice(ASKS.length)));
  };
}
