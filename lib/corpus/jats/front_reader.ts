/**
 * Reads the front matter of an article: what is known of it without its text.
 */

import { normaliseSpace } from "lib/corpus/jats/normalise_space.ts";
import {
  parseDate,
  type PartialDate,
} from "lib/corpus/jats/publication_date.ts";
import type { Attributes, XmlVisitor } from "lib/corpus/jats/walk_xml.ts";

/** Front matter as printed, white space evened out; empty where absent. */
export interface FrontMatter {
  doi: string;
  title: string;
  subtitle: string;
  journal: string;
  dates: (PartialDate | null)[];
  /** Distinct, in order. */
  subjects: Set<string>;
  /** URL of the licence, else its words. */
  licence: string;
}

/** Children of `front` and its parts that hold what is wanted; the rest is skipped. */
const WANTED: Readonly<Record<string, readonly string[]>> = {
  "front": ["journal-meta", "article-meta"],
  "journal-meta": [
    "journal-id",
    "journal-title",
    "journal-title-group",
  ],
  "journal-title-group": ["journal-title", "abbrev-journal-title"],
  "article-meta": [
    "article-id",
    "article-categories",
    "title-group",
    "pub-date",
    "permissions",
  ],
  "article-categories": ["subj-group"],
  "subj-group": ["subject", "subj-group"],
  "title-group": ["article-title", "subtitle"],
  "pub-date": ["day", "month", "year"],
  "permissions": ["license", "ali:license_ref"],
};

/** Inside titles: marks that point elsewhere are no words of the title. */
const MARKS = new Set(["xref", "fn", "fn-group", "inline-graphic"]);

/**
 * Makes the visitor for everything inside `front` but the abstracts.
 *
 * @returns The visitor, and the matter that it fills.
 */
export function createFrontReader(): {
  visitor: XmlVisitor;
  front: FrontMatter;
} {
  const front: FrontMatter = {
    doi: "",
    title: "",
    subtitle: "",
    journal: "",
    dates: [],
    subjects: new Set(),
    licence: "",
  };
  const path: string[] = [];
  let attributesOf: Attributes = {}; // of the innermost wanted element
  let text = "";
  let shortJournal = "";
  let licenceText = "";
  let licenceStart = 0; // where the text of ali:license_ref begins
  let date = { day: "", month: "", year: "" };

  function open(name: string, attributes: Attributes): boolean {
    const wanted = WANTED[path.at(-1) ?? ""];
    if (wanted !== undefined && !wanted.includes(name)) return false;
    if (MARKS.has(name)) return false;
    if (name === "break") text += " ";
    if (wanted !== undefined || name === "front") {
      attributesOf = attributes;
      text = "";
    }
    if (name === "ali:license_ref") licenceStart = text.length;
    if (name === "pub-date") date = { day: "", month: "", year: "" };
    if (name === "license" || name === "ext-link") {
      takeLicenceUrl(attributes["xlink:href"], name);
    }
    path.push(name);
    return true;
  }

  function takeLicenceUrl(url: string | undefined, name: string): void {
    const isLicence = name === "license" ||
      path.includes("license") && /creativecommons\.org/.test(url ?? "");
    if (isLicence && front.licence === "") front.licence = (url ?? "").trim();
  }

  function close(name: string): void {
    path.pop();
    const parent = path.at(-1) ?? "";
    if (name === "front") front.licence ||= licenceText;
    if (name === "ali:license_ref") {
      front.licence ||= normaliseSpace(text.slice(licenceStart));
    }
    if (!WANTED[parent]?.includes(name)) return;
    const value = normaliseSpace(text);
    switch (name) {
      case "article-id":
        if (attributesOf["pub-id-type"] === "doi") front.doi ||= value;
        break;
      case "article-title":
        front.title ||= value;
        break;
      case "subtitle":
        front.subtitle ||= value;
        break;
      case "journal-title":
        front.journal ||= value;
        break;
      case "journal-id":
        if (attributesOf["journal-id-type"] === "nlm-ta") {
          shortJournal ||= value;
        }
        break;
      case "abbrev-journal-title":
        shortJournal ||= value;
        break;
      case "journal-meta":
        front.journal ||= shortJournal;
        break;
      case "subject":
        if (value !== "") front.subjects.add(value);
        break;
      case "day":
      case "month":
      case "year":
        date[name] = value;
        break;
      case "pub-date":
        front.dates.push(parseDate(date.year, date.month, date.day));
        break;
      case "license":
        licenceText ||= value;
        break;
    }
  }

  return {
    front,
    visitor: { open, close, text: (more) => void (text += more) },
  };
}
