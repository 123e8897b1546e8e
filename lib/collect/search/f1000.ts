/** Search in F1000Research (https://f1000research.com/developers). */

import type { SearchService } from "lib/collect/search/search_service.ts";
import { normaliseDoi } from "lib/corpus/metadata.ts";

const PAGE_SIZE = 100;

/**
 * Finds a phrase in the text of an F1000Research article. The answer is a list
 * of DOIs and nothing else; the article type cannot be asked for.
 */
export const f1000Search: SearchService = {
  queries(keyword, { journals, years, services }) {
    if (!journals.some(({ megajournal }) => megajournal === "F1000")) return [];
    const phrase = keyword.replace(/["\\]/g, " ").replace(/\s+/g, " ").trim();
    const first = Date.UTC(years[0], 0, 1);
    const last = Date.UTC(years[1] + 1, 0, 1) - 1;
    const query = `R_TE:"${phrase}" AND R_PUD:[${first} TO ${last}]`;
    const url = `${services.f1000.url}/extapi/search?q=${
      encodeURIComponent(query)
    }&wt=xml&rows=${PAGE_SIZE}&start=0`;
    const megajournal = "F1000" as const;
    return [{ service: "f1000", keyword, megajournal, query, url }];
  },
  readPage(body, url) {
    const text = new TextDecoder().decode(body);
    const root = /<(\w+)[^>]*\btotalNumberOfPages="(\d+)"/.exec(text);
    if (root === null) {
      throw new Error(
        `Cannot read the answer of F1000Research as it is ${
          /<html/i.test(text) ? "an HTML page" : "no list of results"
        }`,
      );
    }
    const dois = [...text.matchAll(/<doi>\s*([^<\s]+)\s*<\/doi>/g)]
      .map(([, doi]) => normaliseDoi(doi!));
    const start = Number(/&start=(\d+)$/.exec(url)![1]);
    const isEnd = dois.length === 0 ||
      start / PAGE_SIZE + 1 >= Number(root[2]);
    return {
      hits: dois.map((doi) => ({
        doi,
        record: `F1000/${doi}`,
        title: "",
        journal: "",
        issns: [],
        year: null,
        pmcid: "",
        isOpenAccess: true,
      })),
      hitCount: null,
      next: isEnd
        ? null
        : url.replace(/&start=\d+$/, `&start=${start + PAGE_SIZE}`),
    };
  },
  isWhole: (body) => new TextDecoder().decode(body).trim().endsWith(">"),
};
