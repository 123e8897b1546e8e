import type { Figure, FigureContext } from "lib/figures/figure.ts";
import {
  commonestCategory,
  type CommonestWords,
} from "lib/figures/parts/commonest.ts";
import { emptySpec } from "lib/figures/parts/empty_spec.ts";
import { heading } from "lib/figures/parts/heading.ts";
import { heatMap } from "lib/figures/parts/heat_map.ts";
import { inOrder } from "lib/figures/parts/in_order.ts";
import type { RampName } from "lib/figures/parts/ramp.ts";
import type { ShareWithInterval } from "lib/figures/parts/share_axis.ts";
import { capitalise, countOf, formatCount, listWords } from "lib/words.ts";

/** Mentions of one category in one group. */
export interface CategoryCell extends ShareWithInterval {
  readonly group: string;
  readonly category: string;
  readonly mentions: number;
  readonly papers: number;
}

/** The words of a figure that shows categories by group. */
export interface CategoryTableWords extends CommonestWords {
  readonly id: string;
  readonly table: string;
  /** What is counted, in the singular: "reuse". */
  readonly noun: string;
  /** Order of the categories; others follow, "other" comes last. */
  readonly categories: readonly string[];
  /** Order of the groups; null sorts them by mentions. */
  readonly groups: readonly string[] | null;
  /** The group that comes last and is not counted as one. */
  readonly rest: string;
  readonly notes: readonly string[];
  readonly ramp: RampName;
  /** Where the categories stand; the groups take the other side. */
  readonly categoriesIn: "columns" | "rows";
}

/**
 * Shows mentions by group and category as a table of coloured cells. Groups
 * and the category "other" are left out if they are empty.
 */
export function categoryTable(
  cells: readonly CategoryCell[],
  context: FigureContext,
  words: CategoryTableWords,
): Figure {
  const { id, noun, rest } = words;
  const tables = [words.table];
  const groups = groupsOf(cells, words);
  const categories = inOrder(
    [...new Set(cells.map(({ category }) => category))].filter((category) =>
      category !== "other" ||
      add(cells.filter((cell) => cell.category === category)) > 0
    ),
    (category) => category,
    words.categories,
    "other",
  );
  const finding = commonestCategory(
    groups.filter(({ name }) => name !== rest)
      .map(({ name, parts }) => ({ name: capitalise(name), parts })),
    words,
  );
  const all = add(cells);
  const title = heading(finding, context, countOf(all, noun), words.notes);
  if (all === 0) {
    const description = `${finding}.`;
    return { id, description, tables, spec: emptySpec(title, description) };
  }
  const description =
    `${finding}; table of ${noun}s by ${words.group} and ${words.category}: ${
      groups.map(({ name, parts }) =>
        `${capitalise(name)} ${
          listWords(
            inOrder(
              parts,
              (part) => part.category,
              categories,
              "other",
            )
              .filter(({ category }) => categories.includes(category))
              .map(({ category, mentions }) =>
                `${category} ${formatCount(mentions)}`
              ),
          )
        }`
      ).join("; ")
    }.`;
  const groupHeads = groups.map(({ name, mentions }) => ({
    name: capitalise(name),
    note: `(n = ${formatCount(mentions)})`,
  }));
  const categoryHeads = categories.map((category) => ({
    name: capitalise(category),
    note: "",
  }));
  const inColumns = words.categoriesIn === "columns";
  const group = capitalise(words.group);
  const category = capitalise(words.category);
  const spec = heatMap(
    groups.flatMap(({ parts }) => parts)
      .filter(({ category }) => categories.includes(category))
      .map((cell) => ({
        ...cell,
        row: capitalise(inColumns ? cell.group : cell.category),
        column: capitalise(inColumns ? cell.category : cell.group),
      })),
    {
      title,
      description,
      rows: inColumns ? groupHeads : categoryHeads,
      columns: inColumns ? categoryHeads : groupHeads,
      ramp: words.ramp,
      words: {
        row: inColumns ? group : category,
        column: inColumns ? category : group,
        mentions: capitalise(`${noun}s`),
        share: `Share of the ${words.group}'s ${noun}s`,
      },
    },
  );
  return { id, description, tables, spec };
}

/** Groups that have mentions, with their cells. */
function groupsOf(
  cells: readonly CategoryCell[],
  { groups, rest }: CategoryTableWords,
) {
  const filled = [...new Set(cells.map(({ group }) => group))].map((name) => {
    const parts = cells.filter(({ group }) => group === name);
    return { name, parts, mentions: add(parts) };
  }).filter(({ mentions }) => mentions > 0)
    .toSorted((a, b) => b.mentions - a.mentions || (a.name < b.name ? -1 : 1));
  return inOrder(filled, ({ name }) => name, groups ?? [], rest);
}

function add(cells: readonly CategoryCell[]): number {
  return cells.reduce((sum, { mentions }) => sum + mentions, 0);
}
