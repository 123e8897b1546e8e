import type { AnnotatedPaper } from "lib/annotate/store.ts";
import { FIELDS } from "lib/corpus/fields.ts";
import type { PaperMetadata } from "lib/corpus/paper.ts";
import { type Design, openDesign, stratumKey } from "lib/findings/design.ts";
import { categoriesOf, hasCategory } from "lib/findings/mention_category.ts";
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

/** A count of one group, as a whole and by stratum of the sample. */
export interface Strata<T> {
  readonly total: T;
  readonly byStratum: Map<string, T>;
}

/** What papers are grouped by. */
export type Grouping = "all" | "year" | "field" | "field_year";

/** Counts by grouping and group. */
export type Groups<T> = Readonly<Record<Grouping, Map<string, Strata<T>>>>;

/** Counts of a run, taken in one pass over its papers. */
export interface Tally {
  readonly yes: ReadonlyMap<string, Groups<YesCount>>;
  readonly mentions: ReadonlyMap<string, Groups<MentionCount>>;
  readonly design: Design;
}

/** The field of papers that have none of the study's eight. */
export const UNASSIGNED = "Unassigned";

const FIELD_NAMES = FIELDS.map(({ name }) => name);

/**
 * The fields a paper counts under: each of the eight once, and of those that
 * its study asks for beside them; or Unassigned.
 */
export function fieldsOf({ fields, countedFields }: PaperMetadata): string[] {
  const known = countedFields ??
    FIELD_NAMES.filter((name) => fields?.includes(name));
  return known.length > 0 ? [...known] : [UNASSIGNED];
}

/** The year a paper counts under. */
export function yearOf({ year }: PaperMetadata): string {
  return year === null ? "unknown" : String(year);
}

/** Parts of a group's name; no field's name holds it. */
export const GROUP_SEPARATOR = "\t";

/**
 * Counts the answers of a run, paper by paper.
 *
 * @param questions The questions that were asked.
 * @returns Adds a sampled paper with its annotations; gives the counts by year,
 * field, both and overall, and how the papers were drawn.
 */
export function openTally(
  questions: readonly Question[],
): { add(paper: AnnotatedPaper): void; tally(): Tally } {
  const yes = new Map(
    questions.filter(({ kind }) => kind === "yes-no")
      .map(({ id }) => [id, noGroups<YesCount>()]),
  );
  const categorised = new Map(
    questions.filter(hasCategory).map((question) => [question.id, question]),
  );
  const mentions = new Map(
    [...categorised.keys()].map((id) => [id, noGroups<MentionCount>()]),
  );
  const drawn = openDesign();
  return {
    add(paper) {
      drawn.add(paper);
      const stratum = stratumKey(paper);
      const groups = groupsOf(paper.metadata);
      for (const { question, answer } of paper.annotations) {
        const yesCounts = yes.get(question);
        if (yesCounts) {
          const result = answer?.kind === "yes-no" ? answer.result : null;
          addTo(yesCounts, groups, stratum, noAnswers, (count) => {
            count.of++;
            if (result === null) count.failed++;
            else if (result) count.papers++;
          });
        }
        const asked = categorised.get(question);
        if (asked === undefined || answer?.kind !== "mentions") continue;
        const categories = categoriesOf(asked, answer.mentions);
        if (categories.length === 0) continue;
        addTo(
          mentions.get(question)!,
          groups,
          stratum,
          noMentions,
          (count) => addMentions(count, categories),
        );
      }
    },
    tally: () => ({ yes, mentions, design: drawn.design() }),
  };
}

function noGroups<T>(): Groups<T> {
  return {
    all: new Map(),
    year: new Map(),
    field: new Map(),
    field_year: new Map(),
  };
}

/** The groups that a paper belongs to. */
export function groupsOf(metadata: PaperMetadata): [Grouping, string][] {
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

function addTo<T>(
  counts: Groups<T>,
  groups: readonly [Grouping, string][],
  stratum: string,
  none: () => T,
  add: (count: T) => void,
): void {
  for (const [grouping, group] of groups) {
    const count = entry(counts[grouping], group, () => noStrata(none));
    add(count.total);
    add(entry(count.byStratum, stratum, none));
  }
}

/** A count of nothing in any stratum. */
export function noStrata<T>(none: () => T): Strata<T> {
  return { total: none(), byStratum: new Map() };
}

/** The value of a key, made where there is none. */
export function entry<T>(
  map: Map<string, T>,
  key: string,
  make: () => T,
): T {
  let value = map.get(key);
  if (value === undefined) map.set(key, value = make());
  return value;
}

function noAnswers(): YesCount {
  return { papers: 0, of: 0, failed: 0 };
}

/** A count of no mentions. */
export function noMentions(): MentionCount {
  return { mentions: 0, papers: 0, squares: 0, categories: new Map() };
}

/** A count of no mentions of a category. */
export function noCategory(): CategoryCount {
  return { mentions: 0, papers: 0, squares: 0, products: 0 };
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
    const part = entry(count.categories, category, noCategory);
    part.mentions += length;
    part.papers++;
    part.squares += length * length;
    part.products += length * all;
  }
}
