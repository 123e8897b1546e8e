import type { Cues } from "lib/annotate/lexicon/cues.ts";
import type { Paper, SectionKind } from "lib/corpus/paper.ts";

/** From this offset on, sentences have these points. */
interface Region {
  readonly start: number;
  readonly section: SectionKind;
  /** Points of a sentence; 0 where other people's work or plans are told. */
  readonly points: number;
}

/**
 * Cuts a paper into stretches of equal points: its sections, and within them
 * the parts below headings such as "Related work" or "Future directions".
 *
 * @returns The stretches in order, the first from offset 0.
 */
export function findRegions(paper: Paper, cues: Cues["sections"]): Region[] {
  const { text } = paper;
  const end = startOfReferences(text, cues.headingsOfTheEnd);
  const headings = findHeadings(text);
  const regions: Region[] = [];
  let next = 0;
  const sections = paper.sections.length > 0
    ? paper.sections
    : [{ kind: "other" as const, title: "", start: 0, end: text.length }];
  for (const section of sections) {
    const points = cues.points[section.kind] ?? 0;
    let silent = Infinity; // level of the heading that is of other work
    if (isOfOtherWork(section.title, cues)) silent = 0;
    regions.push({
      start: section.start,
      section: section.kind,
      points: silent === 0 ? 0 : points,
    });
    for (
      ;
      next < headings.length && headings[next]!.start < section.end;
      next++
    ) {
      const { start, level, title } = headings[next]!;
      if (level > silent) continue;
      silent = isOfOtherWork(title, cues) ? level : Infinity;
      regions.push({
        start,
        section: section.kind,
        points: silent === level ? 0 : points,
      });
    }
  }
  const told = regions.filter(({ start }) => start < end);
  return end < text.length
    ? [...told, { start: end, section: "other", points: 0 }]
    : told;
}

function isOfOtherWork(title: string, cues: Cues["sections"]): boolean {
  const words = title.toLowerCase();
  return cues.headingsOfOtherWork.some((phrase) => words.includes(phrase));
}

/** All lines that begin with "#" and a space. */
function findHeadings(text: string) {
  return [...text.matchAll(/^(#{1,6}) (.{0,200})/gm)].map((match) => ({
    start: match.index,
    level: match[1]!.length,
    title: match[2]!,
  }));
}

/** Where a line that says no more than "References" stands last; texts from PDF have one. */
function startOfReferences(text: string, words: readonly string[]): number {
  let start = -1;
  for (const word of words) {
    const capital = word[0]!.toUpperCase() + word.slice(1);
    for (const line of [capital, word.toUpperCase()]) {
      start = Math.max(start, text.lastIndexOf(`\n${line}\n`));
    }
  }
  return start < 0 ? text.length : start;
}
