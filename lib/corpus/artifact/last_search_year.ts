import type { DatabaseSync } from "node:sqlite";
import type { ArtifactSchema } from "lib/corpus/artifact/schema.ts";

/**
 * The year in which the study searched last, and which its papers cover in
 * part: the latest `searches.timestamp`, seconds since 1970.
 *
 * @returns The year (UTC); null if the searches or their times are missing.
 */
export function lastSearchYear(
  db: DatabaseSync,
  schema: ArtifactSchema,
): number | null {
  if (!schema.has("searches", "timestamp")) return null;
  const last = db.prepare(
    `SELECT max(timestamp) AS last FROM searches
     WHERE typeof(timestamp) IN ('integer', 'real')`,
  ).get()?.last;
  if (typeof last !== "number" || !(last > 0 && last < 1e11)) return null;
  return new Date(1000 * last).getUTCFullYear();
}
