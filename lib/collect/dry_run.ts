/** What a run would take, in words. */

import { join } from "node:path";
import { openArchive } from "lib/collect/archive.ts";
import { collect, type Collected } from "lib/collect/collect.ts";
import {
  ASSUMED,
  estimate,
  leastMs,
  type ServiceEstimate,
} from "lib/collect/estimate.ts";
import { licenceCode } from "lib/collect/licence_code.ts";
import { collectOptions } from "lib/collect/run_collect.ts";
import { hours } from "lib/collect/scheduler.ts";
import type { CollectSettings } from "lib/collect/settings.ts";
import { asksOpenAlex } from "lib/collect/steps.ts";
import type { Megajournal } from "lib/corpus/paper.ts";
import { isThere } from "lib/files.ts";

/** Kept answers are compressed to about this share: that of 103 articles of PLOS and F1000. */
const COMPRESSED = 0.2;

/**
 * Says in lines what a run would take and which terms apply. Asks nobody.
 *
 * @param key Key for OpenAlex, or null.
 */
export async function dryRunLines(
  settings: CollectSettings,
  key: string | null,
  signal: AbortSignal,
): Promise<string[]> {
  const collected = await collectKept(settings, signal);
  const rows = estimate(settings, collected);
  const { services } = settings;
  const isSearched = collected.searches.every(({ isComplete }) => isComplete);
  const total = (pick: (row: ServiceEstimate) => number) =>
    rows.reduce((sum, row) => sum + pick(row), 0);
  const ms = total(({ service, requests }) =>
    leastMs(services[service], requests)
  );
  const used = new Set([...rows.map(({ service }) => service)]);
  const bytes = total((row) => row.bytes);
  return [
    `Searches: ${collected.searches.length}, of which ${
      collected.searches.filter(({ isComplete }) => isComplete).length
    } are done`,
    `Requests: about ${count(total(({ requests }) => requests))}`,
    ...rows.map(({ service, requests, bytes }) =>
      `  ${services[service].title}: ${count(requests)}, ${megabytes(bytes)}`
    ),
    `Bytes: about ${megabytes(bytes)}, kept in about ${
      megabytes(COMPRESSED * bytes)
    }`,
    `Time: at least ${hours(ms)} at the rates that are set`,
    `Budget: ${budget(rows, key)}`,
    ...isSearched ? [] : [
      `As not every search is done, this assumes that the searches find as many papers as the published study's (${
        count(ASSUMED.papers)
      } analysed, twice as many found): narrower ones take less. The searches come first and are quick: stop the run after them, and another dry run knows.`,
    ],
    ...isSearched && collected.open.dois > 0 && asksOpenAlex(settings)
      ? [
        "As not all metadata are known, this assumes that half of these papers meet the study's conditions.",
      ]
      : [],
    "Terms:",
    ...[...used].map((name) =>
      `- ${services[name].title}: ${services[name].terms}`
    ),
    ...licenceLines(settings, collected),
  ];
}

/** What the kept answers give; nothing is made where there are none. */
async function collectKept(
  settings: CollectSettings,
  signal: AbortSignal,
): Promise<Collected> {
  const path = join(settings.folder, "answers.sqlite");
  const archive = await isThere(path)
    ? openArchive(path, true)
    : openArchive(":memory:");
  try {
    const options = { signal, isOffline: true, openAlexKey: null };
    return await collect(settings, collectOptions(settings, archive, options));
  } finally {
    archive.close();
  }
}

function budget(rows: readonly ServiceEstimate[], key: string | null): string {
  const lists = rows.find(({ service }) => service === "openalex")?.requests ??
    0;
  const usd = `${count(lists)} lists of works cost $${
    (lists / 10_000).toFixed(4)
  } of OpenAlex's daily budget`;
  return key === null
    ? `${usd}; without a key it may end at a few hundred lists a day, then the command stops and goes on the next day`
    : usd;
}

/** What the publishers state for their open articles, where no text tells yet. */
const USUAL_LICENCE: Readonly<Record<Megajournal, string>> = {
  PLOS: "CC BY, some older CC0",
  FrontiersIn: "CC BY",
  F1000: "CC BY",
  BMJ:
    "CC BY-NC by default: non-commercial use only; delete copies when the project ends",
  other: "see each article",
};

function licenceLines(
  { journals }: CollectSettings,
  { rows }: Collected,
): string[] {
  const megajournals = new Set(journals.map(({ megajournal }) => megajournal));
  const texts = rows.filter(({ textFrom }) => textFrom !== "");
  const codes = Map.groupBy(texts, ({ licence }) => licenceCode(licence));
  return [
    "Licences of the texts:",
    ...[...megajournals].map((name) => `- ${name}: ${USUAL_LICENCE[name]}`),
    ...texts.length === 0 ? [] : [
      `- so far: ${
        [...codes].sort(([, a], [, b]) => b.length - a.length)
          .map(([code, { length }]) => `${code} ${count(length)}`).join(", ")
      }`,
    ],
  ];
}

const count = (value: number) => value.toLocaleString("en-US");
const megabytes = (bytes: number) =>
  `${(bytes / 1e6).toLocaleString("en-US", { maximumFractionDigits: 1 })} MB`;
