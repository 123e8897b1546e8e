import { collectGarbage } from "lib/breathe.ts";
import type { Archive } from "lib/collect/archive.ts";
import { readWorks } from "lib/collect/openalex.ts";
import { normaliseDoi } from "lib/corpus/metadata.ts";
import { byCodeUnit } from "lib/order.ts";

/** A list of works is a megabyte of garbage once it is read. */
const COLLECT_EVERY = 8;

/** A topic of OpenAlex. */
export interface Topic {
  readonly id: string;
  readonly name: string;
  readonly subfield: string;
  /** OpenAlex field id, 11 to 36. */
  readonly fieldId: number;
  readonly field: string;
  readonly domain: string;
}

/** What is used of a work of OpenAlex; null where it does not say. */
export interface Work {
  readonly id: string;
  readonly title: string;
  readonly year: number | null;
  readonly date: string | null;
  readonly type: string;
  readonly citedByCount: number | null;
  readonly isRetracted: boolean | null;
  readonly isOpenAccess: boolean | null;
  readonly licence: string;
  readonly journal: string;
  readonly pmcid: string;
  /** Up to three, the primary one first, with scores from 0 to 1. */
  readonly topics: readonly (readonly [Topic, number | null])[];
}

/**
 * Reads the works of a round.
 *
 * @returns Works by DOI, the most cited first; several works can have one DOI.
 */
export function keptWorks(
  archive: Archive,
  round: number,
): Map<string, Work[]> {
  const topics = new Map<string, Topic>(); // shared: there are some 4,500
  const works = new Map<string, Work[]>();
  let answers = 0;
  for (const answer of archive.metadata(round)) {
    if (++answers % COLLECT_EVERY === 0) collectGarbage();
    if (answer.status !== 200) continue;
    for (const raw of readWorks(answer.body).works) {
      const doi = normaliseDoi(raw.doi ?? "");
      const ofDoi = works.get(doi) ?? [];
      works.set(doi, ofDoi);
      const id = shortId(raw.id);
      if (!ofDoi.some((work) => work.id === id)) {
        ofDoi.push(toWork(raw, topics));
      }
    }
  }
  for (const ofDoi of works.values()) ofDoi.sort(byCitations);
  return works;
}

/** The most cited first; of equals the one with the first id. */
export function byCitations(a: Work, b: Work): number {
  return (b.citedByCount ?? -1) - (a.citedByCount ?? -1) ||
    byCodeUnit(a.id, b.id);
}

type RawWork = ReturnType<typeof readWorks>["works"][number];

function toWork(raw: RawWork, topics: Map<string, Topic>): Work {
  const share = (topic: NonNullable<RawWork["topics"]>[number]): Topic => {
    const known = topics.get(topic.id) ?? {
      id: shortId(topic.id),
      name: topic.display_name,
      subfield: topic.subfield.display_name,
      fieldId: Number(shortId(topic.field.id)),
      field: topic.field.display_name,
      domain: topic.domain.display_name,
    };
    topics.set(topic.id, known);
    return known;
  };
  return {
    id: shortId(raw.id),
    title: raw.title ?? "",
    year: raw.publication_year ?? null,
    date: raw.publication_date ?? null,
    type: raw.type ?? "",
    citedByCount: raw.cited_by_count ?? null,
    isRetracted: raw.is_retracted ?? null,
    isOpenAccess: raw.open_access?.is_oa ?? null,
    licence: raw.primary_location?.license ?? "",
    journal: raw.primary_location?.source?.display_name ?? "",
    pmcid: /PMC\d+/.exec(raw.ids?.pmcid ?? "")?.[0] ?? "",
    topics: (raw.topics ?? []).map((topic) => [
      share(topic),
      topic.score ?? null,
    ]),
  };
}

/** "https://openalex.org/fields/13" to "13". */
function shortId(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}
