import type { FunnelRow } from "lib/corpus/funnel.ts";
import type { JudgedRun } from "lib/findings/claims/judge_run.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import type { Question } from "lib/questions/question.ts";
import { EIGHT, papersLike } from "tests/findings/claims/example_papers.ts";

export const QUESTIONS = await loadQuestions();
/** Papers found, and eligible. */
export const FUNNEL: FunnelRow[] = [
  { step: "found", megajournal: "PLOS", reason: "", papers: 500 },
  { step: "natural science", megajournal: "PLOS", reason: "", papers: 300 },
];

/** Papers of all fields over six years, with every answer. */
export const PAPERS = [2018, 2019, 2020, 2021, 2022, 2023].flatMap((year, i) =>
  EIGHT.flatMap((field) => [
    ...papersLike(1 + i, {
      year,
      fields: [field],
      reuses: true,
      patterns: ["adaptation"],
      stages: ["Test"],
    }),
    ...papersLike(4, { year, fields: [field], usesDl: true }),
    ...papersLike(3, { year, fields: [field] }),
  ])
);

/** A run of these papers, with parts of one's own. */
export function runOf(parts: Partial<JudgedRun> = {}): JudgedRun {
  return {
    study: "example",
    corpus: { description: "a corpus", synthetic: false, isArtifact: false },
    annotator: "a model",
    seed: 1,
    questions: QUESTIONS,
    papers: PAPERS,
    planted: null,
    funnel: FUNNEL,
    ...parts,
  };
}

const USES_MICE: Question = {
  id: "uses_mice",
  version: 1,
  kind: "yes-no",
  title: "Uses mice",
  words: "Did they use mice?",
  dependsOn: null,
};

/** The same papers, asked something else; every fourth answer is yes. */
export const ON_MICE = {
  questions: [USES_MICE],
  papers: PAPERS.map((paper, i) => ({
    ...paper,
    answers: { uses_mice: i % 4 === 0 },
    categories: {},
    names: {},
  })),
};
