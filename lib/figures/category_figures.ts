import type { Figure, FigureContext } from "lib/figures/figure.ts";
import { categoryFigure } from "lib/figures/parts/category_figure.ts";
import { categoryTable } from "lib/figures/parts/category_table.ts";
import { categoryYears } from "lib/figures/parts/category_years.ts";
import { UNASSIGNED } from "lib/figures/parts/leading_field.ts";
import type { ShareWithInterval } from "lib/figures/parts/share_axis.ts";
import type { YearOptions } from "lib/figures/parts/years.ts";
import { COLOURS } from "lib/figures/theme.ts";
import type { MentionsQuestion } from "lib/questions/question.ts";
import { listWords } from "lib/words.ts";

/** Mentions of one category, the papers with it, its share; the column of the category has its name. */
export interface CategoryRow extends ShareWithInterval {
  readonly mentions: number;
  readonly papers: number;
  readonly year?: number | string;
  readonly field?: string;
  readonly [column: string]: number | string | null | undefined;
}

/** A question whose mentions take a value of a closed list. */
type Asked =
  & Pick<MentionsQuestion, "title">
  & { readonly category: NonNullable<MentionsQuestion["category"]> };

const NOUN = "mention";

/**
 * Shows how the mentions of any question divide into the values of its closed
 * list, each share with its interval.
 *
 * @param rows As in the table `<category>s`.
 * @param context Corpus and annotator for the subtitle.
 * @param question What was asked.
 */
export function categoryShares(
  rows: readonly CategoryRow[],
  context: FigureContext,
  question: Asked,
): Figure {
  const { title } = question;
  const { column, order, table } = namesOf(question);
  const bars = rows.map((row) => ({ ...row, name: String(row[column]) }));
  const figure = categoryFigure(bars, context, {
    id: table,
    table,
    noun: NOUN,
    name: title,
    by: `by ${column}`,
    order,
    colour: COLOURS.vermilion,
    finding: (names, share) =>
      names.length === 1
        ? `${title}: ${listWords(names)} makes up ${share} of the mentions`
        : `${title}: ${listWords(names)} are equally common (${share} each)`,
    nothing: `${title}: nothing is mentioned`,
  });
  const caption =
    `Mentions by ${column}. Intervals take into account that a paper can hold several mentions.`;
  return { ...figure, caption };
}

/**
 * Shows the mentions of any question by the values of its closed list, year by
 * year: one panel per value, all on the same axes.
 *
 * @param rows As in the table `<category>s_by_year`.
 * @param context Corpus and annotator for the subtitle.
 * @param question What was asked.
 * @param options The year that the corpus covers in part; as the context says by default.
 */
export function categoriesByYear(
  rows: readonly CategoryRow[],
  context: FigureContext,
  question: Asked,
  options: YearOptions = context,
): Figure {
  const { column, order, table } = namesOf(question);
  const counts = rows.map((row) => ({
    ...row,
    year: row.year ?? "unknown",
    category: String(row[column]),
  }));
  const figure = categoryYears(counts, context, {
    ...options,
    id: `${table}_by_year`,
    table: `${table}_by_year`,
    noun: NOUN,
    category: column,
    order,
    colour: COLOURS.vermilion,
    nothing: `${question.title}: nothing is mentioned`,
  });
  const caption =
    `Mentions of each ${column} by year of publication. All panels share both axes; the number after a name is the total drawn.`;
  return { ...figure, caption };
}

/**
 * Shows the mentions of any question by field and by the values of its closed
 * list, as a table whose colour follows the share of the field's mentions.
 *
 * @param rows As in the table `<category>s_by_field`.
 * @param context Corpus and annotator for the subtitle.
 * @param question What was asked.
 */
export function categoriesByField(
  rows: readonly CategoryRow[],
  context: FigureContext,
  question: Asked,
): Figure {
  const { column, order, table } = namesOf(question);
  const cells = rows.map((row) => ({
    ...row,
    group: row.field ?? UNASSIGNED,
    category: String(row[column]),
  }));
  const figure = categoryTable(cells, context, {
    id: `${table}_by_field`,
    table: `${table}_by_field`,
    noun: NOUN,
    category: column,
    group: "field",
    having: "with mentions",
    nothing: `${question.title}: nothing is mentioned`,
    categories: order,
    groups: null,
    rest: UNASSIGNED,
    notes: ["share of the field's mentions (95% interval)", "fields overlap"],
    ramp: "vermilion",
    categoriesIn: "columns",
  });
  const caption =
    `Mentions by field and ${column}: their number, and their share of the field's mentions with its 95% interval. The deeper the colour, the larger the share. A paper counts once in each of its fields.`;
  return { ...figure, caption };
}

function namesOf({ category: { name, values } }: Asked) {
  return {
    column: name,
    order: values.map(({ value }) => value),
    table: `${name}s`,
  };
}
