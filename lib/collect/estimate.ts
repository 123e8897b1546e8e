/** What a run would take, without asking anybody. */

import type { Collected } from "lib/collect/collect.ts";
import type { Service, ServiceName } from "lib/collect/services.ts";
import type { CollectSettings } from "lib/collect/settings.ts";
import { asksOpenAlex } from "lib/collect/steps.ts";

/** What is assumed where nothing is known of a search yet. */
export const ASSUMED = {
  /** Papers that the published study analysed, of its six keywords and four publishers. */
  papers: 17_511,
  /** Papers found for each that is collected. */
  foundPerPaper: 2,
  hitsPerSearch: 2000,
};
/** Bytes of an answer: a text is the mean of 103 articles of PLOS and F1000; the others count the fields that are documented. */
const BYTES = { perHit: 1200, perWork: 3500, perText: 140_000 };
const HITS_PER_PAGE = { europepmc: 1000, plos: 500, f1000: 100 } as const;
const WORKS_PER_LIST = 100;

/** Requests to a service, and what they bring. */
export interface ServiceEstimate {
  readonly service: ServiceName;
  readonly requests: number;
  readonly bytes: number;
}

/**
 * Estimates what is left to ask.
 *
 * @param settings The study.
 * @param collected What the kept answers give.
 */
export function estimate(
  settings: CollectSettings,
  { searches, rows, papers, open }: Collected,
): ServiceEstimate[] {
  const sums = new Map<ServiceName, { requests: number; bytes: number }>();
  const add = (service: ServiceName, requests: number, bytes: number) => {
    const sum = sums.get(service) ?? { requests: 0, bytes: 0 };
    sum.requests += requests;
    sum.bytes += bytes;
    sums.set(service, sum);
  };
  for (const { service, isComplete, hitCount, hits, pages } of searches) {
    if (isComplete) continue;
    const left = Math.max(0, (hitCount ?? ASSUMED.hitsPerSearch) - hits.length);
    const requests = Math.max(
      pages === 0 ? 1 : 0,
      Math.ceil(left / HITS_PER_PAGE[service]),
    );
    const name = service === "plos" ? "plos_search" : service;
    add(name, requests, left * BYTES.perHit);
  }
  const isSearched = searches.every(({ isComplete }) => isComplete);
  const found = ASSUMED.papers * ASSUMED.foundPerPaper;
  const dois = isSearched
    ? open.dois
    : Math.max(open.dois, found - papers.length + open.dois);
  add("openalex", Math.ceil(dois / WORKS_PER_LIST), dois * BYTES.perWork);
  const hasText = rows.filter(({ textFrom }) => textFrom !== "").length;
  // Without metadata nobody knows yet which papers the conditions leave.
  const undecided = asksOpenAlex(settings) ? open.dois : 0;
  const texts = isSearched
    ? open.texts + Math.ceil(undecided / ASSUMED.foundPerPaper)
    : Math.max(open.texts, ASSUMED.papers - hasText);
  add(settings.texts[0]!, texts, texts * BYTES.perText);
  return [...sums].map(([service, sum]) => ({ service, ...sum }))
    .filter(({ requests }) => requests > 0);
}

/** Least time for some requests at a service's limits, in milliseconds. */
export function leastMs(
  { limits }: Pick<Service, "limits">,
  requests: number,
): number {
  const times = limits.map(({ requests: most, seconds }) =>
    // The first so many go out within the limit's own time.
    Math.floor(Math.max(0, requests - 1) / most) * 1000 * seconds
  );
  return Math.max(...times);
}
