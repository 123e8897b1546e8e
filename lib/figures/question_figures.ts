import {
  categoriesByField,
  categoriesByYear,
  type CategoryRow,
  categoryShares,
} from "lib/figures/category_figures.ts";
import type { Figure, FigureContext } from "lib/figures/figure.ts";
import type { FieldRow } from "lib/figures/papers_by_field.ts";
import type { YearShareRow } from "lib/figures/reuse_share_by_year.ts";
import { shareByField } from "lib/figures/share_by_field.ts";
import { shareByYear } from "lib/figures/share_by_year.ts";
import type { Question } from "lib/questions/question.ts";

/**
 * The figures that any question has, whatever it asks: of a yes-no question
 * the share of papers answered yes by year and by field, of a question with a
 * closed list its mentions by category overall, by year and by field. A
 * question without such a list has none.
 *
 * @param question What was asked.
 * @param rowsOf Gives the rows of a table of the run.
 * @param context Corpus and annotator for the subtitles.
 */
export function questionFigures(
  question: Question,
  rowsOf: (table: string) => readonly unknown[],
  context: FigureContext,
): Figure[] {
  if (question.kind === "yes-no") {
    const years = rowsOf("papers_by_year") as readonly YearShareRow[];
    const fields = rowsOf("papers_by_field") as readonly FieldRow[];
    return [
      shareByYear(years, context, question),
      shareByField(fields, context, question),
    ];
  }
  const { category } = question;
  if (category === null) return [];
  const asked = { title: question.title, category };
  const rows = (end: string) =>
    rowsOf(`${category.name}s${end}`) as readonly CategoryRow[];
  return [
    categoryShares(rows(""), context, asked),
    categoriesByYear(rows("_by_year"), context, asked),
    categoriesByField(rows("_by_field"), context, asked),
  ];
}

/** The tables that hold the rows of a question's figures. */
export function tablesOf(question: Question): string[] {
  if (question.kind === "yes-no") return ["papers_by_year", "papers_by_field"];
  const { category } = question;
  if (category === null) return [];
  return ["", "_by_year", "_by_field"].map((end) => `${category.name}s${end}`);
}

/** Questions that the study's own figures are about, where all of a row are asked. */
const COVERED: readonly (readonly string[])[] = [
  ["uses_dl", "uses_ptms"],
  ["identify_ptms"],
  ["identify_ptm_reuse"],
  ["identify_ptm_impact"],
];

/** The questions that the study's own figures leave out. */
export function otherQuestions(questions: readonly Question[]): Question[] {
  const asked = new Set(questions.map(({ id }) => id));
  const covered = new Set(
    COVERED.filter((ids) => ids.every((id) => asked.has(id))).flat(),
  );
  return questions.filter(({ id }) => !covered.has(id));
}
