import type { Evidence } from "lib/annotate/annotator.ts";
import type { Answer } from "lib/questions/question.ts";
import type { Paper } from "lib/corpus/paper.ts";

/** A text with white space, hyphens, quotes, ligatures and case levelled, and the way back. */
interface Levelled {
  readonly text: string;
  /** Offset in the original of each character of the levelled text, and its length at the end. */
  readonly offsets: Uint32Array;
}

const LEVEL: Readonly<Record<string, string>> = {
  "\u2018": "'",
  "\u2019": "'",
  "\u201a": "'",
  "\u2032": "'",
  "\u201c": '"',
  "\u201d": '"',
  "\u201e": '"',
  "\u00ab": '"',
  "\u00bb": '"',
  "\u2010": "-",
  "\u2011": "-",
  "\u2012": "-",
  "\u2013": "-",
  "\u2014": "-",
  "\u2212": "-",
  "\u00ad": "",
  "\u200b": "",
  "\ufb00": "ff",
  "\ufb01": "fi",
  "\ufb02": "fl",
  "\ufb03": "ffi",
  "\ufb04": "ffl",
};

const SPACE = /\s/;

function level(text: string): Levelled {
  const parts: string[] = [];
  const offsets: number[] = [];
  let afterSpace = true;
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (SPACE.test(character)) {
      if (!afterSpace) {
        parts.push(" ");
        offsets.push(i);
      }
      afterSpace = true;
      continue;
    }
    // One capital may become two letters ("İ"): each points back to it.
    for (const letter of LEVEL[character] ?? character.toLowerCase()) {
      parts.push(letter);
      for (let unit = 0; unit < letter.length; unit++) offsets.push(i);
      afterSpace = false;
    }
  }
  offsets.push(text.length);
  return { text: parts.join(""), offsets: Uint32Array.from(offsets) };
}

const levelled = new WeakMap<Paper, Levelled>();

/**
 * Finds a quote in a paper: letter by letter first, then with white space,
 * hyphens, quotation marks, ligatures and case levelled.
 *
 * @param paper The paper that the quote should come from.
 * @param quote What an annotator says that the paper says.
 * @returns Where it stands in the paper's text, or that it does not.
 */
export function locateQuote(paper: Paper, quote: string): Evidence {
  const wanted = quote.trim();
  const start = wanted === "" ? -1 : paper.text.indexOf(wanted);
  if (start >= 0) {
    return found(paper, quote, "exact", start, start + wanted.length);
  }
  let text = levelled.get(paper);
  if (text === undefined) {
    text = level(paper.text);
    levelled.set(paper, text);
  }
  const needle = level(wanted).text.trim();
  const at = needle === "" ? -1 : text.text.indexOf(needle);
  if (at < 0) {
    return { quote, match: "none", start: null, end: null, section: null };
  }
  const from = text.offsets[at]!;
  const to = text.offsets[at + needle.length - 1]! + 1;
  return found(paper, quote, "normalised", from, to);
}

function found(
  paper: Paper,
  quote: string,
  match: "exact" | "normalised",
  start: number,
  end: number,
): Evidence {
  const section = paper.sections.find((part) => start < part.end);
  return { quote, match, start, end, section: section?.kind ?? null };
}

/** Locates every passage that an answer quotes, in the answer's order. */
export function locateEvidence(paper: Paper, answer: Answer): Evidence[] {
  const quotes = answer.kind === "yes-no"
    ? answer.evidence === null ? [] : [answer.evidence]
    : answer.mentions.map((mention) => mention.evidence);
  return quotes.map((quote) => locateQuote(paper, quote));
}
