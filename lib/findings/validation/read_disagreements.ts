import { annotatorName } from "lib/figures/parts/annotator_name.ts";
import type { CauseRow } from "lib/figures/disagreement_causes.ts";
import {
  questionsOf,
  type ValidationNames,
} from "lib/findings/read_validation.ts";

/** A row of disagreements.csv. */
export interface DisagreementRow {
  readonly annotator: string;
  readonly question: string;
  readonly doi: string;
  readonly label: string;
  readonly answer: string;
  readonly title: string;
  readonly model: string;
  readonly cause: string;
  readonly detail: string;
  readonly label_passage: string;
  readonly answer_passage: string;
}

/** Characters of a passage that a notebook shows. */
const SHOWN = 160;

/**
 * Disagreements of the study's own annotator on one question, for showing;
 * long passages are cut.
 *
 * @param rows Rows of disagreements.csv.
 * @param question The question to show.
 */
export function disagreementsOf(
  rows: readonly DisagreementRow[],
  question: string,
) {
  return rows.filter((row) =>
    row.annotator === rows[0]!.annotator && row.question === question
  ).map((row) => ({
    ...row,
    label: row.label || "not labelled",
    answer: row.answer || "not named",
    cause: row.detail === "" ? row.cause : `${row.cause} (${row.detail})`,
    label_passage: shorten(row.label_passage),
    answer_passage: shorten(row.answer_passage),
  }));
}

function shorten(passage: string): string {
  if (passage === "") return "none";
  return passage.length <= SHOWN
    ? passage
    : `${passage.slice(0, SHOWN).trimEnd()}…`;
}

/**
 * Says which way the study's own annotator errs.
 *
 * @param rows Rows of disagreements.csv.
 * @param names How the study names its questions.
 */
export function disagreementsInWords(
  rows: readonly DisagreementRow[],
  names: ValidationNames,
): string {
  const own = rows.filter(({ annotator, model }) =>
    annotator === rows[0]!.annotator && model === ""
  );
  if (own.length === 0) return "There is no disagreement to show.";
  return questionsOf(own, names).map(({ id, title }) => {
    const count = (answer: string) =>
      own.filter((row) => row.question === id && row.answer === answer).length;
    const failed = count("");
    return `${title}: ${count("yes")} answered yes against the label, ${
      count("no")
    } answered no against it${failed === 0 ? "" : `, ${failed} not answered`}.`;
  }).join(" ");
}

/** Says for each annotator and question which cause is commonest. */
export function causesInWords(
  rows: readonly CauseRow[],
  names: ValidationNames,
): string {
  const several = new Set(rows.map(({ annotator }) => annotator)).size > 1;
  const sentences = questionsOf(rows, names).flatMap(({ id, title }) =>
    [
      ...Map.groupBy(
        rows.filter(({ question }) => question === id),
        ({ annotator }) => annotator,
      ),
    ].flatMap(([annotator, own]) => {
      const top = own.toSorted((a, b) => b.papers - a.papers)[0]!;
      if (top.papers === 0) return [];
      const who = several ? `, ${annotatorName(annotator)}` : "";
      return [
        `${title}${who}: most often "${top.cause}" (${top.papers} of ${top.of} papers).`,
      ];
    })
  );
  return sentences.length === 0
    ? "There is no disagreement to explain."
    : sentences.join(" ");
}
