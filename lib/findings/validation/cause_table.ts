import type { Row, Table } from "lib/findings/table.ts";
import { rankOf } from "lib/findings/validation/cause.ts";
import type { Disagreement } from "lib/findings/validation/disagreements.ts";
import { wilsonInterval } from "lib/stats/wilson.ts";

/** All disagreements of one annotator on one question. */
export interface QuestionDisagreements {
  readonly annotator: string;
  readonly question: string;
  readonly disagreements: readonly Disagreement[];
  /** Labelled papers that are in the annotator's run. */
  readonly papers: number;
}

/**
 * disagreement_causes.csv: for each annotator, question and cause the
 * disagreements, the papers that have one, and their share of the labelled
 * papers, with Wilson's interval. A cause that only another annotator has
 * counts 0.
 */
export function causeTable(
  questions: readonly QuestionDisagreements[],
): Table {
  return {
    name: "disagreement_causes",
    columns: [
      ...["annotator", "question", "cause", "disagreements", "papers", "of"],
      ...["share", "low", "high"],
    ],
    rows: questions.flatMap((own) =>
      own.papers === 0 ? [] : causesOf(questions, own.question)
        .map((cause) => causeRow(own, cause))
    ),
  };
}

/** Every cause that some annotator has for a question, in the order of `CAUSES`. */
function causesOf(
  questions: readonly QuestionDisagreements[],
  question: string,
): string[] {
  const causes = questions.filter((other) => other.question === question)
    .flatMap(({ disagreements }) => disagreements.map(({ cause }) => cause));
  return [...new Set(causes)].sort((a, b) => rankOf(a) - rankOf(b));
}

function causeRow(
  { annotator, question, disagreements, papers: of }: QuestionDisagreements,
  cause: string,
): Row {
  const own = disagreements.filter((disagreement) =>
    disagreement.cause === cause
  );
  const papers = new Set(own.map(({ doi }) => doi)).size;
  const { estimate: share, low, high } = wilsonInterval(papers, of);
  return {
    annotator,
    question,
    cause,
    disagreements: own.length,
    papers,
    of,
    share,
    low,
    high,
  };
}
