import type { LabelRow } from "lib/findings/labels.ts";
import type { NameReader } from "lib/findings/model_names.ts";
import type { Row, Table } from "lib/findings/table.ts";
import type { AnnotatorAnswers } from "lib/findings/validation/answers.ts";
import { categoryScores } from "lib/findings/validation/category_scores.ts";
import {
  causeTable,
  type QuestionDisagreements,
} from "lib/findings/validation/cause_table.ts";
import {
  CONFUSION_COLUMNS,
  confusionRows,
} from "lib/findings/validation/confusion_rows.ts";
import {
  DISAGREEMENT_COLUMNS,
  disagreementRow,
  yesNoDisagreements,
} from "lib/findings/validation/disagreements.ts";
import { errorTables } from "lib/findings/validation/error_tables.ts";
import {
  type DescribedPaper,
  groupPapers,
} from "lib/findings/validation/group_papers.ts";
import type { JudgedNames } from "lib/findings/validation/judge_names.ts";
import {
  judgeAnnotator,
  type JudgedAnnotator,
} from "lib/findings/validation/judged.ts";
import { matchPairs } from "lib/findings/validation/match_pairs.ts";
import { mcnemarTable } from "lib/findings/validation/mcnemar_table.ts";
import { nameDisagreements } from "lib/findings/validation/name_disagreements.ts";
import { nameScores, nameTally } from "lib/findings/validation/name_scores.ts";
import {
  type Score,
  SCORE_COLUMNS,
  scoreRow,
} from "lib/findings/validation/score.ts";
import { yesNoScores } from "lib/findings/validation/yes_no_scores.ts";
import type { Question } from "lib/questions/question.ts";

/** What annotators are validated with. */
export interface ValidationInput {
  /** The study's own annotator first, then those it is compared with. */
  readonly annotators: readonly AnnotatorAnswers[];
  /** The labelled papers of the sample. */
  readonly papers: readonly DescribedPaper[];
  readonly questions: readonly Question[];
  readonly labels: readonly LabelRow[];
  /** Reads what the name of a model stands for. */
  readonly namesIn: NameReader;
  readonly seed: number | string;
}

/**
 * Sets the answers of one annotator or several against human labels.
 *
 * @returns In any case validation (scores with intervals) and disagreements
 * (each with both passages and a cause); where they have rows, confusion
 * (categories of matched names), mcnemar (annotators against each other),
 * errors_by and error_tests (where errors gather) and disagreement_causes.
 */
export function validate(
  { annotators, papers, questions, labels, namesIn, seed }: ValidationInput,
): Table[] {
  const judged = annotators.map((annotator) =>
    judgeAnnotator(annotator, questions, labels, namesIn)
  );
  const titles = new Map(
    papers.map(({ metadata: { doi, title } }) => [doi, title]),
  );
  const differing = judged.flatMap((judged) => disagreementsOf(judged));
  const tables = [
    {
      name: "validation",
      columns: SCORE_COLUMNS,
      rows: judged.flatMap((judged) => scoreRows(judged, `${seed}`)),
    },
    {
      name: "confusion",
      columns: CONFUSION_COLUMNS,
      rows: judged.flatMap(({ id, names }) =>
        names.flatMap((names) => {
          const categories = categoriesOf(names);
          return categories === null ? [] : confusionRows(
            id,
            names.question.id,
            matchPairs(names),
            categories,
          );
        })
      ),
    },
    mcnemarTable(judged),
    ...errorTables(judged, groupPapers(papers), `${seed}/errors`),
    {
      name: "disagreements",
      columns: DISAGREEMENT_COLUMNS,
      rows: differing.flatMap(({ annotator, disagreements }) =>
        disagreements.map((disagreement) =>
          disagreementRow(
            annotator,
            disagreement,
            titles.get(disagreement.doi) ?? "",
          )
        )
      ),
    },
    causeTable(differing),
  ];
  return tables.filter(({ name, rows }) =>
    rows.length > 0 || ALWAYS.includes(name)
  );
}

/** Tables that are there even if they are empty. */
const ALWAYS = ["validation", "disagreements"];

/** The rows of validation.csv about one annotator. */
function scoreRows({ id, yesNo, names }: JudgedAnnotator, seed: string): Row[] {
  const rows = (question: Question, scores: readonly Score[]) =>
    scores.map((score) => scoreRow(id, question.id, score));
  return [
    ...yesNo.flatMap((judged) => rows(judged.question, yesNoScores(judged))),
    ...names.flatMap((judged) => {
      const { question } = judged;
      const own = `${seed}/${id}/${question.id}`;
      const categories = categoriesOf(judged);
      return rows(question, [
        ...nameTally(judged),
        ...nameScores(judged, "names", own),
        ...(categories === null ? [] : [
          ...nameScores(judged, "pairs", own),
          ...categoryScores(matchPairs(judged), categories, own),
        ]),
      ]);
    }),
  ];
}

function categoriesOf({ question }: JudgedNames): string[] | null {
  return question.category?.values.map(({ value }) => value) ?? null;
}

/** All disagreements of an annotator, question by question. */
function disagreementsOf(
  { id, yesNo, names }: JudgedAnnotator,
): QuestionDisagreements[] {
  const falseYes = (question: string | undefined) =>
    new Set(
      yesNo.filter((judged) => judged.question.id === question)
        .flatMap(({ verdicts }) => verdicts)
        .filter(({ label, answer }) => answer === true && !label)
        .map(({ doi }) => doi),
    );
  return [
    ...yesNo.map((judged) => ({
      annotator: id,
      question: judged.question.id,
      disagreements: yesNoDisagreements(judged),
      papers: judged.verdicts.length,
    })),
    ...names.map((judged) => ({
      annotator: id,
      question: judged.question.id,
      disagreements: nameDisagreements(
        judged,
        falseYes(judged.question.dependsOn?.question),
      ),
      papers: judged.papers.length,
    })),
  ];
}
