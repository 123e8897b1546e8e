/** Search in Europe PMC (https://europepmc.org/RestfulWebService). */

import { z } from "zod";
import { boundedLists } from "lib/collect/search/bounded_lists.ts";
import { isWholeJson, readJsonAnswer } from "lib/collect/search/read_answer.ts";
import type { Hit, SearchService } from "lib/collect/search/search_service.ts";
import { normaliseDoi } from "lib/corpus/metadata.ts";
import type { Megajournal } from "lib/corpus/paper.ts";

const PAGE_SIZE = 1000;
/** Longest address, in bytes. */
const MOST_BYTES = 3800;

const answerSchema = z.object({
  errMsg: z.string().optional(),
  hitCount: z.number().optional(),
  nextCursorMark: z.string().nullish(),
  resultList: z.object({
    result: z.array(z.object({
      id: z.string().optional(),
      source: z.string().optional(),
      pmcid: z.string().optional(),
      doi: z.string().optional(),
      title: z.string().optional(),
      journalTitle: z.string().optional(),
      journalIssn: z.string().optional(),
      pubYear: z.string().optional(),
      isOpenAccess: z.string().optional(),
    })),
  }).optional(),
});

type Result = NonNullable<
  z.infer<typeof answerSchema>["resultList"]
>["result"][number];

/** Finds a phrase anywhere in an article: metadata, abstract, full text. */
export const europePmcSearch: SearchService = {
  queries(keyword, { journals, years, article_type, services }) {
    const phrase = keyword.replace(/["\\]/g, " ").replace(/\s+/g, " ").trim();
    const make = (megajournal: Megajournal, issns: readonly string[]) => {
      const query = [
        `"${phrase}"`,
        `(${issns.map((issn) => `ISSN:"${issn}"`).join(" OR ")})`,
        `PUB_YEAR:[${years[0]} TO ${years[1]}]`,
        ...article_type === null ? [] : [`PUB_TYPE:"${article_type}"`],
      ].join(" AND ");
      const url = pageAddress(services.europepmc.url, query, "*");
      return {
        service: "europepmc" as const,
        keyword,
        megajournal,
        query,
        url,
      };
    };
    const byMegajournal = Map.groupBy(journals, (one) => one.megajournal);
    return [...byMegajournal].flatMap(([megajournal, ofIt]) =>
      boundedLists(
        ofIt.flatMap(({ issns }) => issns),
        (issns) => make(megajournal, issns).url.length <= MOST_BYTES,
      ).map((issns) => make(megajournal, issns))
    );
  },
  readPage(body, url) {
    const answer = readJsonAnswer(body, "Europe PMC", answerSchema);
    const { errMsg, resultList, hitCount, nextCursorMark } = answer;
    if (errMsg !== undefined || resultList === undefined) {
      throw new Error(
        `Cannot search Europe PMC as it answers "${
          errMsg ?? "no list of results"
        }"`,
      );
    }
    const here = new URL(url);
    const isEnd = !nextCursorMark || resultList.result.length === 0 ||
      nextCursorMark === here.searchParams.get("cursorMark");
    return {
      hits: resultList.result.map(toHit),
      hitCount: hitCount ?? null,
      next: isEnd ? null : nextPage(url, nextCursorMark),
    };
  },
  isWhole: isWholeJson,
};

/** Address of a page of a search. */
export function pageAddress(
  base: string,
  query: string,
  cursor: string,
): string {
  return `${base}/search?query=${encodeURIComponent(query)}` +
    `&resultType=lite&format=json&pageSize=${PAGE_SIZE}&synonym=false` +
    `&cursorMark=${encodeURIComponent(cursor)}`;
}

/** The same address with another cursor: all else must stay as it is. */
function nextPage(url: string, cursor: string): string {
  const at = url.lastIndexOf("&cursorMark=");
  return `${url.slice(0, at)}&cursorMark=${encodeURIComponent(cursor)}`;
}

function toHit(result: Result): Hit {
  const { id = "", source = "", pubYear = "", isOpenAccess } = result;
  return {
    doi: normaliseDoi(result.doi ?? ""),
    record: `${source}/${id}`,
    title: result.title ?? "",
    journal: result.journalTitle ?? "",
    issns: (result.journalIssn ?? "").split(/[;,\s]+/).filter(Boolean),
    year: /^\d{4}$/.test(pubYear) ? Number(pubYear) : null,
    pmcid: /^PMC\d+$/.test(result.pmcid ?? "") ? result.pmcid! : "",
    isOpenAccess: isOpenAccess === undefined ? null : isOpenAccess === "Y",
  };
}
