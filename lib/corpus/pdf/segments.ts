/** The lines of a PDF cut at headings, without the reference list. */

import { type Heading, headingOf } from "lib/corpus/pdf/headings.ts";
import type { SectionKind } from "lib/corpus/paper.ts";

/** A section as lines. */
export interface Segment {
  readonly kind: SectionKind;
  readonly title: string;
  readonly lines: string[];
}

/**
 * Tells a reference list from a table column headed "References": of the next
 * 40 lines at least every seventh holds a year or a DOI, as entries do.
 */
function isReferenceList(lines: readonly string[]): boolean {
  const next = lines.slice(0, 40);
  const dated = next.filter((line) =>
    /\b(19|20)\d\d[a-z]?\b|\bdoi\b/i.test(line)
  );
  return dated.length > 0 && dated.length * 7 >= next.length;
}

/** "Summary" is an abstract only before the body; later it heads a table. */
function isBody({ kind }: Segment): boolean {
  return kind === "introduction" || kind === "methods" || kind === "results";
}

/**
 * A heading inside a structured abstract is none of the paper: what stands
 * between the abstract and the introduction (or, where the body begins with
 * "Background", the second heading of that name) belongs to the abstract.
 */
function joinAbstract(segments: readonly Segment[]): Segment[] {
  const at = segments.findIndex(({ kind }) => kind === "abstract");
  if (at < 0) return [...segments];
  const after = segments.slice(at + 1);
  let length = after.findIndex(({ kind }) => kind === "introduction");
  if (length < 0) {
    const first = after.findIndex(({ kind }) => kind === "background");
    length = after.findIndex(({ kind }, i) =>
      i > first && first === 0 && kind === "background"
    );
  }
  if (length <= 0) return [...segments];
  const abstract = segments[at]!;
  const lines = after.slice(0, length).flatMap(({ title, lines }) => [
    `### ${title}`,
    ...lines,
  ]);
  return [
    ...segments.slice(0, at),
    { ...abstract, lines: [...abstract.lines, ...lines] },
    ...after.slice(length),
  ];
}

/**
 * Cuts lines at their headings. What stands before the first heading has the
 * kind "other" and no title. From the reference list on everything is left out,
 * except methods, which some journals print after it.
 */
export function toSegments(lines: readonly string[]): Segment[] {
  const segments: Segment[] = [{ kind: "other", title: "", lines: [] }];
  let nextNumber: number | null = null;
  let inReferences = false;
  for (const [i, line] of lines.entries()) {
    let heading: Heading | null = headingOf(line, nextNumber);
    if (heading?.kind === "references") {
      if (isReferenceList(lines.slice(i + 1))) inReferences = true;
      heading = null;
    }
    if (inReferences) {
      if (heading?.kind !== "methods") continue;
      inReferences = false;
    }
    if (heading?.kind === "abstract" && segments.some(isBody)) heading = null;
    if (heading === null || heading.kind === "references") {
      segments.at(-1)!.lines.push(line);
      continue;
    }
    const { kind, number, rest, title } = heading;
    if (number !== null) nextNumber = number + 1;
    segments.push({ kind, title, lines: rest === "" ? [] : [rest] });
  }
  return joinAbstract(
    segments.filter(({ lines, title }) => lines.length > 0 || title !== ""),
  );
}
