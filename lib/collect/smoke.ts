/** Asks each service for one paper and compares the answers with what the readers expect. */

import { openArchive } from "lib/collect/archive.ts";
import { type Ask, type Reply, startAsking } from "lib/collect/ask.ts";
import { unversioned } from "lib/collect/found_papers.ts";
import { listAddress, readWorks } from "lib/collect/openalex.ts";
import { collectOptions, type RunOptions } from "lib/collect/run_collect.ts";
import { StoppedForNow } from "lib/collect/scheduler.ts";
import { europePmcSearch, pageAddress } from "lib/collect/search/europepmc.ts";
import { f1000Search } from "lib/collect/search/f1000.ts";
import { plosSearch } from "lib/collect/search/plos.ts";
import type { SearchPage } from "lib/collect/search/search_service.ts";
import { ServiceDown } from "lib/collect/service_down.ts";
import type { ServiceName } from "lib/collect/services.ts";
import type { CollectSettings } from "lib/collect/settings.ts";
import { checkText } from "lib/collect/texts/check_text.ts";
import {
  europePmcTexts,
  f1000Texts,
  plosTexts,
  pmcTexts,
  type TextSource,
} from "lib/collect/texts/text_source.ts";

/** Papers that should be there for as long as the services are. */
export interface SmokePapers {
  readonly plos: { readonly doi: string; readonly pmcid: string };
  readonly f1000: { readonly doi: string; readonly pmcid: string };
}

const PAPERS: SmokePapers = {
  // Ioannidis 2005, "Why most published research findings are false".
  plos: { doi: "10.1371/journal.pmed.0020124", pmcid: "PMC1182327" },
  // Beck et al. 2018, "Publishing peer review materials".
  f1000: { doi: "10.12688/f1000research.16460.1", pmcid: "" },
};

/** What one service answered. */
export interface SmokeResult {
  /** "silent": it gave no answer that could be compared; "unreached": its host could not be reached. */
  readonly outcome: "fine" | "unlike" | "silent" | "unreached";
  readonly name: string;
  readonly host: string;
  /** What it answered, or what is wrong with it. */
  readonly text: string;
}

/** Tells whether there was nothing to compare. */
export function hasNoAnswer(
  { outcome }: Pick<SmokeResult, "outcome">,
): boolean {
  return outcome === "silent" || outcome === "unreached";
}

/** Nobody should wait long to hear that a service is not there. */
const IMPATIENCE = { tries: 2, timeLimitMs: 20_000 };

/** Where there is no answer, there is nothing to compare. */
class NoAnswer extends Error {
  readonly isReached: boolean;

  constructor(why: string, isReached: boolean) {
    super(why);
    this.isReached = isReached;
  }
}

/**
 * Asks every service once, at its pace. Nothing is kept. A host that gives no
 * answer is not asked for the next thing.
 *
 * @param papers What to ask for.
 * @returns A result for each kind of answer that collecting relies on.
 */
export async function smoke(
  settings: CollectSettings,
  { papers = PAPERS, ...given }:
    & Pick<RunOptions, "openAlexKey" | "signal" | "now" | "sleep">
    & { readonly papers?: SmokePapers },
): Promise<SmokeResult[]> {
  const archive = openArchive(":memory:");
  const { openAlexKey, signal } = given;
  const ask = startAsking({
    ...collectOptions(settings, archive, { ...given, isOffline: false }),
    ...IMPATIENCE,
  });
  const results: SmokeResult[] = [];
  try {
    for (
      const [name, service, test] of checks(settings, ask, openAlexKey, papers)
    ) {
      const { host } = new URL(settings.services[service].url);
      const before = results.find((one) =>
        one.host === host && hasNoAnswer(one)
      );
      const result = before ?? await tryCheck(test, signal);
      results.push({ ...result, name, host });
    }
  } finally {
    archive.close();
  }
  return results;
}

