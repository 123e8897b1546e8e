/** Metadata from OpenAlex (https://developers.openalex.org). */

import { z } from "zod";
import { collectGarbage } from "lib/breathe.ts";
import type { Ask } from "lib/collect/ask.ts";
import type { Archive } from "lib/collect/archive.ts";
import { boundedLists } from "lib/collect/search/bounded_lists.ts";
import { isWholeJson, readJsonAnswer } from "lib/collect/search/read_answer.ts";

/** Most DOIs in a list, and longest address in bytes: both are limits of OpenAlex. */
const MOST = { dois: 100, bytes: 3800 };

const SELECT = "id,doi,title,publication_year,publication_date,type," +
  "cited_by_count,is_retracted,open_access,primary_location,topics,ids";

const named = z.object({ id: z.string(), display_name: z.string() });

const workSchema = z.object({
  id: z.string(),
  doi: z.string().nullable(),
  title: z.string().nullish(),
  publication_year: z.number().nullish(),
  publication_date: z.string().nullish(),
  type: z.string().nullish(),
  cited_by_count: z.number().nullish(),
  is_retracted: z.boolean().nullish(),
  open_access: z.object({ is_oa: z.boolean().nullish() }).nullish(),
  primary_location: z.object({
    license: z.string().nullish(),
    source: z.object({ display_name: z.string().nullish() }).nullish(),
  }).nullish(),
  topics: z.array(z.object({
    ...named.shape,
    score: z.number().nullish(),
    subfield: named,
    field: named,
    domain: named,
  })).nullish(),
  ids: z.object({ pmcid: z.string().nullish() }).nullish(),
});

const listSchema = z.object({
  meta: z.object({ count: z.number() }),
  results: z.array(workSchema),
});

/** What to ask, and whom. */
export interface OpenAlexRequest {
  readonly dois: readonly string[];
  /** Address of OpenAlex. */
  readonly base: string;
  /** Null asks within the budget for everybody. */
  readonly key: string | null;
  readonly round: number;
  /** Called with the DOIs asked for so far. */
  readonly onProgress?: (dois: number) => void;
}

/**
 * Asks for the works of DOIs that were not asked for in this round yet.
 *
 * @returns DOIs that were not asked for; none unless nobody may be asked.
 */
export async function askWorks(
  ask: Ask,
  archive: Archive,
  { dois, base, key, round, onProgress }: OpenAlexRequest,
): Promise<string[]> {
  const asked = new Set<string>();
  const begun: string[] = []; // lists of which a further page is missing
  for (const { url, status, body } of archive.metadata(round)) {
    for (const doi of doisIn(url)) asked.add(doi);
    const next = status === 200 ? nextPage(body, url) : null;
    if (next !== null && archive.find(next, round) === null) begun.push(next);
  }
  const missing = dois.filter((doi) => !asked.has(doi));
  const [single, listed] = [true, false].map((isSingle) =>
    missing.filter((doi) => /[,|]/.test(doi) === isSingle)
  );
  const addresses = [
    ...begun,
    ...boundedLists(
      listed!,
      (list) =>
        list.length <= MOST.dois &&
        listAddress(base, list).length <= MOST.bytes,
    ).map((list) => listAddress(base, list)),
    ...single!.map((doi) =>
      `${base}/works/doi:${encodeURIComponent(doi)}?select=${SELECT}`
    ),
  ];
  const headers = key === null ? undefined : { authorization: `Bearer ${key}` };
  const left: string[] = [];
  let done = dois.length - missing.length;
  for (const address of addresses) {
    let url: string | null = address;
    while (url !== null) {
      const check = (body: Uint8Array) => readWorks(body);
      const request = { kind: "metadata", url, round, headers, check } as const;
      const reply = await ask({ ...request, isWhole: isWholeJson });
      if (reply.status === null) left.push(...doisIn(url));
      url = reply.status === 200 ? nextPage(reply.body, url) : null;
    }
    onProgress?.(done += doisIn(address).length);
    collectGarbage();
  }
  return left;
}

/** Address of the works of some DOIs. */
export function listAddress(base: string, dois: readonly string[]): string {
  return `${base}/works?filter=doi:${
    dois.map(encodeURIComponent).join("%7C")
  }&per_page=${MOST.dois}&select=${SELECT}&page=1`;
}

/** Works that share a DOI can make the answer to a list longer than a page. */
function nextPage(body: Uint8Array, url: string): string | null {
  const page = Number(/&page=(\d+)$/.exec(url)?.[1] ?? NaN);
  const { count } = readWorks(body);
  return page * MOST.dois < count
    ? url.replace(/&page=\d+$/, `&page=${page + 1}`)
    : null;
}

/** The DOIs that an address asks for. */
function doisIn(url: string): string[] {
  const list = /\/works\?filter=doi:([^&]+)&/.exec(url)?.[1] ??
    /\/works\/doi:([^?]+)/.exec(url)?.[1] ?? "";
  return list.split("%7C").map(decodeURIComponent);
}

/**
 * Reads an answer of OpenAlex: a list of works or a single one.
 *
 * @throws {Error} If it is neither.
 */
export function readWorks(
  body: Uint8Array,
): { works: z.infer<typeof workSchema>[]; count: number } {
  const either = z.union([listSchema, workSchema]);
  const answer = readJsonAnswer(body, "OpenAlex", either);
  return "results" in answer
    ? { works: answer.results, count: answer.meta.count }
    : { works: [answer], count: 1 };
}
