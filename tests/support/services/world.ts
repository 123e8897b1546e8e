/** An invented literature: what the scripted services know. */

import { prng } from "lib/stats/random.ts";

/** A paper of the invented literature, with what is odd about it. */
export interface WorldPaper {
  /** Number in the world, from 0. */
  readonly number: number;
  readonly doi: string;
  readonly pmcid: string;
  readonly journal: string;
  readonly issn: string;
  readonly year: number;
  readonly keywords: readonly string[];
  readonly oddity: Oddity;
}

/** One thing that goes wrong with a paper; "none" for most. */
export type Oddity =
  | "none"
  | "no DOI"
  | "two records"
  | "not open access"
  | "not in OpenAlex"
  | "two works"
  | "null year"
  | "never cited"
  | "other fields"
  | "one topic of three"
  | "text elsewhere"
  | "no text"
  | "challenge page"
  | "text of another paper"
  | "abstract only"
  | "non-commercial";

/** Oddities in turn: the paper with the number n has the oddity n modulo their number. */
export const ODDITIES: readonly Oddity[] = [
  ...["no DOI", "two records", "not open access", "not in OpenAlex"] as const,
  ...["two works", "null year", "never cited", "other fields"] as const,
  ...["one topic of three", "text elsewhere", "no text"] as const,
  ...["challenge page", "text of another paper", "abstract only"] as const,
  "non-commercial",
  ...Array<Oddity>(16).fill("none"),
];

/** Journals of the world: title, ISSN, DOI without number. */
export const JOURNALS = [
  ["PLOS ONE", "1932-6203", "10.1371/journal.pone.9"],
  ["PLOS Biology", "1545-7885", "10.1371/journal.pbio.9"],
  ["Frontiers in Neuroscience", "1662-453X", "10.3389/fnins.2021.9"],
  ["Frontiers in Plant Science", "1664-462X", "10.3389/fpls.2021.9"],
  ["BMJ Open", "2044-6055", "10.1136/bmjopen-2021-9"],
  ["F1000Research", "2046-1402", "10.12688/f1000research.9"],
] as const;

export const KEYWORDS = ["Deep Learning", "Hugging Face", "Model Weights"];

/**
 * Invents some papers, the same each time. Papers of F1000Research have two
 * versions, of which the search finds both; `doi` is the second's.
 */
export function inventWorld(papers: number): WorldPaper[] {
  const random = prng("world");
  return Array.from({ length: papers }, (_, number) => {
    const [journal, issn, stem] = JOURNALS[number % JOURNALS.length]!;
    const digits = String(number).padStart(6, "0");
    const isF1000 = journal === "F1000Research";
    // 6 journals and 31 oddities: in 186 papers each journal has each oddity.
    const oddity = ODDITIES[number % ODDITIES.length]!;
    const keywords = KEYWORDS.filter((_, i) => i === 0 || random() < 0.2);
    return {
      number,
      doi: oddity === "no DOI" ? "" : `${stem}${digits}${isF1000 ? ".2" : ""}`,
      pmcid: `PMC9${digits}`,
      journal,
      issn,
      year: 2015 + number % 11,
      keywords,
      oddity,
    };
  });
}

/** The article as JATS; sentences fill it up to about so many bytes. */
export function articleOf(paper: WorldPaper, bytes = 0): string {
  const { doi, journal, issn, year, number, oddity } = paper;
  const licence = oddity === "non-commercial" ? "by-nc" : "by";
  const printed = oddity === "text of another paper"
    ? "10.1371/journal.pone.0000000"
    : doi;
  const sentence = `Paper ${number} uses a pre-trained network. `;
  const body = oddity === "abstract only"
    ? ""
    : `<body><sec sec-type="methods"><title>Methods</title><p>${
      sentence.repeat(1 + Math.ceil(bytes / sentence.length))
    }</p></sec></body>`;
  const review = doi.startsWith("10.12688/")
    ? `<sub-article article-type="reviewer-report"><body><p>Approved.</p></body></sub-article>`
    : "";
  return `<?xml version="1.0"?><article article-type="research-article" xmlns:xlink="http://www.w3.org/1999/xlink"><front><journal-meta><journal-title-group><journal-title>${journal}</journal-title></journal-title-group><issn pub-type="epub">${issn}</issn></journal-meta><article-meta><article-id pub-id-type="doi">${printed.toUpperCase()}</article-id><title-group><article-title>Invented title ${number}</article-title></title-group><pub-date pub-type="epub"><year>${year}</year></pub-date><permissions><license xlink:href="https://creativecommons.org/licenses/${licence}/4.0/"><license-p>Invented.</license-p></license></permissions><abstract><p>Invented abstract.</p></abstract></article-meta></front>${body}${review}</article>`;
}
