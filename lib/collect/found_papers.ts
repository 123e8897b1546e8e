/** The papers that all searches together found, each once. */

import { journalFinder } from "lib/collect/journals.ts";
import type { Hit } from "lib/collect/search/search_service.ts";
import type { SearchResult } from "lib/collect/search/run_searches.ts";
import type { CollectSettings } from "lib/collect/settings.ts";
import type { Megajournal } from "lib/corpus/paper.ts";
import { megajournalOf } from "lib/corpus/megajournal.ts";
import { byCodeUnit } from "lib/order.ts";

/** A paper that was found. */
export interface FoundPaper {
  /** Its DOI, of F1000 papers without the version; the record's name if it has no DOI. */
  readonly id: string;
  /** The DOIs under which it was found: of F1000 papers its versions, latest first. */
  readonly dois: readonly string[];
  readonly record: string;
  readonly title: string;
  readonly journal: string;
  readonly megajournal: Megajournal;
  readonly year: number | null;
  /** In the order of the DOIs. */
  readonly pmcids: readonly string[];
  readonly isOpenAccess: boolean | null;
  /** In the order of the study. */
  readonly keywords: readonly string[];
  /** Why it cannot be used whatever else is known; empty if it can. */
  readonly problem: string;
}

const VERSIONED = /^(10\.12688\/.+)\.(\d+)$/;

/** The DOI that all versions of a paper share: only F1000 numbers them. */
export function unversioned(doi: string): string {
  return VERSIONED.exec(doi)?.[1] ?? doi;
}

/** Number of the version that a DOI names; null if it names none. */
export function versionOf(doi: string): number | null {
  const version = VERSIONED.exec(doi)?.[2];
  return version === undefined ? null : Number(version);
}

/**
 * Puts the hits of all searches together.
 *
 * @param results Searches with their hits.
 * @returns The papers in the order of their ids.
 */
export function mergeHits(
  results: readonly SearchResult[],
  { keywords, journals }: Pick<CollectSettings, "keywords" | "journals">,
): FoundPaper[] {
  const found = new Map<string, { hits: Hit[]; keywords: Set<string> }>();
  for (const { keyword, hits } of results) {
    for (const hit of hits) {
      const id = hit.doi === "" ? hit.record : unversioned(hit.doi);
      const paper = found.get(id) ?? { hits: [], keywords: new Set() };
      found.set(id, paper);
      paper.keywords.add(keyword);
      if (!paper.hits.some((other) => isSame(other, hit))) paper.hits.push(hit);
    }
  }
  const journalOf = journalFinder(journals);
  return [...found].sort(([a], [b]) => byCodeUnit(a, b)).map(
    ([id, paper]): FoundPaper => {
      const hits = paper.hits.toSorted((a, b) =>
        (versionOf(b.doi) ?? 0) - (versionOf(a.doi) ?? 0)
      );
      const { doi } = hits[0]!;
      const title = first(hits.map((hit) => hit.journal));
      const issns = hits.flatMap((hit) => hit.issns);
      const journal = journalOf({ doi, title, issns });
      return {
        id,
        dois: distinct(hits.map((hit) => hit.doi)),
        record: hits[0]!.record,
        title: first(hits.map((hit) => hit.title)),
        journal: journal?.title || title,
        megajournal: journal?.megajournal ??
          megajournalOf({ doi, journal: title }),
        year: hits.find((hit) => hit.year !== null)?.year ?? null,
        pmcids: distinct(hits.map((hit) => hit.pmcid)),
        isOpenAccess: isOpenAccess(hits),
        keywords: keywords.filter((keyword) => paper.keywords.has(keyword)),
        problem: doi === ""
          ? "no DOI"
          : journal === null
          ? "journal not on the list"
          : "",
      };
    },
  );
}

/** True if two services, or two keywords, gave the same record. */
function isSame(a: Hit, b: Hit): boolean {
  return a.record === b.record && a.doi === b.doi;
}

const first = (texts: readonly string[]) =>
  texts.find((text) => text !== "") ?? "";

const distinct = (texts: readonly string[]) => [
  ...new Set(texts.filter((text) => text !== "")),
];

/** One record that says yes is enough; one that says no counts if none says yes. */
function isOpenAccess(hits: readonly Hit[]): boolean | null {
  const said = hits.map((hit) => hit.isOpenAccess);
  return said.includes(true) ? true : said.includes(false) ? false : null;
}
