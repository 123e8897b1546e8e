import { byGroup, GROUP_COLUMNS, groupCells } from "lib/findings/groups.ts";
import type { CategoryQuestion } from "lib/findings/mention_category.ts";
import { categoryCells, groupYesShare } from "lib/findings/shares.ts";
import type { Row, Table } from "lib/findings/table.ts";
import type { Grouping, Tally } from "lib/findings/tally.ts";

/**
 * Tables of papers answered yes, per group and question.
 *
 * @param tally Counts of the run.
 * @param grouping What the rows are grouped by.
 * @returns `papers` or `papers_by_<grouping>`: group columns, question, papers,
 * of, share, low, high, failed.
 */
export function yesTable(tally: Tally, grouping: Grouping): Table {
  const rows: Row[] = [...tally.yes].flatMap(([question, counts]) =>
    [...counts[grouping]].sort(([a], [b]) => byGroup(a, b)).map((
      [group, count],
    ) => ({
      ...groupCells(grouping, group),
      question,
      papers: count.total.papers,
      of: count.total.of,
      ...groupYesShare(count, tally.design),
      failed: count.total.failed,
    }))
  );
  const columns = [
    ...GROUP_COLUMNS[grouping],
    ...["question", "papers", "of", "share", "low", "high", "failed"],
  ];
  return { name: `papers${suffixOf(grouping)}`, columns, rows };
}

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
      ...categoryCells(count, value, tally.design),
    }))
  );
  const columns = [
    ...GROUP_COLUMNS[grouping],
    ...[name, "mentions", "papers", "share", "low", "high"],
  ];
  return { name: `${name}s${suffixOf(grouping)}`, columns, rows };
}

function suffixOf(grouping: Grouping): string {
  return grouping === "all" ? "" : `_by_${grouping}`;
}
