/** Headings as they stand in the lines of a PDF, which carries no markup. */

import { sectionKind } from "lib/corpus/jats/section_kind.ts";
import type { SectionKind } from "lib/corpus/paper.ts";

/** A heading found in a line. */
export interface Heading {
  readonly kind: SectionKind | "references";
  readonly title: string;
  /** Its number if it has a plain one, such as 2 in "2. Methods". */
  readonly number: number | null;
  /** Text that follows it in the same line, as in "Abstract: We …". */
  readonly rest: string;
}

const ABSTRACT = /^((structured )?abstract|(author )?summary|synopsis)$/;
const REFERENCES = /^(references?( cited)?|bibliography|literature cited)$/;
/** Headings of the body that are common enough to be known by their words. */
const BODY = new RegExp(
  `^(${
    [
      "introduction( and (background|motivation))?",
      "background",
      "related works?",
      "literature review",
      "(materials?|subjects|patients|participants|data|study design|models?) (and|&) methods?",
      "methods?( (and|&) materials?)?",
      "methodology",
      "(experimental|computational|online|star.?) (procedures?|methods|section)",
      "results?( (and|&) discussions?)?",
      "findings",
      "(general )?discussions?( (and|&) conclusions?)?",
      "(summary (and|&) )?conclusions?",
      "conclusions? (and|&) (future (work|directions)|outlook|perspectives)",
      "concluding remarks",
    ].join("|")
  })$`,
);
/** Headings of what follows the body. */
const BACK = new RegExp(
  `^(${
    [
      "acknowledge?ments?",
      "funding",
      "(author|author's|authors') contributions?",
      "((data|code|software)( and (code|software))?) availability( statement)?",
      "(competing|conflicts? of) interests?( statement)?",
      "ethics( statement)?",
      "supporting information",
      "supplementary (materials?|information|data)",
      "abbreviations",
      "keywords",
      "appendix",
      "appendices",
    ].join("|")
  })$`,
);

const NUMBER = /^(?:(\d{1,2})\.?|[IVX]{1,4}\.)\s+(?=\p{Lu})/u;
const INLINE = /^(abstract|summary|keywords)\s*[:.\u2014\u2013]\s*(\S.*)$/i;

/** The kind of a heading known by its words; undefined for any other text. */
function usualKind(words: string): Heading["kind"] | undefined {
  const plain = words.toLowerCase().replace(/\u2019/g, "'");
  if (ABSTRACT.test(plain)) return "abstract";
  if (REFERENCES.test(plain)) return "references";
  if (BODY.test(plain)) return sectionKind("", words);
  return BACK.test(plain) ? "other" : undefined;
}

/**
 * Reads a line as a heading: a usual one, with or without number, in capitals
 * or not, such as "Results", "2. MATERIALS AND METHODS" or "Abstract: We …"; or
 * one of the authors' own wording whose number is the next one.
 *
 * @param line One line of text.
 * @param nextNumber Number of the next section if sections are numbered.
 * @returns The heading, or null if the line is none.
 */
export function headingOf(
  line: string,
  nextNumber: number | null = null,
): Heading | null {
  const numbered = NUMBER.exec(line);
  const number = numbered?.[1] === undefined ? null : Number(numbered[1]);
  const words = line.slice(numbered?.[0].length ?? 0).replace(/\s*:$/, "");
  if (!/^\p{Lu}/u.test(words)) return null;
  const inline = INLINE.exec(words);
  const title = inline?.[1] ?? words;
  const kind = usualKind(title);
  if (kind !== undefined) {
    return { kind, title, number, rest: inline?.[2] ?? "" };
  }
  const isNext = number !== null && number === nextNumber &&
    words.length <= 80 && !/[.;,:!?]( |$)/.test(words);
  return isNext
    ? { kind: sectionKind("", words), title: words, number, rest: "" }
    : null;
}

/** Tells whether a line is a numbered heading inside a section, such as "2.1 Data". */
export function isSubheading(line: string): boolean {
  return line.length <= 90 && !/[.;,:]$/.test(line) &&
    /^\d{1,2}(\.\d{1,2}){1,3}\.?\s+\p{Lu}\p{L}+/u.test(line);
}
