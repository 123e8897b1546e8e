import {
  agreementOn,
  type AgreementOptions,
} from "lib/findings/labels/agreement.ts";
import type { LabelRow } from "lib/findings/labels/label_row.ts";
import {
  describeProblems,
  type LabelProblem,
} from "lib/findings/labels/problems.ts";
import type { Dispute } from "lib/findings/labels/settle_labels.ts";
import type { Labels } from "lib/findings/labels.ts";
import type { Table } from "lib/findings/table.ts";
import type { Question } from "lib/questions/question.ts";

/** A study's labels with what several humans make of them. */
export interface StudyLabels extends Labels {
  /** One answer for each paper and question; those that nobody decides stand side by side. */
  readonly rows: readonly LabelRow[];
  /** Every usable label, as it was given. */
  readonly given: readonly LabelRow[];
  readonly disputes: readonly Dispute[];
}

/** What is said of a study's labels. */
export interface LabelTables {
  readonly tables: readonly Table[];
  /** One sentence for each kind of label that cannot be used. */
  readonly warnings: readonly string[];
}

/** Rows that one warning names; label_problems.csv names all. */
const MOST = 20;

/**
 * Describes a study's labels: `agreement` and `disputed` if several humans
 * labelled the same papers, `label_problems` if something could not be used.
 *
 * @param labels The study's labels; null if it has none.
 * @param options.papers DOIs of the sample: labels of other papers are named.
 */
export function labelTables(
  labels: StudyLabels | null,
  { questions, papers, ...options }: AgreementOptions & {
    readonly questions: readonly Question[];
    readonly papers: Iterable<string>;
  },
): LabelTables {
  if (labels === null) return { tables: [], warnings: [] };
  const { file, given, disputes } = labels;
  const outside = outsideProblems(given, new Set(papers));
  const problems = [...labels.problems, ...outside].sort((a, b) =>
    a.row - b.row
  );
  const agreements = questions.flatMap((question) =>
    agreementOn(question, given, options)
  );
  const tables: Table[] = [];
  if (agreements.length > 0) {
    tables.push({
      name: "agreement",
      columns: [
        ...["question", "annotators", "statistic", "value", "low", "high"],
        ...["papers", "note"],
      ],
      rows: agreements.map(({ annotators, ...row }) => ({
        ...row,
        annotators: annotators.join("; "),
      })),
    }, disputedTable(disputes));
  }
  if (problems.length > 0) {
    tables.push({
      name: "label_problems",
      columns: ["row", "column", "found", "problem"],
      rows: problems.map((problem) => ({ ...problem })),
    });
  }
  const warnings = describeProblems(problems, file, MOST);
  if (given.length === 0) warnings.push(`${file} holds no label to use`);
  return { tables, warnings };
}

/** disputed.csv: what humans answer differently, and what counts. */
function disputedTable(disputes: readonly Dispute[]): Table {
  return {
    name: "disputed",
    columns: [
      ...["doi", "question", "mention", "answers", "decision", "decided_by"],
    ],
    rows: disputes.map(({ answers, decidedBy, ...dispute }) => ({
      ...dispute,
      answers: answers.map(({ annotator, answer }) => `${annotator}: ${answer}`)
        .join("; "),
      decided_by: decidedBy,
    })),
  };
}

/** Names the rows of a file that label papers which the run does not have. */
function outsideProblems(
  rows: readonly LabelRow[],
  papers: ReadonlySet<string>,
): LabelProblem[] {
  const problem = "not among the papers of this run, judges nobody";
  return rows.flatMap(({ row, doi: found }) =>
    row === undefined || papers.has(found)
      ? []
      : [{ row, column: "doi", found, problem }]
  );
}
