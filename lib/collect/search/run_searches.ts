import { collectGarbage } from "lib/breathe.ts";
import type { Ask } from "lib/collect/ask.ts";
import { europePmcSearch } from "lib/collect/search/europepmc.ts";
import { f1000Search } from "lib/collect/search/f1000.ts";
import { plosSearch } from "lib/collect/search/plos.ts";
import type {
  Hit,
  Query,
  SearchService,
} from "lib/collect/search/search_service.ts";
import type { CollectSettings, SEARCHES } from "lib/collect/settings.ts";

const SERVICES: Readonly<Record<(typeof SEARCHES)[number], SearchService>> = {
  europepmc: europePmcSearch,
  plos: plosSearch,
  f1000: f1000Search,
};

/** A search and what it found. */
export interface SearchResult extends Query {
  /** Day of its first page, UTC; empty if it was not asked. */
  readonly date: string;
  /** Hits that the service announced; null if it announced none. */
  readonly hitCount: number | null;
  readonly pages: number;
  readonly hits: readonly Hit[];
  /** True if every page was read. */
  readonly isComplete: boolean;
}

/** All searches of a study, service by service, keyword by keyword. */
export function queriesOf(settings: CollectSettings): Query[] {
  return settings.search.flatMap((service) =>
    settings.keywords.flatMap((keyword) =>
      SERVICES[service].queries(keyword, settings)
    )
  );
}

/**
 * Runs a search page by page. It ends where the service names no further page,
 * an empty one, or one that was there before.
 *
 * @throws {Error} If a page is not what the service documents.
 */
export async function runSearch(
  query: Query,
  ask: Ask,
): Promise<SearchResult> {
  const service = SERVICES[query.service];
  const seen = new Set<string>();
  const hits: Hit[] = [];
  let date = "";
  let hitCount: number | null = null;
  let url: string | null = query.url;
  while (url !== null && !seen.has(url)) {
    const here: string = url;
    const reply = await ask({
      kind: "search",
      url,
      isWhole: service.isWhole,
      check: (body) => service.readPage(body, here),
    });
    if (reply.status === null) break;
    seen.add(url);
    const page = service.readPage(reply.body, url);
    date ||= reply.date.slice(0, 10);
    hitCount = page.hitCount ?? hitCount;
    hits.push(...page.hits);
    collectGarbage();
    url = page.next;
  }
  const isComplete = url === null || seen.has(url);
  return { ...query, date, hitCount, pages: seen.size, hits, isComplete };
}
