/** From keywords to papers with metadata and texts. */

import { forEachAtOnce } from "lib/annotate/run/for_each_at_once.ts";
import { breathing } from "lib/breathe.ts";
import { type Ask, type AskOptions, startAsking } from "lib/collect/ask.ts";
import type { Archive } from "lib/collect/archive.ts";
import { type FoundPaper, mergeHits } from "lib/collect/found_papers.ts";
import { askWorks } from "lib/collect/openalex.ts";
import { type PaperRow, toRow, worksOf } from "lib/collect/paper_row.ts";
import {
  queriesOf,
  runSearch,
  type SearchResult,
} from "lib/collect/search/run_searches.ts";
import type { CollectSettings } from "lib/collect/settings.ts";
import { stepsBeforeText, whereItLeft } from "lib/collect/steps.ts";
import { getText, isOpen } from "lib/collect/texts/get_text.ts";
import { openPlosZip } from "lib/collect/texts/plos_zip.ts";
import {
  europePmcTexts,
  f1000Texts,
  plosTexts,
  pmcTexts,
  type TextSource,
} from "lib/collect/texts/text_source.ts";
import { keptWorks, type Work } from "lib/collect/works.ts";
import { byCodeUnit } from "lib/order.ts";

/** What was collected. */
export interface Collected {
  readonly searches: readonly SearchResult[];
  /** Every paper found, in the order of their DOIs. */
  readonly rows: readonly PaperRow[];
  readonly papers: readonly FoundPaper[];
  /** Works of OpenAlex by DOI. */
  readonly works: ReadonlyMap<string, readonly Work[]>;
  /** The metadata round that the works are from. */
  readonly round: number;
  /** DOIs whose metadata were not asked for, and papers whose text was not. */
  readonly open: { readonly dois: number; readonly texts: number };
}

/** How to collect. */
export interface CollectOptions extends AskOptions {
  /** Key for OpenAlex; null asks without one. */
  readonly openAlexKey: string | null;
  /** Called as the work goes on. */
  readonly onProgress?: (
    stage: "searches" | "papers described" | "texts",
    done: number,
    total: number,
  ) => void;
}

/**
 * Collects: searches, asks for metadata, then for the texts of the papers that
 * the study can use. What was answered before is not asked for again.
 *
 * @throws {StoppedForNow} If a service asks to come back later.
 * @throws {Error} If a service does not answer, or with something else.
 */
export async function collect(
  settings: CollectSettings,
  options: CollectOptions,
): Promise<Collected> {
  const { archive, openAlexKey, onProgress } = options;
  const stop = new AbortController();
  const ask = startAsking({ ...options, stop: stop.signal });
  const queries = queriesOf(settings);
  const searches: SearchResult[] = [];
  for (const query of queries) {
    searches.push(await runSearch(query, ask));
    onProgress?.("searches", searches.length, queries.length);
  }
  const papers = mergeHits(searches, settings);
  const dois = papers.flatMap((paper) => paper.problem ? [] : paper.dois)
    .sort(byCodeUnit);
  const round = roundOf(archive, options);
  const left = await askWorks(ask, archive, {
    dois,
    base: settings.services.openalex.url,
    key: openAlexKey,
    round,
    onProgress: (done) => onProgress?.("papers described", done, dois.length),
  });
  if (left.length === 0 && options.userAgent !== null) archive.completeRound();
  const works = keptWorks(archive, round);
  const rows = await getTexts(papers, works, settings, options, {
    ask,
    stop,
  });
  return {
    searches,
    rows,
    papers,
    works,
    round,
    open: {
      dois: left.length,
      texts: rows.filter(({ textProblem }) => isOpen(textProblem)).length,
    },
  };
}

/** Offline, a round that was broken off does not count. */
function roundOf(
  { round, isRoundComplete }: Archive,
  { userAgent }: CollectOptions,
): number {
  const isBrokenOff = userAgent === null && !isRoundComplete;
  return isBrokenOff && round > 1 ? round - 1 : round;
}

async function getTexts(
  papers: readonly FoundPaper[],
  works: ReadonlyMap<string, readonly Work[]>,
  settings: CollectSettings,
  options: CollectOptions,
  { ask, stop }: { readonly ask: Ask; readonly stop: AbortController },
): Promise<PaperRow[]> {
  const steps = stepsBeforeText(settings);
  const { services } = settings;
  const workOf = (paper: FoundPaper) => worksOf(paper, works)[0] ?? null;
  const rows = papers.map((paper) => toRow(paper, workOf(paper), null));
  const wanted = rows.flatMap((row, i) =>
    whereItLeft(row, steps) === null ? [i] : []
  );
  const sources = await openSources(
    settings,
    options,
    wanted.flatMap((i) => papers[i]!.dois),
  );
  const askKept = startAsking({ ...options, userAgent: null });
  const breathe = breathing(options.signal);
  let done = 0;
  let isHeard = false; // the signal is the same for all papers
  // One more than connections, so that none of them waits for a text to be read.
  const most = 1 + Math.max(
    ...settings.texts.map((name) => services[name].connections),
  );
  await forEachAtOnce(wanted, most, async (i, failed) => {
    if (!isHeard) {
      failed.addEventListener("abort", () => stop.abort(failed.reason));
    }
    isHeard = true;
    const paper = withPmcid(papers[i]!, workOf(papers[i]!));
    const result = await getText(paper, sources, { ask, askKept, services });
    rows[i] = toRow(paper, workOf(paper), result);
    options.onProgress?.("texts", ++done, wanted.length);
    await breathe();
  });
  // A host that locked the program out has refused nothing: what is kept by now decides.
  const without = wanted.filter((i) => rows[i]!.textFrom === "");
  for (const i of without) {
    const paper = withPmcid(papers[i]!, workOf(papers[i]!));
    const tools = { ask: askKept, askKept, services };
    rows[i] = toRow(paper, workOf(paper), await getText(paper, sources, tools));
    await breathe();
  }
  return rows;
}

/** OpenAlex knows PMC ids that a search did not tell. */
function withPmcid(paper: FoundPaper, work: Work | null): FoundPaper {
  return paper.pmcids.length > 0 || !work?.pmcid
    ? paper
    : { ...paper, pmcids: [work.pmcid] };
}

const TEXT_SOURCES = {
  europepmc: europePmcTexts,
  plos: plosTexts,
  pmc: pmcTexts,
  f1000: f1000Texts,
} as const;

/** A zip at hand comes first: it costs no request. */
async function openSources(
  { texts, plos_zip }: CollectSettings,
  { archive, userAgent, now }: {
    readonly archive: Archive;
    readonly userAgent: string | null;
    readonly now: () => number;
  },
  dois: readonly string[],
): Promise<TextSource[]> {
  const isOffline = userAgent === null;
  const zip = plos_zip === null
    ? []
    : [await openPlosZip(plos_zip, { archive, dois, isOffline, now })];
  return [...zip, ...texts.map((name) => TEXT_SOURCES[name])];
}
