import type { AnnotatedPaper, Annotation } from "lib/annotate/store.ts";
import type { PaperMetadata } from "lib/corpus/paper.ts";
import { loadModelNames } from "lib/findings/model_names.ts";
import { openRunTables } from "lib/findings/run_tables.ts";
import type { Table } from "lib/findings/table.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import type { Answer, Question } from "lib/questions/question.ts";
import { metadataOf } from "tests/support/papers.ts";

export const QUESTIONS = await loadQuestions();
export const CHEMISTRY = "Chemistry";
export const NEURO = "Neuroscience";

/** A paper with the answers of some questions; null is a failed answer. */
export function annotated(
  parts: Partial<PaperMetadata>,
  answers: Record<string, Answer | null>,
): AnnotatedPaper {
  return {
    metadata: metadataOf(parts),
    stratum: "PLOS 2020",
    inclusionProbability: 1,
    annotations: Object.entries(answers).map(([question, answer]) => ({
      question,
      answer,
      status: answer ? "answered" : "refused",
    } as Annotation)),
  };
}

/** Answers to a yes-no question. */
export const yes: Answer = { kind: "yes-no", result: true, evidence: "e" };
export const no: Answer = { kind: "yes-no", result: false, evidence: null };

/** An answer of names, each with its category. */
export function mentions(
  ...pairs: [name: string, category: string | null][]
): Answer {
  return {
    kind: "mentions",
    mentions: pairs.map(([name, category]) => ({
      name,
      category,
      description: null,
      evidence: "e",
    })),
  };
}

/** Four papers, with answers of every kind. */
export const PAPERS = [
  annotated({ doi: "10.1/a", fields: [NEURO, CHEMISTRY, "Medicine"] }, {
    uses_dl: yes,
    uses_ptms: yes,
    identify_ptms: mentions(["VGG16", null], ["BERT", null], ["vgg-16", null]),
    identify_ptm_reuse: mentions(["VGG16", "adaptation"], [
      "BERT",
      "deployment",
    ], ["BERT", "adaptation"]),
  }),
  annotated({ doi: "10.1/b", fields: [CHEMISTRY], year: 2021 }, {
    uses_dl: yes,
    uses_ptms: yes,
    identify_ptms: mentions(["BERT", null]),
    identify_ptm_reuse: mentions(["BERT", "adaptation"]),
  }),
  annotated({ doi: "10.1/c", fields: null, year: null }, { uses_dl: no }),
  annotated({ doi: "10.1/d", fields: ["Medicine"], year: 2021 }, {
    uses_dl: yes,
    uses_ptms: null,
  }),
];

/** The tables of some papers, by name. */
export function tablesOf(
  papers: readonly AnnotatedPaper[],
  questions: readonly Question[] = QUESTIONS,
): Map<string, Table> {
  const counts = openRunTables(questions, loadModelNames());
  for (const paper of papers) counts.add(paper);
  return new Map(counts.tables().map((table) => [table.name, table]));
}

/** Some columns of a table's rows, one line each. */
export function lines(
  tables: ReadonlyMap<string, Table>,
  name: string,
  ...columns: string[]
): string[] {
  return tables.get(name)!.rows.map((row) =>
    columns.map((column) => row[column]).join("|")
  );
}
