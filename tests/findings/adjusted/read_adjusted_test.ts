import assert from "node:assert/strict";
import { readAdjusted } from "lib/findings/adjusted/read_adjusted.ts";

// As a table's reader gives them: years as numbers, empty cells as null.
const ROWS = [
  {
    ...{ question: "uses_dl", category: null, grouping: "all", group: null },
    ...{ papers: 100, labels: 40, raw: 0.5, method: "score", adjusted: 0.4 },
    ...{ low: 0.3, high: 0.55, note: null, of: "all papers" },
  },
  {
    ...{ question: "uses_dl", category: null, grouping: "year", group: 2020 },
    ...{ papers: 9, labels: 4, raw: 0.5, method: "too_few_labels" },
    ...{ adjusted: null, low: null, high: null, of: "all papers" },
    note: "Too few labels: 4, where 20 are needed",
  },
];

Deno.test("readAdjusted() gives texts as texts, and only the rows that are wanted", () => {
  assert.deepEqual(
    readAdjusted(ROWS).map(({ category, group, note }) => [
      category,
      group,
      note,
    ]),
    [["", "", ""], ["", "2020", "Too few labels: 4, where 20 are needed"]],
  );
  const [year, ...others] = readAdjusted(ROWS, { group: "2020" });
  assert.equal(year?.papers, 9);
  assert.deepEqual(others, []);
  assert.deepEqual(readAdjusted(ROWS, { category: "adaptation" }), []);
});
