import type { LabelPlan } from "lib/findings/labels/plan/plan_labels.ts";
import type { PlannedPaper } from "lib/findings/labels/plan/strata.ts";
import {
  PROBABILITY_COLUMN,
  SHEET_COLUMNS,
} from "lib/findings/labels/records.ts";
import { LABEL_COLUMNS } from "lib/findings/labels.ts";
import { safeRow } from "lib/findings/mention_rows.ts";
import { type Table, tableToCsv } from "lib/findings/table.ts";
import { byCodeUnit } from "lib/order.ts";
import { prng, shuffle } from "lib/stats/random.ts";

/** A paper to label, and the chance with which it was drawn. */
export interface DrawnPaper {
  readonly paper: PlannedPaper;
  /** Labels of its stratum over papers of its stratum. */
  readonly inclusionProbability: number;
}

/**
 * Draws the papers of a plan at random within each stratum. Strata and their
 * order cannot be told from the order of the papers.
 *
 * @param plan Strata with the number of papers to draw from each.
 * @param seed The same seed draws the same papers, whatever their order; for
 * more labels, the same and more.
 */
export function drawPapers(
  { strata }: Pick<LabelPlan, "strata">,
  seed: number | string,
): DrawnPaper[] {
  const drawn = strata.flatMap(({ name, papers, labels }) => {
    const inOrder = papers.toSorted((a, b) => byCodeUnit(a.doi, b.doi));
    return shuffle(prng(`${seed}/labels/${name}`), inOrder).slice(0, labels)
      .map((paper) => ({
        paper,
        inclusionProbability: labels / papers.length,
      }));
  });
  return shuffle(
    prng(`${seed}/labels`),
    drawn.sort((a, b) => byCodeUnit(a.paper.doi, b.paper.doi)),
  );
}

/**
 * Writes the sheet to fill in: a labels file whose `annotator` and `value` are
 * empty. What it says of a paper beside the labels is not read again.
 *
 * @param options.question The question to answer.
 * @param options.showsAnswers Show the annotator's answer and passages, which
 * biases the one who labels.
 * @returns CSV.
 */
export function labelSheet(
  drawn: readonly DrawnPaper[],
  { question, showsAnswers }: {
    readonly question: string;
    readonly showsAnswers: boolean;
  },
): string {
  const about = showsAnswers ? SHEET_COLUMNS : SHEET_COLUMNS.slice(0, 2);
  const table: Table = {
    name: "sheet",
    columns: [...LABEL_COLUMNS, PROBABILITY_COLUMN, ...about],
    rows: drawn.map(({ paper, inclusionProbability }) => ({
      ...safeRow({
        title: paper.title,
        source: paper.source,
        annotator_answer: paper.answer,
        annotator_passage: paper.passage,
      }),
      doi: paper.doi,
      question,
      // As a text, so that no digit is lost.
      [PROBABILITY_COLUMN]: String(inclusionProbability),
    })),
  };
  return tableToCsv(table);
}
