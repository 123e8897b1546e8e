/** Search in PLOS (https://api.plos.org/solr/search-fields/). */

import { z } from "zod";
import { isWholeJson, readJsonAnswer } from "lib/collect/search/read_answer.ts";
import type { SearchService } from "lib/collect/search/search_service.ts";
import { normaliseDoi } from "lib/corpus/metadata.ts";

const PAGE_SIZE = 500;

const answerSchema = z.object({
  response: z.object({
    numFound: z.number(),
    start: z.number(),
    docs: z.array(z.object({
      id: z.string(),
      journal: z.string().optional(),
      eissn: z.string().optional(),
      publication_date: z.string().optional(),
      title_display: z.string().optional(),
    })),
  }),
});

/** Finds a phrase anywhere in a PLOS article, its references included. */
export const plosSearch: SearchService = {
  queries(keyword, { journals, years, article_type, services }) {
    if (!journals.some(({ megajournal }) => megajournal === "PLOS")) return [];
    const phrase = keyword.replace(/["\\]/g, " ").replace(/\s+/g, " ").trim();
    const query = `everything:"${phrase}"`;
    const filters = [
      "doc_type:full", // sections are records too
      ...article_type === null ? [] : ['article_type:"Research Article"'],
      `publication_date:[${years[0]}-01-01T00:00:00Z TO ${
        years[1]
      }-12-31T23:59:59Z]`,
    ];
    const url =
      `${services.plos_search.url}/search?q=${encodeURIComponent(query)}${
        filters.map((filter) => `&fq=${encodeURIComponent(filter)}`).join("")
      }&fl=id,journal,eissn,publication_date,title_display` +
      `&sort=${encodeURIComponent("id asc")}` +
      `&rows=${PAGE_SIZE}&wt=json&start=0`;
    return [{
      service: "plos",
      keyword,
      megajournal: "PLOS",
      query: [query, ...filters].join(" AND "),
      url,
    }];
  },
  readPage(body, url) {
    const { response } = readJsonAnswer(body, "PLOS", answerSchema);
    const { numFound, start, docs } = response;
    const end = start + docs.length;
    return {
      hits: docs.map((doc) => ({
        doi: normaliseDoi(doc.id),
        record: `PLOS/${doc.id}`,
        title: doc.title_display ?? "",
        journal: doc.journal ?? "",
        issns: doc.eissn ? [doc.eissn] : [],
        year: Number(/^\d{4}/.exec(doc.publication_date ?? "")?.[0]) || null,
        pmcid: "",
        isOpenAccess: true,
      })),
      hitCount: numFound,
      next: docs.length === 0 || end >= numFound
        ? null
        : url.replace(/&start=\d+$/, `&start=${end}`),
    };
  },
  isWhole: isWholeJson,
};
