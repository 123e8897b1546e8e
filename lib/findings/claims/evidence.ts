import {
  type Design,
  designOf,
  weightedSum,
} from "lib/findings/claims/design.ts";
import type { PaperFacts } from "lib/findings/claims/paper_facts.ts";
import { type PaperShare, shareOf } from "lib/findings/claims/share.ts";

/** The papers of a run, ready to be counted. */
export interface Evidence {
  readonly papers: readonly PaperFacts[];
  readonly design: Design;
}

/** Says of a paper how much it counts: 0 if not at all. */
export type Measure = (paper: PaperFacts) => number;

/** Gathers the papers of a run. */
export function evidenceOf(papers: readonly PaperFacts[]): Evidence {
  return { papers, design: designOf(papers) };
}

/** Share of what is counted in the papers, with the design of the sample. */
export function shareAmong(
  { papers, design }: Evidence,
  part: Measure,
  all: Measure,
): PaperShare | null {
  return shareOf(design, papers.map(part), papers.map(all));
}

/** Estimated sum over the papers of the corpus. */
export function weighted(
  { papers, design }: Evidence,
  measure: Measure,
): number {
  return weightedSum(design, papers.map(measure));
}

/** 1 for papers that are answered yes. */
export function saysYes(question: string): Measure {
  return ({ answers }) => answers[question] === true ? 1 : 0;
}

/** 1 for papers that have an answer, a no by an earlier question included. */
export function isAnswered(question: string): Measure {
  return ({ answers }) => typeof answers[question] === "boolean" ? 1 : 0;
}

/** Mentions of a category, or of any. */
export function mentionsOf(question: string, category?: string): Measure {
  return ({ categories }) => {
    const found = categories[question] ?? [];
    return category === undefined
      ? found.length
      : found.filter((other) => other === category).length;
  };
}

/** Mentions of a name. */
export function namings(question: string, name: string): Measure {
  return ({ names }) =>
    (names[question] ?? []).filter((other) => other === name).length;
}

/** 1 for papers in which something is counted at all. */
export function once(measure: Measure): Measure {
  return (paper) => measure(paper) > 0 ? 1 : 0;
}

/** What is counted, in the papers of one field only. */
export function within(field: string, measure: Measure): Measure {
  return (paper) => paper.fields.includes(field) ? measure(paper) : 0;
}

/** What is counted, in the papers that pass another measure only. */
export function where(condition: Measure, measure: Measure): Measure {
  return (paper) => condition(paper) > 0 ? measure(paper) : 0;
}