async function tryCheck(
  test: () => Promise<string>,
  signal: AbortSignal,
): Promise<Pick<SmokeResult, "outcome" | "text">> {
  try {
    return { outcome: "fine", text: await test() };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ServiceDown || error instanceof NoAnswer) {
      const text = error instanceof ServiceDown ? error.why : error.message;
      return { outcome: error.isReached ? "silent" : "unreached", text };
    }
    const outcome = error instanceof StoppedForNow ? "silent" : "unlike";
    return { outcome, text: (error as Error).message };
  }
}

type Check = readonly [
  name: string,
  service: ServiceName,
  test: () => Promise<string>,
];

function checks(
  settings: CollectSettings,
  ask: Ask,
  key: string | null,
  { plos, f1000 }: SmokePapers,
): Check[] {
  const { services } = settings;
  const [keyword = "Deep Learning"] = settings.keywords;
  const search = (
    url: string,
    read: (body: Uint8Array, url: string) => SearchPage,
  ) =>
  async () => {
    const { hits, hitCount } = read(await bodyOf(ask, "search", url), url);
    if (hits.length === 0) throw new Error("it finds nothing");
    const { doi, pmcid, issns, year } = hits[0]!;
    return `${hitCount ?? "unknown number of"} hits; the first: ${
      [doi, pmcid, issns.join(" "), year].filter(Boolean).join(", ")
    }`;
  };
  const text =
    (source: TextSource, { doi, pmcid }: SmokePapers["plos"]) => async () => {
      const paper = { dois: [doi], pmcids: [pmcid] };
      let last: Reply | null = null;
      for await (const reply of source.candidates(paper, { ask, services })) {
        last = reply;
      }
      if (last?.status !== 200) throw whyNot(last);
      const { title, year, licence } = checkText(
        last.body,
        last.url,
        unversioned(doi),
      );
      return `"${title}", ${year}, licence ${licence || "not stated"}`;
    };
  const first = (service: typeof plosSearch) =>
    service.queries(keyword, settings)[0];
  const [plosQuery, f1000Query] = [first(plosSearch), first(f1000Search)];
  const epmcUrl = pageAddress(
    services.europepmc.url,
    `DOI:"${plos.doi}"`,
    "*",
  );
  return [
    [
      "Europe PMC search",
      "europepmc",
      search(epmcUrl, europePmcSearch.readPage),
    ],
    ["Europe PMC text", "europepmc", text(europePmcTexts, plos)],
    ["OpenAlex", "openalex", async () => {
      const url = listAddress(services.openalex.url, [plos.doi]);
      const headers = key === null
        ? undefined
        : { authorization: `Bearer ${key}` };
      const body = await bodyOf(ask, "metadata", url, headers);
      const [work] = readWorks(body).works;
      if (work === undefined) throw new Error(`it has no work for ${plos.doi}`);
      return `${work.cited_by_count} citations, year ${work.publication_year}, ${
        work.topics?.length ?? "no"
      } topics`;
    }],
    ...plosQuery
      ? [
        [
          "PLOS search",
          "plos_search",
          search(plosQuery.url, plosSearch.readPage),
        ] as const,
      ]
      : [],
    ["PLOS text", "plos", text(plosTexts, plos)],
    ...f1000Query
      ? [
        [
          "F1000Research search",
          "f1000",
          search(f1000Query.url, f1000Search.readPage),
        ] as const,
      ]
      : [],
    ["F1000Research text", "f1000", text(f1000Texts, f1000)],
    ["PMC open data", "pmc", text(pmcTexts, plos)],
  ];
}

async function bodyOf(
  ask: Ask,
  kind: "search" | "metadata",
  url: string,
  headers?: Readonly<Record<string, string>>,
): Promise<Uint8Array> {
  const reply = await ask({ kind, url, headers });
  if (reply.status !== 200) throw whyNot(reply);
  return reply.body;
}

function whyNot(reply: Reply | null): Error {
  if (reply === null) return new Error("nothing to ask for");
  if (reply.status !== null) return new Error(`it answers ${reply.status}`);
  const { why, isReached } = reply;
  // A source that says itself that it lacks a text has answered.
  return isReached === undefined
    ? new Error(why)
    : new NoAnswer(why, isReached);
}
