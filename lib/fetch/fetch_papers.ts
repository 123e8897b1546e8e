/** Gets the full texts of papers by their DOIs. */

import { join } from "node:path";
import { type Archive, openArchive } from "lib/collect/archive.ts";
import { type Ask, startAsking } from "lib/collect/ask.ts";
import { unversioned } from "lib/collect/found_papers.ts";
import { licenceCode } from "lib/collect/licence_code.ts";
import {
  collectOptions,
  lockCollected,
  type RunOptions,
} from "lib/collect/run_collect.ts";
import { europePmcSearch, pageAddress } from "lib/collect/search/europepmc.ts";
import type { Services } from "lib/collect/services.ts";
import { getText, type TextResult } from "lib/collect/texts/get_text.ts";
import {
  europePmcTexts,
  f1000Texts,
  plosTexts,
  pmcTexts,
} from "lib/collect/texts/text_source.ts";
import { replaceFile } from "lib/files.ts";
import { type Row, type Table, tableToCsv } from "lib/findings/table.ts";

/** How papers are fetched. */
export interface FetchPapersOptions extends
  Pick<
    RunOptions,
    "now" | "sleep" | "signal" | "onRequest" | "refreshTexts"
  > {
  /** Folder that they go to; it is made if it is not there. */
  readonly out: string;
  readonly services: Services;
  /** Address that services can write to; null if nobody gave one. */
  readonly contact: string | null;
  /** Called for each paper that is settled. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Longest wait that a service may ask for before the command stops. */
const PATIENCE_MS = 600_000;
/** Why there is no text of a paper that no service has. */
const ABSENT = "no full text found";
/** Holds every answer, so that nothing is asked twice. */
const ANSWERS = "answers.sqlite";

const COLUMNS = [
  ...["doi", "file", "from", "url", "licence", "sha256", "reason", "detail"],
] as const;

/**
 * Gets the full texts of papers as JATS files: from the website of the
 * publisher where that is PLOS or F1000, else from Europe PMC or the open data
 * of PMC, each asked at its own pace. A text counts only if it carries the DOI
 * that was asked for, and a body. Every answer is kept in `answers.sqlite`: the
 * same call goes on where an earlier one stopped.
 *
 * @param dois Lower-case DOIs, each once.
 * @returns The table papers.csv, which is also written: per paper the file,
 * where it comes from and its licence, or why there is none.
 * @throws {StoppedForNow} If a service asks to come back later.
 * @throws {Error} If a service does not answer, or another run works in the folder.
 */
export async function fetchPapers(
  dois: readonly string[],
  options: FetchPapersOptions,
): Promise<Table> {
  const { out, services, contact, onProgress } = options;
  await Deno.mkdir(out, { recursive: true });
  using _lock = await lockCollected(out);
  const archive = openArchive(join(out, ANSWERS));
  try {
    const how = collectOptions(
      { services, contact, patienceMs: PATIENCE_MS },
      archive,
      {
        ...options,
        openAlexKey: null,
        isOffline: false,
        onProgress: undefined,
      },
    );
    const tools = {
      ask: startAsking(how),
      askKept: startAsking({ ...how, userAgent: null }),
      services,
    };
    const rows: Row[] = [];
    for (const doi of dois) {
      rows.push(await saveText(doi, await findText(doi, tools), out, archive));
      onProgress?.(rows.length, dois.length);
    }
    const table = { name: "papers", columns: COLUMNS, rows };
    await replaceFile(join(out, "papers.csv"), tableToCsv(table));
    return table;
  } finally {
    archive.close();
  }
}

/** DOIs of PLOS and F1000Research, which give their articles themselves. */
const OWN = /^10\.(?:1371|12688)\//;

/** Looks at the publisher's first: only for the others a PMC id must be asked for. */
async function findText(
  doi: string,
  tools: {
    readonly ask: Ask;
    readonly askKept: Ask;
    readonly services: Services;
  },
): Promise<TextResult> {
  const paper = { id: unversioned(doi), dois: [doi], pmcids: [] };
  const atPublisher = OWN.test(doi)
    ? await getText(paper, [plosTexts, f1000Texts], tools)
    : null;
  if (atPublisher?.text) return atPublisher;
  const pmcids = await pmcidsOf(doi, tools);
  const inPmc: TextResult = pmcids.length > 0
    ? await getText({ ...paper, pmcids }, [europePmcTexts, pmcTexts], tools)
    : { text: null, reason: ABSENT, detail: "europepmc: no PMC id" };
  if (inPmc.text !== null || atPublisher === null) return inPmc;
  return {
    text: null,
    reason: atPublisher.reason === ABSENT ? inPmc.reason : atPublisher.reason,
    detail: `${atPublisher.detail}; ${inPmc.detail}`,
  };
}

/** Asks Europe PMC for the ids of a paper in PMC. */
async function pmcidsOf(
  doi: string,
  { ask, services }: { readonly ask: Ask; readonly services: Services },
): Promise<string[]> {
  const query = `DOI:"${doi.replace(/["\\]/g, "")}"`;
  const url = pageAddress(services.europepmc.url, query, "*");
  const reply = await ask({
    kind: "search",
    url,
    isWhole: europePmcSearch.isWhole,
    check: (body) => europePmcSearch.readPage(body, url),
  });
  if (reply.status === null) return [];
  const { hits } = europePmcSearch.readPage(reply.body, url);
  const own = hits.filter((hit) => hit.doi === doi && hit.pmcid !== "");
  return [...new Set(own.map(({ pmcid }) => pmcid))];
}

/** Writes a text beside the others, or says why there is none. */
async function saveText(
  doi: string,
  result: TextResult,
  out: string,
  archive: Archive,
): Promise<Row> {
  const none = { doi, file: "", from: "", url: "", licence: "", sha256: "" };
  if (result.text === null) {
    const { reason, detail } = result;
    return { ...none, reason, detail };
  }
  const { from, source: url, licence, sha256 } = result.text;
  const file = `${doi.replace(/[^a-z0-9.-]+/g, "_")}.xml`;
  await replaceFile(join(out, file), archive.find(url)!.body);
  return {
    ...{ doi, file, from, url, licence: licenceCode(licence), sha256 },
    ...{ reason: "", detail: "" },
  };
}
