/** Which of the four megajournals a paper belongs to. */

import type { Megajournal } from "lib/corpus/paper.ts";

/** DOI prefixes of the four publishers, as registered with Crossref. */
const PREFIXES: ReadonlyMap<string, Megajournal> = new Map([
  ["10.1136", "BMJ"],
  ["10.12688", "F1000"],
  ["10.3389", "FrontiersIn"],
  ["10.1371", "PLOS"],
]);

/** Prefix for tests and examples: it belongs to no publisher. */
const TEST_PREFIX = "10.5555";

const TITLES: readonly (readonly [RegExp, Megajournal])[] = [
  [/^(the )?bmj\b|^british medical journal\b/i, "BMJ"],
  [/^f1000\s?research\b/i, "F1000"],
  [/^frontiers in\b/i, "FrontiersIn"],
  [/^plos\b|^public library of science\b/i, "PLOS"],
];

/**
 * Names the megajournal of a paper. The DOI prefix decides; the journal's
 * title decides only if the paper has no DOI, or one with the prefix for tests
 * and examples, so that a preprint or a paper of another publisher never counts
 * by a similar title.
 *
 * @example
 * ```ts
 * import { megajournalOf } from "lib/corpus/megajournal.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(megajournalOf({ doi: "10.1371/journal.pone.0185809" }), "PLOS");
 * assert.equal(megajournalOf({ journal: "Frontiers in Plant Science" }), "FrontiersIn");
 * assert.equal(megajournalOf({ doi: "10.7554/elife.46793" }), "other");
 * ```
 *
 * @param paper Its DOI and the title of its journal; either may be empty.
 */
export function megajournalOf(
  paper: { readonly doi?: string; readonly journal?: string },
): Megajournal {
  const prefix = paper.doi?.split("/")[0];
  if (prefix && prefix !== TEST_PREFIX) return PREFIXES.get(prefix) ?? "other";
  const journal = paper.journal?.trim() ?? "";
  return TITLES.find(([pattern]) => pattern.test(journal))?.[1] ?? "other";
}
