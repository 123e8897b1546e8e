import type { FlawName, Flaws } from "lib/findings/as_published/flaws.ts";
import type { ArtifactRows } from "lib/findings/as_published/artifact_rows.ts";

/** Counts by key; the parts of a key are separated by "/". */
export type Counts = ReadonlyMap<string, number>;

/** One table of counts that a script of the study prints or draws. */
export interface ScriptTable {
  /** Name of the script without ending. */
  readonly script: string;
  readonly table: string;
  /** How many of the commonest keys it prints; all of them if absent. */
  readonly printed?: number;
  /**
   * Its flaws, in the order in which they are switched off one after the other
   * to explain a difference: those that end the script first. Without any, the
   * counts are the corrected ones.
   */
  readonly flaws: readonly FlawName[];
  /**
   * Counts as the script does.
   *
   * @throws {PythonError} If the script would stop.
   */
  count(rows: ArtifactRows, flaws: Flaws): Counts;
}

/** What the key of a paper without year says. */
export const UNKNOWN_YEAR = "unknown";

/** Adds to a count. */
export function add(
  counts: Map<string, number>,
  key: string | readonly (string | number | null)[],
  papers = 1,
): void {
  const text = typeof key === "string"
    ? key
    : key.map((part) => part ?? UNKNOWN_YEAR).join("/");
  counts.set(text, (counts.get(text) ?? 0) + papers);
}

/** The commonest keys; of equal counts the one that comes first. */
export function commonest(counts: Counts, printed: number): Counts {
  return new Map([...counts].sort(([, a], [, b]) => b - a).slice(0, printed));
}
