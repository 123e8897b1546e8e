/** Whether a cell must have an output. */

const SHOWING_CALL =
  /^(?:await\s+)?(?:draw\(|show[A-Z]\w*\(|highlight\(|md`|Deno\.jupyter\.\w+[(`])/;

/**
 * Tells whether the last statement of a cell shows something for certain: a
 * figure, a table, a passage, or text. A cell without an output then has lost
 * it.
 *
 * @param source The cell's code, formatted: statements start at the margin.
 *
 * @example
 * ```ts
 * import { showsSomething } from "lib/notebook/shows_something.ts";
 * import assert from "node:assert/strict";
 * assert.ok(showsSomething("const rows = [];\nshowTable(rows, {\n});"));
 * assert.ok(!showsSomething("showTable([]);\nconst rows = [];"));
 * ```
 */
export function showsSomething(source: string): boolean {
  const statements = source.split("\n").filter((line) => /^[\w$]/.test(line));
  return SHOWING_CALL.test(statements.at(-1) ?? "");
}
