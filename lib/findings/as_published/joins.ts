/** How the scripts put rows together, with and without their flaws. */

import { fieldName, FIELDS } from "lib/corpus/fields.ts";
import type {
  ArtifactRows,
  OpenAlexRow,
} from "lib/findings/as_published/artifact_rows.ts";
import type { DoiRow } from "lib/findings/as_published/doi_rows.ts";
import type { Flaws } from "lib/findings/as_published/flaws.ts";

const FIELD_NAMES: ReadonlySet<string> = new Set(
  FIELDS.map(({ name }) => name),
);

/** Records of OpenAlex that a row is joined with. */
export function recordsOf(
  { openAlex }: ArtifactRows,
  { doi, key }: DoiRow,
  flaws: Flaws,
): readonly OpenAlexRow[] {
  const records = flaws.has("doi_spelling")
    ? openAlex.byDoi.get(doi)
    : openAlex.byKey.get(key);
  if (records === undefined) return [];
  return flaws.has("duplicate_rows") ? records : records.slice(0, 1);
}

/** True if the stored view names the row's paper, or there is no view. */
export function isInView(
  { view }: ArtifactRows,
  { doi, key }: DoiRow,
  flaws: Flaws,
): boolean {
  if (view === null) return true;
  return flaws.has("doi_spelling") ? view.dois.has(doi) : view.keys.has(key);
}

/**
 * The rows that count: all of them, or one for each paper of the view.
 *
 * @param isUsable True for a row to prefer where a paper has several.
 */
export function rowsThatCount<R extends DoiRow>(
  all: readonly R[],
  rows: ArtifactRows,
  flaws: Flaws,
  isUsable: (row: R) => boolean,
): readonly R[] {
  const inView = flaws.has("view_not_applied")
    ? all
    : all.filter((row) => isInView(rows, row, flaws));
  if (flaws.has("duplicate_rows")) return inView;
  const byPaper = new Map<string, R>();
  for (const row of inView) {
    const before = byPaper.get(row.key);
    if (before === undefined || (!isUsable(before) && isUsable(row))) {
      byPaper.set(row.key, row);
    }
  }
  return [...byPaper.values()];
}

/** The natural-science fields that a record counts under: one for each topic, or each once. */
export function fieldsOfRecord(
  { topics }: OpenAlexRow,
  flaws: Flaws,
): readonly string[] {
  if (flaws.has("field_per_topic")) {
    return topics.filter((topic) =>
      topic !== null && FIELD_NAMES.has(topic)
    ) as string[];
  }
  const names = topics.map((topic) => topic && fieldName(topic));
  return [...new Set(names)].filter((name) =>
    name && FIELD_NAMES.has(name)
  ) as string[];
}
