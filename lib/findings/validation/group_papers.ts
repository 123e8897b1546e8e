import type { PaperMetadata } from "lib/corpus/paper.ts";
import { fieldsOf } from "lib/findings/tally.ts";
import { byCodeUnit } from "lib/order.ts";
import { formatCount } from "lib/words.ts";

/** A labelled paper, as far as errors may depend on it. */
export interface DescribedPaper {
  readonly metadata: PaperMetadata;
  /** Characters of its text; null if that is not known. */
  readonly characters: number | null;
}

/** One way of dividing the labelled papers. */
export interface Grouping {
  readonly name: "field" | "year" | "megajournal" | "journal" | "text length";
  /** Groups in order, each with its DOIs; only fields share papers. */
  readonly groups: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Labelled papers that a span of years has at least. */
const LEAST_PER_SPAN = 20;

/** Labelled papers that a journal has at least, to stand for itself. */
const LEAST_PER_JOURNAL = 5;

const UNKNOWN = "unknown";

/**
 * Divides labelled papers by what errors may depend on: field (a paper counts
 * in each of its fields), year, megajournal, journal and text length. Years are
 * put together, from the first on, until a span has 20 labelled papers; a rest
 * with fewer joins the span before. Journals with fewer than 5 labelled papers
 * are one group. Text lengths are cut at their quartiles.
 *
 * @param papers The labelled papers of the sample.
 */
export function groupPapers(papers: readonly DescribedPaper[]): Grouping[] {
  const spans = spanOfYear(papers);
  const journal = journalOf(papers);
  const quarter = quarterOf(papers);
  return [
    group("field", papers, ({ metadata }) => fieldsOf(metadata)),
    group("year", papers, ({ metadata }) => [spans(metadata.year)]),
    group("megajournal", papers, ({ metadata }) => [metadata.megajournal]),
    group("journal", papers, ({ metadata }) => [journal(metadata.journal)]),
    group("text length", papers, ({ characters }) => [quarter(characters)]),
  ];
}

function group(
  name: Grouping["name"],
  papers: readonly DescribedPaper[],
  groupsOf: (paper: DescribedPaper) => readonly string[],
): Grouping {
  const groups = new Map<string, Set<string>>();
  for (const paper of papers) {
    for (const group of groupsOf(paper)) {
      const dois = groups.get(group) ?? new Set();
      groups.set(group, dois.add(paper.metadata.doi));
    }
  }
  const rank = (name: string) => name === UNKNOWN || name.startsWith("other");
  return {
    name,
    groups: new Map(
      [...groups].sort(([a], [b]) =>
        Number(rank(a)) - Number(rank(b)) || byCodeUnit(a, b)
      ),
    ),
  };
}

/** Names the span of years that a year belongs to. */
function spanOfYear(papers: readonly DescribedPaper[]) {
  const years = papers.flatMap(({ metadata: { year } }) => year ?? [])
    .toSorted((a, b) => a - b);
  const spans: number[][] = [];
  for (const year of years) {
    const last = spans.at(-1);
    const isOpen = last !== undefined &&
      (last.length < LEAST_PER_SPAN || last.at(-1) === year);
    if (isOpen) last.push(year);
    else spans.push([year]);
  }
  const rest = spans.at(-1);
  if (spans.length > 1 && rest!.length < LEAST_PER_SPAN) {
    spans.pop();
    spans.at(-1)!.push(...rest!);
  }
  return (year: number | null): string => {
    const span = spans.find((span) =>
      year !== null && span[0]! <= year && year <= span.at(-1)!
    );
    if (span === undefined) return UNKNOWN;
    const [first, last] = [span[0]!, span.at(-1)!];
    return first === last ? String(first) : `${first}\u2013${last}`;
  };
}

function journalOf(papers: readonly DescribedPaper[]) {
  const journals = Map.groupBy(papers, ({ metadata }) => metadata.journal);
  return (journal: string): string =>
    journals.get(journal)!.length < LEAST_PER_JOURNAL
      ? `other journals, with fewer than ${LEAST_PER_JOURNAL} labelled papers each`
      : journal || UNKNOWN;
}

/** Names the quarter of the papers that a text length belongs to. */
function quarterOf(papers: readonly DescribedPaper[]) {
  const lengths = papers.flatMap(({ characters }) => characters ?? [])
    .toSorted((a, b) => a - b);
  const limits = [1, 2, 3].map((quarter) =>
    lengths[Math.ceil(lengths.length * quarter / 4) - 1] ?? 0
  );
  const [first, second, third] = limits.map(formatCount);
  const names = [
    `1st quarter: up to ${first} characters`,
    `2nd quarter: up to ${second} characters`,
    `3rd quarter: up to ${third} characters`,
    `4th quarter: more than ${third} characters`,
  ];
  return (characters: number | null): string => {
    if (characters === null) return UNKNOWN;
    const quarter = limits.findIndex((limit) => characters <= limit);
    return names[quarter < 0 ? 3 : quarter]!;
  };
}
