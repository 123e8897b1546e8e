import type { Row } from "lib/findings/table.ts";

/**
 * Adds up as_published.csv for a reader: one row for each table that a script
 * of the study counts.
 *
 * @param rows Rows of as_published.csv.
 * @returns Script, table, entries, how many of them the corrected counts give
 * otherwise, the flaws behind that, and the exception that ends the script.
 *
 * @example
 * ```ts
 * import { publishedDifferences } from "lib/findings/as_published/read_as_published.ts";
 * import assert from "node:assert/strict";
 * const row = { script: "figR", table: "field_year", raises: "" };
 * assert.deepEqual(
 *   publishedDifferences([
 *     { ...row, difference: -3, cause: "field_per_topic (-2); spelling_kept (-1)" },
 *     { ...row, difference: 0, cause: "" },
 *   ]),
 *   [{
 *     script: "figR",
 *     table: "field_year",
 *     entries: 2,
 *     differ: 1,
 *     causes: "field_per_topic, spelling_kept",
 *     raises: "",
 *   }],
 * );
 * ```
 */
export function publishedDifferences(rows: readonly Row[]): Row[] {
  const tables = Map.groupBy(rows, ({ script, table }) => `${script}/${table}`);
  return [...tables.values()].map((own) => {
    const causes = own.flatMap(({ cause }) =>
      String(cause ?? "").split("; ").map((part) => part.split(" (")[0]!)
    );
    return {
      script: own[0]!.script!,
      table: own[0]!.table!,
      entries: own.length,
      differ: own.filter(({ difference }) => difference !== 0).length,
      causes: [...new Set(causes)].filter((name) => name !== "").join(", "),
      raises: own[0]!.raises ?? "",
    };
  });
}
