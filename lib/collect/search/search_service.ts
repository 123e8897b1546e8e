import type { Megajournal } from "lib/corpus/paper.ts";
import type { Journal } from "lib/collect/journals.ts";
import type { CollectSettings, SEARCHES } from "lib/collect/settings.ts";

/** A paper as a search names it; empty or null where it does not say. */
export interface Hit {
  /** Lower case; empty if the record has none. */
  readonly doi: string;
  /** Name of the record in its service, such as "MED/39000001". */
  readonly record: string;
  readonly title: string;
  readonly journal: string;
  readonly issns: readonly string[];
  readonly year: number | null;
  /** Such as "PMC9900001". */
  readonly pmcid: string;
  readonly isOpenAccess: boolean | null;
}

/** One page of a search's answer. */
export interface SearchPage {
  readonly hits: readonly Hit[];
  /** Hits on all pages; null if the service does not say. */
  readonly hitCount: number | null;
  /** Address of the next page; null at the end. */
  readonly next: string | null;
}

/** One search: a keyword in some journals. */
export interface Query {
  readonly service: (typeof SEARCHES)[number];
  readonly keyword: string;
  readonly megajournal: Megajournal;
  /** In the words of the service. */
  readonly query: string;
  /** Address of the first page. */
  readonly url: string;
}

/** What a search looks for. */
export type SearchSettings =
  & Pick<
    CollectSettings,
    "keywords" | "years" | "article_type" | "services"
  >
  & { readonly journals: readonly Journal[] };

/** A service that can be searched for a phrase. */
export interface SearchService {
  /** The searches for a keyword; none if the service has no journal of the list. */
  queries(keyword: string, settings: SearchSettings): Query[];
  /**
   * Reads a page.
   *
   * @param url Address of the page.
   * @throws {Error} If it is no answer of this service, or a refusal: the
   * message says what it is.
   */
  readPage(body: Uint8Array, url: string): SearchPage;
  /** Tells whether an answer is complete. */
  isWhole(body: Uint8Array): boolean;
}
