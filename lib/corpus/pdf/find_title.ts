/** Title and journal of a paper, from its PDF. */

import { headingOf } from "lib/corpus/pdf/headings.ts";

/** Titles that word processors and typesetters leave behind. */
const LEFT_BEHIND =
  /^(microsoft word|untitled|doi:|pii:)|\.(docx?|pdf|tex|indd|qxd|dvi|ps)\b|\b\d+\.\.\d+$/i;

/** Kinds of article and the like, alone on a line above the title. */
const LABEL =
  /^(open access|article|(original|research|review|methods?|methodology|software tool|data) (article|research|investigation|paper|note)|research|review|(brief|short|technology|case)? ?(report|communication)|peer.reviewed)$/i;
/** How other lines begin that are not part of a title. */
const NO_TITLE =
  /^(citation|correspond|edited by|reviewed by|received|accepted|published|version \d|\*|\[version|copyright|\u00a9|vol(ume|\.) ?\d|downloaded|plos|frontiers in|f1000research|bmj|elife|doi\b)|https?:|www\.|@|\b10\.\d{4,9}\//i;

/** Lines below a title: names, affiliations, marks of footnotes. */
const BELOW_TITLE =
  /\p{L}[\d,]*\d[*\u2020\u2021,]|\p{L}\*|, \p{Lu}\p{L}+ \p{Lu}|^\p{Lu}\p{L}+(-\p{Lu}\p{L}+)? (\p{Lu}\.? ?){1,3}\p{Lu}\p{L}+|\b(University|Department|Institute|Laborator(y|ies)|School|Faculty|Hospital)\b/u;

function isAbove(line: string): boolean {
  return LABEL.test(line) || NO_TITLE.test(line);
}

function isTitle(text: string): boolean {
  const words = text.split(/\s+/);
  return words.length >= 3 && text.length >= 15 && text.length <= 400 &&
    !LEFT_BEHIND.test(text);
}

/**
 * Finds the title: that of the metadata if it reads like one, else the first
 * lines of the first page up to the names of the authors, at most five.
 *
 * @param metadata Entries by lower-case name.
 * @param lines Lines of the first page without running lines.
 * @returns The title on one line; empty if nothing reads like one.
 */
export function findTitle(
  metadata: ReadonlyMap<string, string>,
  lines: readonly string[],
): string {
  for (const entry of ["dc:title", "title"]) {
    const title = (metadata.get(entry) ?? "").replace(/\s+/g, " ").trim();
    if (isTitle(title)) return title;
  }
  const start = lines.findIndex((line) =>
    !isAbove(line) && /\p{L}{3}/u.test(line)
  );
  if (start < 0) return "";
  const rest = lines.slice(start, start + 5);
  const end = rest.findIndex((line, i) =>
    i > 0 && (BELOW_TITLE.test(line) || isAbove(line) ||
      headingOf(line) !== null)
  );
  return (end < 0 ? rest.slice(0, 1) : rest.slice(0, end)).join(" ");
}

/**
 * Finds the journal: in the metadata, else a name of the four megajournals in
 * the lines of the first page.
 */
export function findJournal(
  metadata: ReadonlyMap<string, string>,
  lines: readonly string[],
): string {
  const stated = metadata.get("prism:publicationname");
  if (stated !== undefined) return stated;
  const pattern =
    /\b(PL[oO]S (?:ONE|One|Biology|Medicine|Genetics|Pathogens|Computational Biology|Neglected Tropical Diseases|Climate|Water|Digital Health)|F1000Research|BMJ(?: Open| Global Health)?(?=\s|$)|Frontiers in (?:\p{Lu}\p{L}+(?: and | )?)+)/u;
  for (const line of lines) {
    const found = pattern.exec(line);
    if (found) return found[1]!.replace(/( and)?\s*$/, "");
  }
  return "";
}
