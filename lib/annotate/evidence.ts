import type { Evidence } from "lib/annotate/annotator.ts";
import { findSimilar } from "lib/annotate/evidence/find_similar.ts";
import { level, type Levelled } from "lib/annotate/evidence/level.ts";
import {
  indexWordPairs,
  type WordPairs,
} from "lib/annotate/evidence/word_pairs.ts";
import type { Paper } from "lib/corpus/paper.ts";
import type { Answer } from "lib/questions/question.ts";

/** Least similarity of a passage that counts as quoted: 15 % of the characters may differ. */
const FUZZY_THRESHOLD = 0.85;

/** Characters that a part of a joined quote has at least. */
const SHORTEST_PART = 8;

/** What joins passages in a quote: "…", "...", "[...]" and the like. */
const ELLIPSIS = /\s*[[(]?\s*(?:\u2026|\.\s?\.\s?\.)\s*[\])]?\s*/;

/** A paper made ready for looking quotes up; each step only when it is needed. */
interface Searchable {
  readonly levelled: Levelled;
  pairs: WordPairs | null;
}

const prepared = new WeakMap<Paper, Searchable>();

function prepare(paper: Paper): Searchable {
  let searchable = prepared.get(paper);
  if (searchable === undefined) {
    searchable = { levelled: level(paper.text), pairs: null };
    prepared.set(paper, searchable);
  }
  return searchable;
}

interface Place {
  readonly match: "exact" | "normalised" | "fuzzy";
  readonly start: number;
  readonly end: number;
}

/**
 * Finds a quote in a paper. Three ways are tried, and the first that finds it
 * is noted:
 *
 * 1. exact: letter by letter;
 * 2. normalised: with white space, hyphens and line ends, quotation marks,
 *    ligatures, accents, zero-width characters and case levelled ({@link level});
 * 3. fuzzy: the levelled passage that is most like the levelled quote, if at
 *    least 85 % alike ({@link findSimilar}).
 *
 * A quote that joins several passages with "…" or "..." and does not stand in
 * the paper as it is counts as found if each of its parts is found, apart from
 * parts of fewer than 8 characters; its offsets are then those of its longest
 * part, and its match is the least exact of its parts'.
 *
 * @param paper The paper that the quote should come from.
 * @param quote What an annotator says that the paper says.
 * @returns Where it stands in the paper's text, or that it does not.
 */
export function locateQuote(paper: Paper, quote: string): Evidence {
  const wanted = quote.trim();
  const place = wanted === ""
    ? null
    : findVerbatim(paper, wanted) ?? findParts(paper, wanted);
  if (place === null) {
    return { quote, match: "none", start: null, end: null, section: null };
  }
  const { match, start, end } = place;
  const section = paper.sections.find((part) => start < part.end);
  return { quote, match, start, end, section: section?.kind ?? null };
}

/** Finds a passage as it is or levelled. */
function findVerbatim(paper: Paper, quote: string): Place | null {
  const start = paper.text.indexOf(quote);
  if (start >= 0) return { match: "exact", start, end: start + quote.length };
  const { levelled } = prepare(paper);
  const needle = level(quote).text.trim();
  const at = needle === "" ? -1 : levelled.text.indexOf(needle);
  if (at < 0) return null;
  return { match: "normalised", ...inPaper(paper, at, at + needle.length) };
}

/** Finds the parts of a quote, or the whole if it has only one, by likeness too. */
function findParts(paper: Paper, quote: string): Place | null {
  const parts = quote.split(ELLIPSIS)
    .filter(({ length }) => length >= SHORTEST_PART);
  const searched = parts.length === 0 ? [quote] : parts;
  const places: Place[] = [];
  for (const part of searched) {
    const place = findVerbatim(paper, part) ?? findFuzzy(paper, part);
    if (place === null) return null;
    places.push(place);
  }
  const longest = places.reduce((a, b) =>
    b.end - b.start > a.end - a.start ? b : a
  );
  const matches = new Set(places.map(({ match }) => match));
  const match = (["fuzzy", "normalised"] as const)
    .find((way) => matches.has(way)) ?? "exact";
  return { ...longest, match };
}

function findFuzzy(paper: Paper, quote: string): Place | null {
  const searchable = prepare(paper);
  const { text } = searchable.levelled;
  searchable.pairs ??= indexWordPairs(text);
  const needle = level(quote).text.trim();
  const found = findSimilar(needle, text, searchable.pairs, FUZZY_THRESHOLD);
  return found &&
    { match: "fuzzy", ...inPaper(paper, found.start, found.end) };
}

/** Turns offsets in the levelled text into offsets in the paper. */
function inPaper(paper: Paper, from: number, to: number) {
  const { levelled } = prepare(paper);
  const last = levelled.startOf(to - 1);
  const width = paper.text.codePointAt(last)! > 0xffff ? 2 : 1;
  return { start: levelled.startOf(from), end: last + width };
}

/** Locates every passage that an answer quotes, in the answer's order. */
export function locateEvidence(paper: Paper, answer: Answer): Evidence[] {
  return quotesOf(answer).map((quote) => locateQuote(paper, quote));
}

/** The passages that an answer quotes, where there is no text to find them in. */
export function uncheckedEvidence(answer: Answer): Evidence[] {
  return quotesOf(answer).map((quote) => ({
    quote,
    match: "unchecked",
    start: null,
    end: null,
    section: null,
  }));
}

function quotesOf(answer: Answer): string[] {
  if (answer.kind === "mentions") {
    return answer.mentions.map(({ evidence }) => evidence);
  }
  return answer.evidence === null ? [] : [answer.evidence];
}

/**
 * Says whether an answer rests on its paper.
 *
 * @returns True if at least one quote of an answer that says that something is
 * there stands in the paper, false if none does; null if there is no answer or
 * it says that nothing is there.
 */
export function isGrounded(
  answer: Answer | null,
  evidence: readonly Evidence[],
): boolean | null {
  if (answer === null || !isPositive(answer)) return null;
  return evidence.some(({ match }) => match !== "none");
}

/** True for an answer that says that something is there. */
export function isPositive(answer: Answer): boolean {
  return answer.kind === "yes-no" ? answer.result : answer.mentions.length > 0;
}
