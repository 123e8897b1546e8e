import type { Figure, FigureContext } from "lib/figures/figure.ts";
import {
  annotatorName,
  withAnnotators,
} from "lib/figures/parts/annotator_name.ts";
import { emptySpec } from "lib/figures/parts/empty_spec.ts";
import { heading } from "lib/figures/parts/heading.ts";
import { labelNames } from "lib/figures/parts/label_names.ts";
import { leading } from "lib/figures/parts/leading.ts";
import { describeDots, metricDots } from "lib/figures/parts/metric_dots.ts";
import { nounOf, subjectOf } from "lib/figures/parts/question_subject.ts";
import {
  shareDomain,
  type ShareWithInterval,
} from "lib/figures/parts/share_axis.ts";
import { capitalise, formatCount, formatShare } from "lib/words.ts";

/** One row of disagreement_causes.csv. */
export interface CauseRow extends ShareWithInterval {
  readonly annotator: string;
  readonly question: string;
  readonly cause: string;
  readonly disagreements: number;
  readonly papers: number;
  /** Labelled papers in the annotator's run. */
  readonly of: number;
}

/**
 * Shows why label and answer differ: for each question and cause the share of
 * labelled papers with such a disagreement, as a dot with its interval.
 *
 * @param rows As in disagreement_causes.csv, of one or more annotators.
 * @param context Corpus and annotator for the subtitle.
 */
export function disagreementCauses(
  rows: readonly CauseRow[],
  context: FigureContext,
): Figure {
  const id = "disagreement_causes";
  const tables = ["disagreement_causes", "disagreements"];
  const finding = findingOf(rows, context);
  const most = Math.max(0, ...rows.map(({ of }) => of));
  const title = heading(
    finding,
    withAnnotators(context, rows.map((row) => row.annotator)),
    `${formatCount(most)} papers with ${labelNames(context)}`,
    ["a paper can differ in several ways"],
  );
  if (rows.length === 0) {
    const description = `${finding}.`;
    return { id, description, tables, spec: emptySpec(title, description) };
  }
  const scores = rows.map((row) => ({
    panel: capitalise(subjectOf(row.question, context)),
    annotator: annotatorName(row.annotator),
    metric: capitalise(causeOf(row, context)),
    value: row.share,
    low: row.low,
    high: row.high,
    label: labelOf(row),
  }));
  const description = `${finding}; papers by question and cause: ${
    describeDots(scores)
  }.`;
  const spec = metricDots(scores, {
    title,
    description,
    axis: "Share of the labelled papers",
    domain: shareDomain(rows),
    format: ".0%",
    row: "Cause",
  });
  return { id, description, tables, spec };
}

/** Names the commonest cause of the question that the study is about. */
function findingOf(
  rows: readonly CauseRow[],
  context: FigureContext,
): string {
  const [first] = rows;
  if (first === undefined) return "There is no disagreement to show";
  const own = rows.filter(({ annotator }) => annotator === first.annotator);
  const asked = own.some(({ question }) => question === "uses_ptms")
    ? "uses_ptms"
    : first.question;
  const [top, ...others] = leading(
    own.filter(({ question }) => question === asked),
    ({ papers }) => papers,
  );
  if (top === undefined || others.length > 0) {
    return `No single cause stands out among disagreements about the ${
      subjectOf(asked, context)
    }`;
  }
  return `The commonest cause of disagreement about the ${
    subjectOf(asked, context)
  }: ${causeOf(top, context)}`;
}

/** The cause in words; "model" stands for what the question's answers name. */
function causeOf(
  { question, cause }: CauseRow,
  context: FigureContext,
): string {
  return cause.replace(/^model\b/, nounOf(question, context));
}

function labelOf({ papers, of, share }: CauseRow): string {
  const percent = share === null ? "" : ` (${formatShare(share)})`;
  return `${formatCount(papers)} of ${formatCount(of)}${percent}`;
}
