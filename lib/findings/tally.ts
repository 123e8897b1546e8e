import type { AnnotatedPaper } from "lib/annotate/store.ts";
import { FIELDS } from "lib/corpus/fields.ts";
import type { PaperMetadata } from "lib/corpus/paper.ts";
import type { Question } from "lib/questions/question.ts";

/** Papers that were asked a yes-no question, in one group. */
export interface YesCount {
  /** Answered yes. */
  papers: number;
  /** Asked. */
  of: number;
  /** Asked without getting an answer. */
  failed: number;
}

/** Mentions of one category, in one group. Sums run over papers. */
export interface CategoryCount {
  mentions: number;
  /** Papers with at least one mention of the category. */
  papers: number;
  /** Sum of squares of the papers' mentions of the category. */
  squares: number;
  /** Sum of products of the papers' mentions of the category and of any. */
  products: number;
}

/** All mentions of one group, whatever their category. */
export interface MentionCount {
  mentions: number;
  /** Papers with at least one mention. */
  papers: number;
  squares: number;
  readonly categories: Map<string, CategoryCount>;
}

/** What papers are grouped by. */
export type Grouping = "all" | "year" | "field" | "field_year";

/** Counts of a run, taken in one pass over its papers. */
export interface Tally {
  /** By question, grouping and group. */
  readonly yes: ReadonlyMap<string, Record<Grouping, Map<string, YesCount>>>;
  readonly mentions: ReadonlyMap<
    string,
    Record<Grouping, Map<string, MentionCount>>
  >;
  /** Papers that mention a name, and mentions, by question and name as given. */
  readonly names: ReadonlyMap<
    string,
    Map<string, { mentions: number; papers: number }>
  >;
}

/** The field of papers that have none of the study's eight. */
export const UNASSIGNED = "Unassigned";

/** The fields a paper counts under: each of the eight once, or Unassigned. */
export function fieldsOf({ fields }: PaperMetadata): string[] {
  const known = FIELDS.map(({ name }) => name).filter((name) =>
    fields?.includes(name)
  );
  return known.length > 0 ? known : [UNASSIGNED];
}

/** The year a paper counts under. */
export function yearOf({ year }: PaperMetadata): string {
  return year === null ? "unknown" : String(year);
}

/** Parts of a group's name; no field's name holds it. */
export const GROUP_SEPARATOR = "\t";

/**
 * Counts the answers of a run in one pass.
 *
 * @param papers The sampled papers with their annotations.
 * @param questions The questions that were asked.
 * @param canonicalName Gives the name that spellings of one thing share.
 * @returns Counts by year, field, both and overall.
 */
export function tallyAnswers(
  papers: Iterable<AnnotatedPaper>,
  questions: readonly Question[],
  canonicalName: (name: string) => string,
): Tally {
  const groupings = <T>() => ({
    all: new Map<string, T>(),
    year: new Map<string, T>(),
    field: new Map<string, T>(),
    field_year: new Map<string, T>(),
  });
  const yes = new Map(
    questions.filter(({ kind }) => kind === "yes-no")
      .map(({ id }) => [id, groupings<YesCount>()]),
  );
  const mentions = new Map(
    questions.filter((question) =>
      question.kind === "mentions" && question.category
    )
      .map(({ id }) => [id, groupings<MentionCount>()]),
  );
  const names = new Map(
    questions.filter((question) =>
      question.kind === "mentions" && !question.category
    )
      .map((
        { id },
      ) => [id, new Map<string, { mentions: number; papers: number }>()]),
  );
  for (const { metadata, annotations } of papers) {
    const groups = groupsOf(metadata);
    for (const { question, answer } of annotations) {
      const yesCounts = yes.get(question);
      if (yesCounts) {
        countYes(
          yesCounts,
          groups,
          answer?.kind === "yes-no" ? answer.result : null,
        );
      }
      if (answer?.kind !== "mentions") continue;
      const mentionCounts = mentions.get(question);
      if (mentionCounts) {
        countMentions(
          mentionCounts,
          groups,
          answer.mentions.map(({ category }) => category!),
        );
      }
      const nameCounts = names.get(question);
      if (nameCounts) {
        countNames(
          nameCounts,
          answer.mentions.map(({ name }) => canonicalName(name)),
        );
      }
    }
  }
  return { yes, mentions, names };
}

function groupsOf(metadata: PaperMetadata): [Grouping, string][] {
  const year = yearOf(metadata);
  const fields = fieldsOf(metadata);
  return [
    ["all", ""],
    ["year", year],
    ...fields.map((field): [Grouping, string] => ["field", field]),
    ...fields.map((field): [Grouping, string] => [
      "field_year",
      `${field}${GROUP_SEPARATOR}${year}`,
    ]),
  ];
}

function entry<T>(map: Map<string, T>, key: string, make: () => T): T {
  let value = map.get(key);
  if (value === undefined) map.set(key, value = make());
  return value;
}

function countYes(
  counts: Record<Grouping, Map<string, YesCount>>,
  groups: readonly [Grouping, string][],
  result: boolean | null,
) {
  for (const [grouping, group] of groups) {
    const count = entry(
      counts[grouping],
      group,
      () => ({ papers: 0, of: 0, failed: 0 }),
    );
    count.of++;
    if (result === null) count.failed++;
    else if (result) count.papers++;
  }
}

function countMentions(
  counts: Record<Grouping, Map<string, MentionCount>>,
  groups: readonly [Grouping, string][],
  categories: readonly string[],
) {
  if (categories.length === 0) return;
  for (const [grouping, group] of groups) {
    addMentions(entry(counts[grouping], group, noMentions), categories);
  }
}

/** A count of no mentions. */
export function noMentions(): MentionCount {
  return { mentions: 0, papers: 0, squares: 0, categories: new Map() };
}

/**
 * Adds the mentions of one paper to a count.
 *
 * @param count Is changed.
 * @param categories The category of each mention; at least one.
 */
export function addMentions(
  count: MentionCount,
  categories: readonly string[],
): void {
  const all = categories.length;
  count.mentions += all;
  count.papers++;
  count.squares += all * all;
  const own = Map.groupBy(categories, (category) => category);
  for (const [category, { length }] of own) {
    const part = entry(count.categories, category, () => ({
      mentions: 0,
      papers: 0,
      squares: 0,
      products: 0,
    }));
    part.mentions += length;
    part.papers++;
    part.squares += length * length;
    part.products += length * all;
  }
}

function countNames(
  counts: Map<string, { mentions: number; papers: number }>,
  names: readonly string[],
) {
  for (const name of names) {
    entry(counts, name, () => ({ mentions: 0, papers: 0 })).mentions++;
  }
  for (const name of new Set(names)) counts.get(name)!.papers++;
}
