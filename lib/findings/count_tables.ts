import type { Row, Table, Value } from "lib/findings/table.ts";
import {
  GROUP_SEPARATOR,
  type Grouping,
  type MentionCount,
  type Tally,
  UNASSIGNED,
  type YesCount,
} from "lib/findings/tally.ts";
import { byCodeUnit } from "lib/order.ts";
import type { MentionsQuestion, Question } from "lib/questions/question.ts";
import { clusterShare } from "lib/stats/cluster_share.ts";
import { wilsonInterval } from "lib/stats/wilson.ts";

/** A share with its 95 % interval, or nothing where there is no observation. */
export interface Share {
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Share of papers answered yes among those that got an answer (Wilson). */
export function yesShare({ papers, of, failed }: YesCount): Share {
  const answered = of - failed;
  if (answered === 0) return { share: null, low: null, high: null };
  const { estimate, low, high } = wilsonInterval(papers, answered);
  return { share: estimate, low, high };
}

const GROUP_COLUMNS = {
  all: [],
  year: ["year"],
  field: ["field"],
  field_year: ["field", "year"],
} as const satisfies Record<Grouping, readonly string[]>;

/** Splits a group's name into its columns' values. */
function groupCells(grouping: Grouping, group: string): Record<string, Value> {
  const parts = group.split(GROUP_SEPARATOR);
  return Object.fromEntries(
    GROUP_COLUMNS[grouping].map((column, i) => [column, parts[i]!]),
  );
}

/** Years upwards, fields by name, and what is unknown or unassigned last. */
function byGroup(a: string, b: string): number {
  const last = (group: string) =>
    group.split(GROUP_SEPARATOR).map((part) =>
      part === UNASSIGNED || part === "unknown" ? `\uffff${part}` : part
    ).join(GROUP_SEPARATOR);
  return byCodeUnit(last(a), last(b));
}

/**
 * Tables of papers answered yes, per group and question.
 *
 * @param tally Counts of the run.
 * @param grouping What the rows are grouped by.
 * @returns `papers_by_<grouping>`: group columns, question, papers, of, share,
 * low, high, failed.
 */
export function yesTable(
  tally: Tally,
  grouping: Exclude<Grouping, "all">,
): Table {
  const rows: Row[] = [...tally.yes].flatMap(([question, counts]) =>
    [...counts[grouping]].sort(([a], [b]) => byGroup(a, b)).map((
      [group, count],
    ) => ({
      ...groupCells(grouping, group),
      question,
      papers: count.papers,
      of: count.of,
      ...yesShare(count),
      failed: count.failed,
    }))
  );
  const columns = [
    ...GROUP_COLUMNS[grouping],
    ...["question", "papers", "of", "share", "low", "high", "failed"],
  ];
  return { name: `papers_by_${grouping}`, columns, rows };
}

/** A mentions question whose mentions take a value of a closed list. */
export type CategoryQuestion = MentionsQuestion & {
  readonly category: NonNullable<MentionsQuestion["category"]>;
};

/**
 * Tables of mentions per category, for a question with a closed list: every
 * value of the list has a row in every group that has mentions at all.
 *
 * @returns `<category>s` or `<category>s_by_<grouping>`: group columns, the
 * category, mentions, papers, share of the group's mentions, low, high.
 */
export function categoryTable(
  tally: Tally,
  question: CategoryQuestion,
  grouping: Exclude<Grouping, "field_year">,
): Table {
  const { name, values } = question.category;
  const groups = [...tally.mentions.get(question.id)![grouping]]
    .sort(([a], [b]) => byGroup(a, b));
  const rows = groups.flatMap(([group, count]) =>
    values.map(({ value }) => ({
      ...groupCells(grouping, group),
      [name]: value,
      ...categoryCells(count, value),
    }))
  );
  const columns = [
    ...GROUP_COLUMNS[grouping],
    ...[name, "mentions", "papers", "share", "low", "high"],
  ];
  const suffix = grouping === "all" ? "" : `_by_${grouping}`;
  return { name: `${name}s${suffix}`, columns, rows };
}

/** Mentions, papers and share of one category in a count, with its interval. */
export function categoryCells(count: MentionCount, category: string) {
  const part = count.categories.get(category) ??
    { mentions: 0, papers: 0, squares: 0, products: 0 };
  return {
    mentions: part.mentions,
    papers: part.papers,
    ...clusterShare({
      papers: count.papers,
      part: part.mentions,
      all: count.mentions,
      partSquares: part.squares,
      allSquares: count.squares,
      products: part.products,
    }),
  };
}

/** True for a mentions question whose mentions take a value of a closed list. */
export function hasCategory(
  question: Question,
): question is CategoryQuestion {
  return question.kind === "mentions" && question.category !== null;
}

/**
 * Table of the names that a question without a closed list found.
 *
 * @param family Gives the family of a name, empty if it is not known.
 * @returns `<name>s`: the name, family, mentions, papers; commonest first.
 */
export function nameTable(
  tally: Tally,
  question: MentionsQuestion,
  family: (name: string) => string,
): Table {
  const rows = [...tally.names.get(question.id)!]
    .map(([name, { mentions, papers }]) => ({
      [question.name]: name,
      family: family(name),
      mentions,
      papers,
    }))
    .sort((a, b) =>
      (b.mentions as number) - (a.mentions as number) ||
      byCodeUnit(a[question.name] as string, b[question.name] as string)
    );
  return {
    name: `${question.name}s`,
    columns: [question.name, "family", "mentions", "papers"],
    rows,
  };
}
